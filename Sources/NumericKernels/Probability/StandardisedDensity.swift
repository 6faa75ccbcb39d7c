// SPDX-License-Identifier: GPL-3.0-or-later
//
// Densities with mean 0 and variance 1, as likelihoods of scaled errors need them. A density is
// taken apart so that a sum of its logarithms costs one logarithm in all:
// log f(z) = constant + additive(z) + logWeight · log factor(z), the factors being multiplied.

import RealModule

/// A density with mean 0 and variance 1.
public protocol StandardisedDensity: Sendable {
  /// The number of shape parameters, at most two.
  static var shapeCount: Int { get }
  /// The part of the log density that does not depend on the value.
  var constant: Double { get }
  /// The weight of the logarithm of the factor in the log density.
  var logWeight: Double { get }
  /// The derivatives of the weight by the shape parameters.
  var logWeightSlope: SIMD2<Double> { get }
  /// The parts of the log density at a value and their derivatives.
  func terms(_ z: Double) -> DensityTerms
  /// The second derivatives of the log density by the shape parameters: by the first, by both and
  /// by the second; those there are none of are 0.
  func shapeCurvature(_ z: Double) -> SIMD4<Double>
  /// The probability that the variable is at most `z`.
  func cumulative(_ z: Double) -> Double
  /// The value that the variable does not exceed with a probability strictly inside (0, 1).
  func quantile(_ probability: Double) -> Double
  /// The mean of the absolute value.
  var absoluteMean: Double { get }
  /// The mean of the square where the variable is negative, and 0 elsewhere.
  var negativeSquareMean: Double { get }
}

/// The parts of a log density at one value, without the constant, and their derivatives.
public struct DensityTerms {
  /// The factor whose weighted logarithm enters the log density; positive.
  public var factor: Double
  /// What the log density adds to that.
  public var additive: Double
  /// The first derivative of the log density by the value.
  public var slope: Double
  /// The second derivative of the log density by the value.
  public var curvature: Double
  /// The derivatives of the log density by the shape parameters, the constant's included and
  /// `logWeightSlope` times the logarithm of the factor left out.
  public var shape: SIMD2<Double>
  /// The derivatives of `slope` by the shape parameters.
  public var slopeShape: SIMD2<Double>
}

extension StandardisedDensity {
  /// The logarithm of the density at a value.
  public func logDensity(_ z: Double) -> Double {
    let terms = terms(z)
    return constant + terms.additive + logWeight * .log(terms.factor)
  }

  /// The derivatives of the log density by the shape parameters; those there are none of are 0.
  public func shapeSlope(_ z: Double) -> SIMD2<Double> {
    let terms = terms(z)
    return terms.shape + logWeightSlope * .log(terms.factor)
  }
}

/// A family of densities with mean 0 and variance 1.
public enum StandardisedFamily: String, CaseIterable, Sendable {
  /// The normal distribution.
  case normal
  /// Student's t.
  case student
  /// Hansen's skew Student t.
  case skewStudent = "skew-student"
  /// The normal distribution skewed after Fernández and Steel.
  case fernandezSteelNormal = "fernandez-steel-normal"
  /// Student's t skewed after Fernández and Steel.
  case fernandezSteel = "fernandez-steel"
  /// The generalised error distribution.
  case generalisedError = "ged"

  /// The names of the shape parameters, in the order in which they are given.
  public var shapeNames: [String] {
    switch self {
    case .normal: []
    case .student, .generalisedError: ["nu"]
    case .skewStudent: ["eta", "lambda"]
    case .fernandezSteelNormal: ["xi"]
    case .fernandezSteel: ["xi", "nu"]
    }
  }

  /// The values that an estimate of each shape parameter may take.
  public var shapeRanges: [ClosedRange<Double>] {
    switch self {
    case .normal: []
    case .student: [2.05...300]
    case .generalisedError: [0.3...50]
    case .skewStudent: [2.05...300, -0.99...0.99]
    case .fernandezSteelNormal: [0.05...20]
    case .fernandezSteel: [0.05...20, 2.05...300]
    }
  }

  /// Shape parameters from which a search may start.
  public var shapeStart: [Double] {
    switch self {
    case .normal: []
    case .student: [7]
    case .generalisedError: [1.4]
    case .skewStudent: [7, -0.05]
    case .fernandezSteelNormal: [0.95]
    case .fernandezSteel: [0.95, 7]
    }
  }

  /// Whether the tails are so heavy that the mean of exp(c|z|) is infinite for every c > 0.
  public var hasPowerTails: Bool {
    switch self {
    case .student, .skewStudent, .fernandezSteel: true
    case .normal, .fernandezSteelNormal, .generalisedError: false
    }
  }

  /// The expected information of log σ² in an observation, E[(1 + z·slope)²]/4, of the density
  /// without its skewness.
  func scaleInformation(_ shape: [Double]) -> Double {
    func student(_ nu: Double) -> Double { 0.5 * nu / (nu + 3) }
    switch self {
    case .normal, .fernandezSteelNormal: return 0.5
    case .student, .skewStudent: return student(shape[0])
    case .fernandezSteel: return student(shape[1])
    case .generalisedError: return 0.25 * shape[0]
    }
  }

  /// The density of a shape.
  ///
  /// - Precondition: `shape` has an entry for each of `shapeNames`, inside the family's domain.
  public func density(_ shape: [Double]) -> any StandardisedDensity {
    precondition(shape.count == shapeNames.count, "every shape parameter must be given")
    switch self {
    case .normal: return StandardisedNormal()
    case .student: return StandardisedStudentT(degreesOfFreedom: shape[0])
    case .generalisedError: return StandardisedGED(shape: shape[0])
    case .skewStudent: return StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1])
    case .fernandezSteelNormal: return StandardisedFernandezSteelNormal(skewness: shape[0])
    case .fernandezSteel:
      return StandardisedFernandezSteelT(skewness: shape[0], degreesOfFreedom: shape[1])
    }
  }
}
