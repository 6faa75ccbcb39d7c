// SPDX-License-Identifier: GPL-3.0-or-later
//
// A plain fitter for tests of the order search: the conditional sum of squares, minimised by
// Levenberg and Marquardt's steps with differences for derivatives.

import Forecasting
import NumericKernels

/// Fits a differenced series by its conditional sum of squares, all models on the same terms.
struct ConditionalSumOfSquares: OrderFitter {
  let differenced: [Double]
  /// The terms at the start that no model is judged by: the longest lag of the largest model.
  let skipped: Int

  func fit(
    _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
  ) -> OrderFit? {
    let size = order.arma.coefficientCount + (includesConstant ? 1 : 0)
    var parameters = start ?? [Double](repeating: 0, count: size)
    if start == nil && includesConstant { parameters[size - 1] = SampleMoments(differenced).mean }
    var errors = innovations(order, includesConstant, parameters)
    var squares = sum(errors)
    if !squares.isFinite || start.map({ _ in isOutside(order, parameters) }) ?? false {
      parameters = [Double](repeating: 0, count: size)
      errors = innovations(order, includesConstant, parameters)
      squares = sum(errors)
    }
    var damping = 1e-3
    var converged = size == 0
    for _ in 0..<200 where !converged {
      let slopes = slopes(order, includesConstant, parameters, errors)
      guard let step = step(slopes, errors, damping) else { return nil }
      let next = zip(parameters, step).map { $0 + $1 }
      let nextErrors = innovations(order, includesConstant, next)
      let nextSquares = isOutside(order, next) ? .infinity : sum(nextErrors)
      if nextSquares < squares {
        converged = squares - nextSquares < 1e-9 * squares
        (parameters, errors, squares, damping) = (next, nextErrors, nextSquares, damping / 5)
      } else {
        damping *= 4
        converged = damping > 1e8
      }
    }
    let n = Double(differenced.count - skipped)
    return OrderFit(
      logLikelihood: -0.5 * n * PortableMath.log(squares / n), parameters: parameters,
      converged: converged, minimumRootModulus: modulus(order, parameters))
  }

  private func polynomials(_ order: ARIMAOrder, _ parameters: [Double]) -> LagPolynomials {
    var rest = parameters[...]
    func take(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return LagPolynomials(
      autoregressive: take(order.p), movingAverage: take(order.q),
      seasonalAutoregressive: take(order.seasonalP), seasonalMovingAverage: take(order.seasonalQ),
      period: order.period)
  }

  private func modulus(_ order: ARIMAOrder, _ parameters: [Double]) -> Double? {
    let polynomials = polynomials(order, parameters)
    let moduli = [
      polynomials.smallestAutoregressiveModulus, polynomials.smallestMovingAverageModulus,
    ].compactMap { $0 }
    return moduli.min()
  }

  private func isOutside(_ order: ARIMAOrder, _ parameters: [Double]) -> Bool {
    modulus(order, parameters).map { $0 <= 1.0001 } ?? false
  }

  private func innovations(
    _ order: ARIMAOrder, _ includesConstant: Bool, _ parameters: [Double]
  ) -> [Double] {
    let parts = polynomials(order, parameters)
    let left = weights(parts.autoregressive, parts.seasonalAutoregressive, order.period, sign: -1)
    let right = weights(parts.movingAverage, parts.seasonalMovingAverage, order.period, sign: 1)
    let mean = includesConstant ? parameters[parameters.count - 1] : 0
    var errors = [Double](repeating: 0, count: differenced.count)
    for t in 0..<differenced.count where t >= left.count - 1 {
      var error = differenced[t] - mean
      for lag in 1..<max(left.count, 1) { error += left[lag] * (differenced[t - lag] - mean) }
      for lag in 1..<max(right.count, 1) where lag <= t { error -= right[lag] * errors[t - lag] }
      errors[t] = error
    }
    return errors
  }

  /// The product of 1 ± … B and 1 ± … Bˢ, lowest power first.
  private func weights(
    _ plain: [Double], _ seasonal: [Double], _ period: Int, sign: Double
  ) -> [Double] {
    var result = [Double](repeating: 0, count: 1 + plain.count + period * seasonal.count)
    for (i, left) in ([1] + plain.map { sign * $0 }).enumerated() {
      for (j, right) in ([1] + seasonal.map { sign * $0 }).enumerated() {
        result[i + j * period] += left * right
      }
    }
    return result
  }

  private func sum(_ errors: [Double]) -> Double {
    errors[skipped...].reduce(0.0) { $0 + $1 * $1 }
  }

  private func slopes(
    _ order: ARIMAOrder, _ constant: Bool, _ parameters: [Double], _ errors: [Double]
  ) -> [[Double]] {
    parameters.indices.map { index in
      var moved = parameters
      let width = 1e-6 * max(1, abs(parameters[index]))
      moved[index] += width
      return zip(innovations(order, constant, moved)[skipped...], errors[skipped...]).map {
        ($0 - $1) / width
      }
    }
  }

  /// Least squares with `damping` times the column norms as further rows.
  private func step(_ slopes: [[Double]], _ errors: [Double], _ damping: Double) -> [Double]? {
    let width = slopes.count
    let columns = slopes.enumerated().map { index, column in
      let norm = column.reduce(1e-12) { $0 + $1 * $1 }
      var extra = [Double](repeating: 0, count: width)
      extra[index] = (damping * norm).squareRoot()
      return column + extra
    }
    let response = errors[skipped...].map { -$0 } + [Double](repeating: 0, count: width)
    return (try? LeastSquares(columns: columns, response: response))?.coefficients
  }
}
