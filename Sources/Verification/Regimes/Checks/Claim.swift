// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a generated market claims to be, as tests with a p-value. A claim is made from the program
// and closed forms alone; the market that it is tried on may come from any generator, so that a
// wrong one can be seen to fail.

import NumericKernels

/// What a test of a claim found.
public struct ClaimOutcome: Sendable {
  /// What the market says; nil for tests of a whole law.
  public let estimate: Double?
  /// What the claim says.
  public let expectation: Double?
  /// The probability of a result at least this far from the claim where the claim is true.
  public let pValue: Double
  /// The smallest error that the test finds nine times of ten at a level, and its unit.
  public let detectable: Detectable
  /// The number of values that the test saw.
  public let count: Int

  /// The smallest error that a test finds with power 0.9.
  public enum Detectable: Sendable {
    /// In the unit of the estimate: a multiple of the standard error.
    case ofEstimate(EstimateTest)
    /// In the largest distance of two distribution functions.
    case ofDistribution
    /// In the correlation that one lag or cell would have to have: a chi-square of some degrees.
    case ofCorrelation(degreesOfFreedom: Double)
    /// As a share of an expected number of events.
    case ofCount(expectation: Double)
    /// Any error at all: an identity up to rounding.
    case anyError
  }

  /// The smallest error that the test finds nine times of ten at a level.
  public func smallestError(level: Double) -> Double {
    switch detectable {
    case .ofEstimate(let test): test.smallestDetectableError(level: level)
    case .ofDistribution: Self.smallestDistance(level: level, count: count)
    case .ofCorrelation(let degrees):
      (Self.noncentrality(level: level, degrees: degrees) / Double(count)).squareRoot()
    case .ofCount(let expectation):
      (Self.normal(level / 2) + Self.normal(0.1)) / expectation.squareRoot()
    case .anyError: 0
    }
  }

  /// Whether the claim is an identity, which any error breaks.
  public var isIdentity: Bool { if case .anyError = detectable { true } else { false } }

  /// The unit of the smallest error, as a word.
  public var unit: String {
    switch detectable {
    case .ofEstimate: "absolute"
    case .ofDistribution: "probability"
    case .ofCorrelation: "correlation"
    case .ofCount: "share"
    case .anyError: "any"
    }
  }

  private static func normal(_ tail: Double) -> Double { -Normal.standardQuantile(tail) }

  /// A distance that the Kolmogorov–Smirnov test surely sees: both of its halves by the inequality
  /// of Dvoretzky, Kiefer and Wolfowitz.
  private static func smallestDistance(level: Double, count: Int) -> Double {
    func bound(_ tail: Double) -> Double { (-0.5 * PortableMath.log(tail / 2)).squareRoot() }
    return (bound(level) + bound(0.1)) / Double(count).squareRoot()
  }

  /// The noncentrality at which a chi-square exceeds its critical value nine times of ten, with
  /// both laws taken as normal in their cube roots and first moments.
  private static func noncentrality(level: Double, degrees: Double) -> Double {
    let share = 2 / (9 * degrees)
    let root = 1 - share + normal(level) * share.squareRoot()
    let critical = degrees * root * root * root
    var value = critical
    for _ in 0..<60 {
      value = critical - degrees + normal(0.1) * (2 * degrees + 4 * max(value, 0)).squareRoot()
    }
    return max(value, 0)
  }
}

extension ClaimOutcome {
  /// An estimate against its expectation.
  init(_ test: EstimateTest, count: Int) {
    self.init(
      estimate: test.estimate, expectation: test.expectation, pValue: test.pValue,
      detectable: .ofEstimate(test), count: count)
  }

  /// Independent values against a distribution function.
  init(_ values: [Double], follow cumulative: (Double) -> Double) {
    let test = HypothesisTest.kolmogorovSmirnov(of: values, cumulative: cumulative)
    self.init(
      estimate: nil, expectation: nil, pValue: test.pValue, detectable: .ofDistribution,
      count: values.count)
  }

  /// A count against its law, with a share that makes the p-value uniform.
  init(_ test: CountTest, share: Double, count: Int) {
    self.init(
      estimate: Double(test.observed), expectation: test.expectation,
      pValue: test.randomizedPValue(share: share),
      detectable: .ofCount(expectation: max(test.expectation, 1e-300)), count: count)
  }

  /// A chi-square test.
  init(chiSquare test: HypothesisTest, count: Int) {
    self.init(
      estimate: nil, expectation: nil, pValue: test.pValue,
      detectable: .ofCorrelation(degreesOfFreedom: test.degreesOfFreedom ?? 1), count: count)
  }

  /// An identity that may fail by rounding alone.
  init(identityError error: Double, tolerance: Double, count: Int) {
    self.init(
      estimate: error, expectation: 0, pValue: error <= tolerance ? 1 : 0, detectable: .anyError,
      count: count)
  }
}

/// Something that a market claims.
public struct Claim: Sendable {
  /// What is claimed, as in "Kolmogorov–Smirnov, normal returns".
  public let name: String
  /// Whether its p-value is uniform where the claim is true; an identity has only 0 and 1.
  public let hasUniformPValue: Bool
  let test: @Sendable (MarketSamples) -> ClaimOutcome?

  init(
    _ name: String, hasUniformPValue: Bool = true,
    test: @escaping @Sendable (MarketSamples) -> ClaimOutcome?
  ) {
    self.name = name
    self.hasUniformPValue = hasUniformPValue
    self.test = test
  }
}
