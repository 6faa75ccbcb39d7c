// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// Minus the log-likelihood as a function of the unrestricted numbers.
struct ARMAObjective: DifferentiableObjective {
  let likelihood: ARMALikelihood
  private var place: StationaryPoint
  private var slopes: [Double]
  /// The point of the last value.
  private(set) var point: [Double] = []

  init(likelihood: ARMALikelihood, map: StationaryMap) {
    self.likelihood = likelihood
    place = StationaryPoint(map)
    slopes = [Double](repeating: 0, count: likelihood.order.coefficientCount)
  }

  /// φ, θ, Φ and Θ at the last point.
  var coefficients: [Double] { place.coefficients }

  mutating func value(at point: [Double]) -> Double? {
    // The value that a search has chosen a start by is the first that it asks for.
    if point == self.point, let known = likelihood.logLikelihood { return -known }
    self.point = point
    place.move(to: point)
    return likelihood.value(at: place.coefficients).map { -$0 }
  }

  mutating func gradient(into gradient: inout [Double]) {
    likelihood.gradient(into: &slopes)
    place.pullBack(slopes, into: &gradient)
    for index in gradient.indices { gradient[index] = -gradient[index] }
  }

  /// From the information that the errors' derivatives carry.
  ///
  /// A hundredth of the diagonal is added, so that directions that the data hardly know are taken
  /// with care.
  mutating func inverseCurvature() -> [Double]? {
    let size = slopes.count
    guard size > 0 else { return nil }
    var matrix = pulledBack(likelihood.errorInformation())
    matrix = pulledBack(matrix)
    for index in 0..<size { matrix[index * size + index] *= 1.01 }
    guard let system = SmallLinearSystem(matrix, size: size) else { return nil }
    let inverse = system.inverse()
    guard (0..<size).allSatisfy({ inverse[$0 * size + $0] > 0 }) else { return nil }
    return inverse
  }

  /// The transpose of a matrix by coefficients with its rows taken to the unrestricted numbers.
  private mutating func pulledBack(_ matrix: [Double]) -> [Double] {
    let size = slopes.count
    var row = slopes
    var result = matrix
    for index in 0..<size {
      for column in 0..<size { slopes[column] = matrix[index * size + column] }
      place.pullBack(slopes, into: &row)
      for column in 0..<size { result[column * size + index] = row[column] }
    }
    return result
  }
}
