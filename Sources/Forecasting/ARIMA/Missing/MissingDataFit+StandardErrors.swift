// SPDX-License-Identifier: GPL-3.0-or-later
//
// Standard errors from the observed information: minus the Hessian of the log-likelihood in the
// natural parameters, by central differences whose steps follow each parameter's own curvature.

import NumericKernels

extension MissingDataFit {
  /// The standard errors of the estimates, from the observed information.
  ///
  /// - Returns: in the order c (where estimated), β, φ, θ, Φ, Θ, σ²; nil where the information is
  ///   not positive definite, as at the edge of stationarity, and for given coefficients.
  /// - Complexity: O(k²) likelihoods for k parameters.
  public func standardErrors() -> [Double]? {
    guard certificate != nil else { return nil }
    let curve = LogLikelihoodSurface(
      observations: observations, regressors: regressors, orders: orders,
      includesIntercept: includesIntercept, centre: coefficients)
    guard let information = curve.observedInformation() else { return nil }
    return rootsOfInverseDiagonal(information)
  }
}

/// The log-likelihood around the estimates.
private struct LogLikelihoodSurface {
  let observations: [Double?]
  let regressors: [[Double]]
  let orders: MissingDataFit.Orders
  let includesIntercept: Bool
  let centre: MissingDataFit.Coefficients

  private var location: [Double] {
    (includesIntercept ? [centre.intercept] : []) + centre.regression + centre.autoregressive
      + centre.movingAverage + centre.seasonalAutoregressive + centre.seasonalMovingAverage
      + [centre.innovationVariance]
  }

  private func value(_ location: [Double]) -> Double {
    var rest = location[...]
    func next(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    var point = centre
    if includesIntercept { point.intercept = next(1)[0] }
    point.regression = next(centre.regression.count)
    point.autoregressive = next(orders.autoregressive)
    point.movingAverage = next(orders.movingAverage)
    point.seasonalAutoregressive = next(orders.seasonalAutoregressive)
    point.seasonalMovingAverage = next(orders.seasonalMovingAverage)
    point.innovationVariance = next(1)[0]
    guard point.innovationVariance > 0 else { return -.infinity }
    return MissingDataFit.likelihood(
      of: observations, regressors: regressors, orders: orders, coefficients: point
    )?.logLikelihood ?? -.infinity
  }

  /// Minus the Hessian; nil where a neighbour has no likelihood.
  func observedInformation() -> [[Double]]? {
    let start = location
    let top = value(start)
    guard let steps = steps(start, top) else { return nil }
    var result = start.map { _ in [Double](repeating: 0, count: start.count) }
    for row in start.indices {
      for column in 0...row {
        // Two step lengths take the leading error out (Richardson).
        let fine = curvature(start, top, steps, row, column, scale: 1)
        let coarse = curvature(start, top, steps, row, column, scale: 2)
        result[row][column] = (4 * fine - coarse) / 3
        result[column][row] = result[row][column]
      }
    }
    return result.allSatisfy { $0.allSatisfy(\.isFinite) } ? result : nil
  }

  /// Steps along which the log-likelihood falls by about 10⁻³: rounding is then 10⁻⁹ of it.
  private func steps(_ start: [Double], _ top: Double) -> [Double]? {
    var result: [Double] = []
    for index in start.indices {
      var step = 1e-3 * max(abs(start[index]), 1e-3)
      for _ in 0..<4 {
        let fall = top - (shifted(start, index, step) + shifted(start, index, -step)) / 2
        guard fall.isFinite else {
          step /= 10
          continue
        }
        step *= min(30, max(1 / 30, (1e-3 / max(fall, 1e-12)).squareRoot()))
      }
      guard step > 0, step.isFinite else { return nil }
      result.append(step)
    }
    return result
  }

  private func shifted(_ start: [Double], _ index: Int, _ step: Double) -> Double {
    var moved = start
    moved[index] += step
    return value(moved)
  }

  private func curvature(
    _ start: [Double], _ top: Double, _ steps: [Double], _ row: Int, _ column: Int, scale: Double
  ) -> Double {
    let (first, second) = (scale * steps[row], scale * steps[column])
    if row == column {
      let sides = shifted(start, row, first) + shifted(start, row, -first)
      return (2 * top - sides) / (first * first)
    }
    func corner(_ left: Double, _ right: Double) -> Double {
      var moved = start
      moved[row] += left
      moved[column] += right
      return value(moved)
    }
    let same = corner(first, second) + corner(-first, -second)
    let opposite = corner(first, -second) + corner(-first, second)
    return (opposite - same) / (4 * first * second)
  }
}

/// The square roots of the diagonal of a matrix's inverse; nil where it is not positive definite.
private func rootsOfInverseDiagonal(_ matrix: [[Double]]) -> [Double]? {
  let size = matrix.count
  // Units differ widely: a unit diagonal first.
  let scale = matrix.indices.map { matrix[$0][$0].squareRoot() }
  guard scale.allSatisfy({ $0 > 0 }) else { return nil }
  var root = matrix.map { $0.map { _ in 0.0 } }
  for row in 0..<size {
    for column in 0...row {
      var sum = matrix[row][column] / (scale[row] * scale[column])
      for inner in 0..<column { sum -= root[row][inner] * root[column][inner] }
      guard row != column || sum > 1e-13 else { return nil }
      root[row][column] = row == column ? sum.squareRoot() : sum / root[column][column]
    }
  }
  return (0..<size).map { index in
    // The squared length of the index's column of L⁻¹.
    var column = [Double](repeating: 0, count: size)
    var squares = 0.0
    for row in index..<size {
      var sum = row == index ? 1.0 : 0
      for inner in index..<row { sum -= root[row][inner] * column[inner] }
      column[row] = sum / root[row][row]
      squares += column[row] * column[row]
    }
    return squares.squareRoot() / scale[index]
  }
}
