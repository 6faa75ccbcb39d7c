// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule
import Testing

/// A likelihood on simulated data, with parameters away from its maximum.
struct RecursionCase: Sendable, CustomStringConvertible {
  let name: String
  let likelihood: VarianceLikelihood
  let parameters: [Double]

  var description: String { name }

  private init(
    _ name: String, _ form: VarianceRecursion.Form, _ orders: (Int, Int, Int),
    _ start: VarianceRecursion.Start, _ family: StandardisedFamily, means: Int,
    _ parameters: [Double]
  ) {
    self.name = name
    self.parameters = parameters
    let values = simulatedReturns(count: 400, seed: 11)
    let columns = [[Double](repeating: 1, count: 399), Array(values.dropLast())]
    likelihood = VarianceLikelihood(
      response: Array(values.dropFirst()), regressors: Array(columns.prefix(means)),
      recursion: VarianceRecursion(
        form: form, shockOrder: orders.0, asymmetryOrder: orders.1, stateOrder: orders.2,
        start: start),
      family: family)
  }

  static let all: [RecursionCase] = [
    RecursionCase(
      "garch", .linear, (1, 0, 1), .given(0.9), .normal, means: 1, [0.02, 0.1, 0.1, 0.8]),
    RecursionCase(
      "gjr t", .linear, (1, 1, 1), .given(0.9), .student, means: 1,
      [0.02, 0.1, 0.05, 0.1, 0.8, 6]),
    RecursionCase(
      "gjr skew t, no mean", .linear, (1, 1, 1), .given(0.9), .skewStudent, means: 0,
      [0.1, 0.05, 0.1, 0.8, 6, -0.1]),
    RecursionCase(
      "garch, moving start", .linear, (1, 0, 1), .meanSquare, .normal, means: 1,
      [0.02, 0.1, 0.1, 0.8]),
    RecursionCase(
      "gjr(2,2,2) ged, autoregression, first", .linear, (2, 2, 2), .first, .generalisedError,
      means: 2, [0.02, 0.1, 0.15, 0.05, 0.04, 0.1, 0.03, 0.5, 0.2, 2.6]),
    RecursionCase(
      "gjr(1,2,3), moving start", .linear, (1, 2, 3), .meanSquare, .student, means: 2,
      [0.02, 0.1, 0.15, 0.05, 0.04, 0.1, 0.3, 0.2, 0.2, 7]),
    RecursionCase(
      "arch(3)", .linear, (3, 0, 0), .meanSquare, .normal, means: 1, [0.02, 0.3, 0.2, 0.2, 0.1]),
    RecursionCase(
      "egarch t, first", .exponential, (1, 1, 1), .first, .student, means: 1,
      [0.02, -0.01, 0.15, -0.06, 0.9, 7]),
    RecursionCase(
      "egarch, given", .exponential, (1, 1, 1), .given(-0.2), .normal, means: 2,
      [0.02, 0.05, -0.01, 0.15, -0.06, 0.9]),
    RecursionCase(
      "egarch, constant mean", .exponential, (1, 1, 1), .given(-0.2), .normal, means: 1,
      [0.02, -0.01, 0.15, -0.06, 0.9]),
    RecursionCase(
      "egarch t, constant mean", .exponential, (1, 1, 1), .given(-0.2), .student, means: 1,
      [0.02, -0.01, 0.15, -0.06, 0.9, 7]),
    RecursionCase(
      "egarch skew t, no mean", .exponential, (1, 1, 1), .given(0.3), .skewStudent, means: 0,
      [-0.01, 0.15, -0.06, 0.9, 7, -0.1]),
    RecursionCase(
      "egarch(2,1,2) skewed, moving start", .exponential, (2, 1, 2), .meanSquare,
      .fernandezSteel, means: 1, [0.02, -0.01, 0.1, 0.05, -0.06, 0.5, 0.3, 0.9, 7]),
  ]
}

/// Returns with a variance of their own past, from a stream.
func simulatedReturns(count: Int, seed: UInt64) -> [Double] {
  var stream = RandomStream(seed: seed, purpose: "variance recursion")
  var variance = 1.0
  return (0..<count).map { _ in
    let error = variance.squareRoot() * stream.normal()
    variance = 0.05 + 0.12 * error * error + 0.83 * variance
    return error + 0.03
  }
}

private func difference(_ step: Double, _ function: (Double) -> Double) -> Double {
  (8 * (function(step) - function(-step)) - (function(2 * step) - function(-2 * step)))
    / (12 * step)
}

@Test("The score is the slope of the likelihood", arguments: RecursionCase.all)
func scoreIsSlope(_ item: RecursionCase) throws {
  let curvature = try #require(item.likelihood.curvature(item.parameters))
  #expect(abs(curvature.value - item.likelihood.value(item.parameters)) < 1e-10)
  let scores = try #require(item.likelihood.scores(item.parameters))
  for index in item.parameters.indices {
    let slope = difference(1e-4) { step in
      var moved = item.parameters
      moved[index] += step
      return item.likelihood.value(moved)
    }
    #expect(abs(slope - curvature.gradient[index]) < 1e-6 * (1 + abs(slope)))
    let sum = scores.reduce(0) { $0 + $1[index] }
    #expect(abs(sum - curvature.gradient[index]) < 1e-9 * (1 + abs(slope)))
  }
}

@Test("The Hessian is the slope of the score", arguments: RecursionCase.all)
func hessianIsSlope(_ item: RecursionCase) throws {
  let curvature = try #require(item.likelihood.curvature(item.parameters))
  let size = curvature.hessian.indices.map { abs(curvature.hessian[$0][$0]).squareRoot() }
  for row in item.parameters.indices {
    for column in item.parameters.indices {
      // Small steps: the asymmetric terms have a kink in the mean wherever an error is zero.
      let slope = difference(2e-6) { step in
        var moved = item.parameters
        moved[row] += step
        return item.likelihood.curvature(moved)?.gradient[column] ?? .nan
      }
      let error = abs(slope - curvature.hessian[row][column])
      #expect(error < 1e-6 * size[row] * size[column] + 1e-6)
    }
  }
}

/// Catches: a partner of an odd last observation that counts; a mixed derivative with one side
/// only; the mean's part of a cross without its sign; |z| without its mean; λ of the same step; an
/// exponent with the last observation, or of an odd one's partner.
@Test("The pass of orders one gives what the general one gives", arguments: RecursionCase.all)
func passesAgree(_ item: RecursionCase) throws {
  for request in [CurvatureRequest(), CurvatureRequest(isExpected: true)] {
    let fast = try #require(item.likelihood.curvature(item.parameters, request))
    let plain = try #require(item.likelihood.generalCurvature(item.parameters, request))
    #expect(abs(fast.value - plain.value) < 1e-10)
    #expect(fast.lyapunovExponent == nil || item.likelihood.recursion.form == .exponential)
    #expect(abs((fast.lyapunovExponent ?? 0) - (plain.lyapunovExponent ?? 0)) < 1e-12)
    for row in plain.gradient.indices {
      let slope = plain.gradient[row]
      #expect(abs(fast.gradient[row] - slope) < 1e-9 * (1 + abs(slope)))
      for column in plain.gradient.indices {
        let truth = plain.hessian[row][column]
        #expect(abs(fast.hessian[row][column] - truth) < 1e-9 * (1 + abs(truth)))
      }
    }
  }
}

/// Catches: a bound that is passed over, by either algorithm; one that cuts off what it should not.
@Test("A likelihood below the least that is wanted is none", arguments: RecursionCase.all)
func leastValue(_ item: RecursionCase) {
  let value = item.likelihood.value(item.parameters)
  let (below, above) = (
    CurvatureRequest(leastValue: value - 1e-8), CurvatureRequest(leastValue: value + 1e-8)
  )
  #expect(item.likelihood.curvature(item.parameters, below) != nil)
  #expect(item.likelihood.generalCurvature(item.parameters, below) != nil)
  #expect(item.likelihood.curvature(item.parameters, above) == nil)
  #expect(item.likelihood.generalCurvature(item.parameters, above) == nil)
}

@Test("The outer products are those of the scores", arguments: RecursionCase.all)
func outerProductsAreOfScores(_ item: RecursionCase) throws {
  let scores = try #require(item.likelihood.scores(item.parameters))
  let products = try #require(item.likelihood.outerProduct(item.parameters))
  #expect(products.count == item.parameters.count)
  for row in products.indices {
    for column in products.indices {
      let sum = scores.reduce(0) { $0 + $1[row] * $1[column] }
      let size = (products[row][row] * products[column][column]).squareRoot()
      #expect(abs(products[row][column] - sum) < 1e-11 * size)
    }
  }
}

/// Catches: a pass without its limits, on even and on odd places.
@Test("A logarithm of a variance beyond 600 has no likelihood")
func extremeStates() {
  for index in [0, 1, 2] {
    var response = [0.1, -0.2, 0.3, 0.1]
    response[index] = 6e4
    let likelihood = VarianceLikelihood(
      response: response, regressors: [],
      recursion: VarianceRecursion(
        form: .exponential, shockOrder: 1, asymmetryOrder: 1, stateOrder: 1, start: .given(0)),
      family: .normal)
    #expect(likelihood.curvature([0, 0.02, 0, 0]) == nil)
    #expect(likelihood.generalCurvature([0, 0.02, 0, 0]) == nil)
    #expect(likelihood.curvature([0, 0.009, 0, 0]) != nil)
  }
}

@Test(
  "Filtering one by one gives the variances of the batch, bit for bit", arguments: RecursionCase.all
)
func filterIsBatch(_ item: RecursionCase) {
  let likelihood = item.likelihood
  let errors = likelihood.errors(item.parameters)
  let square = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
  let moving = likelihood.recursion.form == .linear ? square : .log(square)
  let presample: Double =
    if case .given(let value) = likelihood.recursion.start { value } else { moving }
  let first = likelihood.regressors.count
  var filter = VarianceFilter(
    likelihood.recursion,
    parameters: Array(
      item.parameters[first..<(first + likelihood.recursion.parameterCount)]),
    presample: presample)
  for (index, variance) in likelihood.variances(item.parameters).enumerated() {
    #expect(filter.variance == variance)
    #expect(variance > 0)
    if index < errors.count { filter.update(errors[index]) }
  }
}

@Test("An error moves the variances after it and none before", arguments: RecursionCase.all)
func noLookAhead(_ item: RecursionCase) {
  guard case .given = item.likelihood.recursion.start else { return }
  var response = item.likelihood.response
  response[200] += 3
  let moved = VarianceLikelihood(
    response: response, regressors: item.likelihood.regressors,
    recursion: item.likelihood.recursion, family: item.likelihood.family)
  let (before, after) = (
    item.likelihood.variances(item.parameters), moved.variances(item.parameters)
  )
  #expect(before[...200] == after[...200])
  #expect(before[201] != after[201])
}

@Test("The start fades with the powers of beta")
func startFades() {
  func variances(_ start: Double) -> [Double] {
    VarianceLikelihood(
      response: simulatedReturns(count: 60, seed: 5), regressors: [],
      recursion: VarianceRecursion(
        form: .linear, shockOrder: 1, asymmetryOrder: 0, stateOrder: 1, start: .given(start)),
      family: .normal
    ).variances([0.1, 0.1, 0.8])
  }
  for (step, pair) in zip(variances(1), variances(2)).enumerated() {
    let power = (0..<step).reduce(0.9) { product, _ in product * 0.8 }
    #expect(abs(pair.1 - pair.0 - power) < 1e-12)
  }
}

@Test("Without shocks the variance is known, and weights of one are the exponential average")
func specialRecursions() {
  let values = simulatedReturns(count: 50, seed: 6)
  func variances(_ parameters: [Double]) -> [Double] {
    VarianceLikelihood(
      response: values, regressors: [],
      recursion: VarianceRecursion(
        form: .linear, shockOrder: 1, asymmetryOrder: 0, stateOrder: 1, start: .given(1)),
      family: .normal
    ).variances(parameters)
  }
  var plain = 1.0
  for variance in variances([0.2, 0, 0.7]) {
    plain = 0.2 + 0.7 * plain
    #expect(abs(variance - plain) < 1e-14)
  }
  var average = 1.0
  for (value, variance) in zip(values, variances([0, 0.06, 0.94])) {
    #expect(abs(variance - average) < 1e-13)
    average = 0.94 * average + 0.06 * value * value
  }
}

@Test("The logarithm of a product holds for factors of any size")
func valuesOfAnySize() {
  // A normal likelihood at variances of 10⁻²⁰⁰ and 10²⁰⁰ has a closed form.
  for scale in [1e-100, 1e-8, 1, 1e8, 1e100] {
    let likelihood = VarianceLikelihood(
      response: [Double](repeating: scale, count: 40), regressors: [],
      recursion: VarianceRecursion(
        form: .linear, shockOrder: 1, asymmetryOrder: 0, stateOrder: 0, start: .given(0)),
      family: .normal)
    let value = likelihood.value([scale * scale, 0])
    let truth = -20 * (Double.log(2 * .pi) + 2 * .log(scale) + 1)
    #expect(abs(value - truth) < 1e-12 * (1 + abs(truth)))
  }
}
