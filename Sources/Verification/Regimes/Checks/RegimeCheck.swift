// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tries claims on markets. One family of tests has one stated chance to raise a false alarm: each
// claim is tried at the family's level over the number of claims.

import NumericKernels

/// One claim that was tried.
public struct ClaimResult: Sendable {
  /// The subject's name.
  public let subject: String
  /// The claim's name.
  public let claim: String
  /// What was found; nil where the market has too little of what the claim is about.
  public let outcome: ClaimOutcome?
  /// Whether the claim's p-value is uniform where the claim is true.
  public let hasUniformPValue: Bool
}

/// A family of claims.
public struct RegimeCheck: Sendable {
  /// The chance that a right generator fails any of a family's claims.
  public static let familyLevel = 1e-5

  /// The subjects.
  public let subjects: [CheckSubject]

  /// Makes the family of some subjects.
  public init(_ subjects: [CheckSubject]) { self.subjects = subjects }

  /// The number of claims.
  public var claims: Int { subjects.reduce(0) { $0 + $1.claims.count } }

  /// The level of each claim.
  public var level: Double { Self.familyLevel / Double(max(claims, 1)) }

  /// Tries every claim on the market of a seed.
  public func results(
    seed: UInt64, threads: Int = 1
  ) throws(MarketProgramDefect) -> [ClaimResult] {
    for subject in subjects { try subject.program.validate() }
    return Parallel.map(0..<subjects.count, threads: threads) { index in
      Self.results(of: subjects[index], seed: seed)
    }.flatMap(\.self)
  }

  private static func results(of subject: CheckSubject, seed: UInt64) -> [ClaimResult] {
    guard let market = try? subject.program.market(seed: seed) else {
      preconditionFailure("a program that has been validated makes a market")
    }
    return results(of: subject, on: market)
  }

  /// Tries a subject's claims on a market, which may come from another generator.
  public static func results(
    of subject: CheckSubject, on market: SyntheticMarket
  ) -> [ClaimResult] {
    let samples = MarketSamples(market, claims: subject.program)
    return subject.claims.map { claim in
      ClaimResult(
        subject: subject.name, claim: claim.name, outcome: claim.test(samples),
        hasUniformPValue: claim.hasUniformPValue)
    }
  }

  /// Tries whether every claim's p-values are uniform over seeds.
  ///
  /// - Returns: for each claim the p-value of the Kolmogorov–Smirnov test of its p-values, in the
  ///   order of the results; nil where a claim has no uniform p-value or too few outcomes.
  public func uniformity(
    seeds: ClosedRange<UInt64>, threads: Int = 1, progress: (Int) -> Void = { _ in }
  ) throws(MarketProgramDefect) -> [(claim: ClaimResult, pValue: Double?)] {
    var pValues = [[Double]](repeating: [], count: claims)
    var last: [ClaimResult] = []
    for seed in seeds {
      last = try results(seed: seed, threads: threads)
      for (index, result) in last.enumerated() {
        if let outcome = result.outcome { pValues[index].append(outcome.pValue) }
      }
      progress(Int(seed - seeds.lowerBound) + 1)
    }
    return last.enumerated().map { index, result in
      let enough = result.hasUniformPValue && pValues[index].count >= 20
      return (
        result, enough ? HypothesisTest.uniformity(ofPValues: pValues[index]).pValue : nil
      )
    }
  }
}
