// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule
import Testing

/// A density under the laws, with its family and shape.
struct DensityCase: Sendable, CustomStringConvertible {
  let family: StandardisedFamily
  let shape: [Double]

  var density: any StandardisedDensity { family.density(shape) }
  var description: String { "\(family.rawValue)\(shape)" }

  static let all: [DensityCase] = [
    DensityCase(family: .normal, shape: []),
    DensityCase(family: .student, shape: [4.5]), DensityCase(family: .student, shape: [8]),
    DensityCase(family: .student, shape: [60]),
    DensityCase(family: .skewStudent, shape: [5, -0.2]),
    DensityCase(family: .skewStudent, shape: [8, 0.3]),
    DensityCase(family: .skewStudent, shape: [12, -0.7]),
    DensityCase(family: .generalisedError, shape: [0.8]),
    DensityCase(family: .generalisedError, shape: [1.5]),
    DensityCase(family: .generalisedError, shape: [2.6]),
    DensityCase(family: .fernandezSteelNormal, shape: [0.8]),
    DensityCase(family: .fernandezSteelNormal, shape: [1.7]),
    DensityCase(family: .fernandezSteel, shape: [0.91, 4.2]),
    DensityCase(family: .fernandezSteel, shape: [1.6, 9]),
  ]
}

/// ∫ w(z) f(z) dz over an interval by the tanh-sinh rule, an infinite end being mapped to a finite
/// one by z = edge ± t/(1 − t); the integrand is smooth inside: the rule is exact to rounding.
private func integral(
  _ density: any StandardisedDensity, from lower: Double, to upper: Double,
  _ weight: (Double) -> Double
) -> Double {
  let (steps, width) = (600, 4.6)
  let step = 2 * width / Double(steps)
  var sum = 0.0
  for index in 0...steps {
    let u = -width + Double(index) * step
    let s = 0.5 * Double.pi * Double.sinh(u)
    let share = 1 / (1 + Double.exp(-2 * s))
    let measure = 0.5 * Double.pi * Double.cosh(u) / (Double.cosh(s) * Double.cosh(s)) / 2
    guard measure > 0, share > 0, share < 1 else { continue }
    let z: Double
    let jacobian: Double
    let rest = 1 / (1 + Double.exp(2 * s))
    if upper == .infinity {
      z = lower + share / rest
      jacobian = 1 / (rest * rest)
    } else if lower == -.infinity {
      z = upper - rest / share
      jacobian = 1 / (share * share)
    } else {
      z = lower + (upper - lower) * share
      jacobian = upper - lower
    }
    let value = Double.exp(density.logDensity(z)) * weight(z) * jacobian * measure
    if value.isFinite { sum += value * step }
  }
  return sum
}

/// The integral over the whole line, parted at the kinks of the density and of the weight.
private func moment(
  _ item: DensityCase, below end: Double = .infinity, _ weight: (Double) -> Double
) -> Double {
  let density = item.density
  // The two pieces of a skewed density meet where its left mass is (1 − λ)/2.
  let asymmetry: Double =
    switch item.family {
    case .skewStudent: item.shape[1]
    case .fernandezSteel, .fernandezSteelNormal:
      (item.shape[0] * item.shape[0] - 1) / (item.shape[0] * item.shape[0] + 1)
    default: 0
    }
  let joint = density.quantile(0.5 * (1 - asymmetry))
  let edges = [-.infinity, min(joint, 0), max(joint, 0), .infinity].filter { $0 < end } + [end]
  return zip(edges, edges.dropFirst()).reduce(0) { sum, pair in
    pair.0 < pair.1 ? sum + integral(density, from: pair.0, to: pair.1, weight) : sum
  }
}

@Test("A standardised density has mass 1, mean 0 and variance 1", arguments: DensityCase.all)
func standardisedMoments(_ item: DensityCase) {
  #expect(abs(moment(item) { _ in 1 } - 1) < 1e-8)
  #expect(abs(moment(item) { $0 }) < 1e-8)
  #expect(abs(moment(item) { $0 * $0 } - 1) < 1e-8)
}

@Test("E|z| and E[z²; z < 0] are the integrals", arguments: DensityCase.all)
func standardisedPartialMoments(_ item: DensityCase) {
  let density = item.density
  #expect(abs(moment(item) { abs($0) } - density.absoluteMean) < 1e-8)
  #expect(abs(moment(item, below: 0) { $0 * $0 } - density.negativeSquareMean) < 1e-8)
}

@Test("The distribution function of a quantile is the probability", arguments: DensityCase.all)
func standardisedQuantiles(_ item: DensityCase) {
  let density = item.density
  for probability in [1e-6, 0.001, 0.05, 0.3, 0.4999, 0.5, 0.61, 0.9, 0.99, 0.99999] {
    let value = density.quantile(probability)
    #expect(abs(density.cumulative(value) - probability) < 1e-10)
  }
  // And it is the integral of the density.
  for value in [-1.7, 0, 0.8] {
    #expect(abs(moment(item, below: value) { _ in 1 } - density.cumulative(value)) < 1e-8)
  }
}

@Test("Derivatives are the limits of differences", arguments: DensityCase.all)
func standardisedDerivatives(_ item: DensityCase) {
  func difference(_ step: Double, _ function: (Double) -> Double) -> Double {
    (8 * (function(step) - function(-step)) - (function(2 * step) - function(-2 * step)))
      / (12 * step)
  }
  for z in [-3.1, -0.9, -0.31, 0.17, 1.4, 4.2] {
    let terms = item.density.terms(z)
    let slope = difference(1e-3) { item.density.logDensity(z + $0) }
    #expect(abs(slope - terms.slope) < 1e-8 * (1 + abs(slope)))
    let curvature = difference(1e-3) { item.density.terms(z + $0).slope }
    #expect(abs(curvature - terms.curvature) < 1e-7 * (1 + abs(curvature)))
    for index in item.shape.indices {
      func moved(_ step: Double) -> any StandardisedDensity {
        var shape = item.shape
        shape[index] += step
        return item.family.density(shape)
      }
      let byShape = difference(1e-3) { moved($0).logDensity(z) }
      #expect(abs(byShape - item.density.shapeSlope(z)[index]) < 1e-8 * (1 + abs(byShape)))
      let slopeShape = difference(1e-3) { moved($0).terms(z).slope }
      #expect(abs(slopeShape - terms.slopeShape[index]) < 1e-8 * (1 + abs(slopeShape)))
      let pairs = item.density.shapeCurvature(z)
      for other in item.shape.indices {
        let second = difference(1e-3) { moved($0).shapeSlope(z)[other] }
        let entry = index + other == 0 ? pairs.x : index + other == 1 ? pairs.y : pairs.z
        #expect(abs(second - entry) < 1e-8 * (1 + abs(second)))
      }
    }
  }
}

@Test("Quantiles and moments are those computed independently")
func standardisedGoldens() {
  // Computed from the formulas with other software; the t values follow from tables of t.
  func check(_ density: any StandardisedDensity, _ quantiles: [(Double, Double)]) {
    for (probability, value) in quantiles {
      #expect(abs(density.quantile(probability) - value) < 1e-8)
    }
  }
  let hansen = StandardisedHansenT(degreesOfFreedom: 5, asymmetry: -0.2)
  #expect(abs(Double.exp(hansen.logDensity(0)) - 0.469465027) < 1e-9)
  check(
    hansen,
    [
      (0.01, -2.942040341), (0.05, -1.684405429), (0.5, 0.086548678), (0.95, 1.411344494),
      (0.99, 2.217438912),
    ])
  check(
    StandardisedHansenT(degreesOfFreedom: 8, asymmetry: 0.3),
    [
      (0.01, -2.016317582), (0.05, -1.403418286), (0.5, -0.114231465), (0.95, 1.773906089),
      (0.99, 2.910536626),
    ])
  let student = StandardisedStudentT(degreesOfFreedom: 5)
  check(student, [(0.01, -2.606463569), (0.05, -1.560849758)])
  #expect(abs(student.absoluteMean - 0.735105194) < 1e-9)
  let wider = StandardisedStudentT(degreesOfFreedom: 8)
  check(wider, [(0.01, -2.508407463), (0.05, -1.610415840)])
  #expect(abs(wider.absoluteMean - 0.765465545) < 1e-9)
  let laplace = StandardisedGED(shape: 1)
  check(laplace, [(0.05, -1.628173534)])
  #expect(abs(laplace.absoluteMean - 0.707106781) < 1e-9)
  let ged = StandardisedGED(shape: 1.5)
  check(ged, [(0.05, -1.652739106)])
  #expect(abs(ged.absoluteMean - 0.767384899) < 1e-9)
}

@Test("The families meet where their shapes say so")
func standardisedReductions() {
  let normal = StandardisedNormal()
  for z in [-2.3, -0.4, 0, 0.7, 3.1] {
    let truth = normal.logDensity(z)
    #expect(abs(StandardisedGED(shape: 2).logDensity(z) - truth) < 1e-13)
    #expect(abs(StandardisedFernandezSteelNormal(skewness: 1).logDensity(z) - truth) < 1e-13)
    #expect(abs(StandardisedStudentT(degreesOfFreedom: 1e6).logDensity(z) - truth) < 1e-5)
    let student = StandardisedStudentT(degreesOfFreedom: 6).logDensity(z)
    let hansen = StandardisedHansenT(degreesOfFreedom: 6, asymmetry: 0).logDensity(z)
    #expect(abs(hansen - student) < 1e-13)
    let steel = StandardisedFernandezSteelT(skewness: 1, degreesOfFreedom: 6).logDensity(z)
    #expect(abs(steel - student) < 1e-13)
    // Two ways to write one density: λ = (ξ² − 1)/(ξ² + 1).
    let skewed = StandardisedFernandezSteelT(skewness: 1.5, degreesOfFreedom: 6).logDensity(z)
    let other = StandardisedHansenT(degreesOfFreedom: 6, asymmetry: 1.25 / 3.25).logDensity(z)
    #expect(abs(skewed - other) < 1e-13)
  }
}

@Test("Digamma and trigamma have their values and their recurrences")
func gammaDerivatives() {
  // −γ, −γ − 2 ln 2, π²/6 and π²/2.
  #expect(abs(digamma(1) + 0.57721566490153286) < 1e-14)
  #expect(abs(digamma(0.5) + 0.57721566490153286 + 2 * .log(2)) < 1e-14)
  #expect(abs(trigamma(1) - Double.pi * .pi / 6) < 1e-14)
  #expect(abs(trigamma(0.5) - Double.pi * .pi / 2) < 1e-13)
  for x in [0.07, 0.9, 3.3, 9.99, 41.0] {
    #expect(abs(digamma(x + 1) - digamma(x) - 1 / x) < 1e-13 * (1 + 1 / x))
    #expect(abs(trigamma(x) - trigamma(x + 1) - 1 / (x * x)) < 1e-13 * (1 + 1 / (x * x)))
  }
}

@Test("Quantiles are those of 40 digits, and undo the distribution function")
func standardisedQuantileNumbers() {
  for (family, shape, pairs) in StandardisedQuantileNumbers.rows {
    let density = family.density(shape)
    for (probability, truth) in pairs {
      let value = density.quantile(probability)
      #expect(abs(value - truth) <= 1e-12 * max(1, abs(truth)), "\(family) \(shape)")
      let tail = min(probability, 1 - probability)
      #expect(abs(density.cumulative(value) - probability) <= 1e-12 * tail, "\(family) \(shape)")
    }
  }
}

/// With a constant variance h what is expected of its second derivative is −nc/h².
///
/// Catches: the information of another shape parameter; a factor 2 for variance and deviation.
@Test(
  "The expected curvature of a variance is the density's information of scale",
  arguments: DensityCase.all.filter { $0.shape.count < 2 && $0.family != .fernandezSteelNormal })
func scaleInformation(_ item: DensityCase) throws {
  let information = moment(item) { z in
    // The slope of log f by differences.
    let step = 1e-5 * max(abs(z), 1e-3)
    let rise = item.density.logDensity(z + step) - item.density.logDensity(z - step)
    let share = 1 + z * rise / (2 * step)
    return 0.25 * share * share
  }
  let (count, variance) = (9, 1.7)
  for states in [0, 1] {
    let likelihood = VarianceLikelihood(
      response: (0..<count).map { Double($0) - 4 }, regressors: [],
      recursion: VarianceRecursion(
        form: .linear, shockOrder: 1, asymmetryOrder: 0, stateOrder: states,
        start: .given(variance)),
      family: item.family)
    let parameters = [variance, 0] + [Double](repeating: 0, count: states) + item.shape
    let found = try #require(
      likelihood.curvature(parameters, CurvatureRequest(isExpected: true)))
    let truth = -Double(count) * information / (variance * variance)
    #expect(abs(found.hessian[0][0] - truth) < 1e-5 * abs(truth))
  }
}
