// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starting values of a seasonal ARMA fit by two regressions: innovations from a long
// autoregression, then the series on its own lags and theirs (Hannan and Rissanen, "Recursive
// estimation of mixed autoregressive-moving average order", Biometrika 69, 1982). Products of
// ordinary and seasonal coefficients are left out of the regression: it gives a start, no estimate.

/// Starting values by Hannan and Rissanen's two regressions.
public enum HannanRissanen {
  /// Returns coefficients φ, θ, Φ, Θ, shrunk until they are stationary and invertible; nil where
  /// the series is too short or the regression has no solution.
  ///
  /// - Complexity: O(n·m) for a long autoregression of order m.
  public static func coefficients(order: SeasonalARMAOrder, series: [Double]) -> [Double]? {
    let degree = max(order.autoregressiveDegree, order.movingAverageDegree)
    let needsInnovations = order.q + order.seasonalQ > 0
    let length = min(series.count / 3, max(degree + degree / 4 + 2, 12))
    let errors = needsInnovations ? innovations(of: series, order: length) : series
    guard let errors else { return nil }
    let first = (needsInnovations ? length : 0) + degree
    var columns: [(source: [Double], lag: Int)] = []
    for lag in 1..<(order.p + 1) { columns.append((series, lag)) }
    for lag in 1..<(order.q + 1) { columns.append((errors, lag)) }
    for lag in 1..<(order.seasonalP + 1) { columns.append((series, lag * order.period)) }
    for lag in 1..<(order.seasonalQ + 1) { columns.append((errors, lag * order.period)) }
    guard series.count >= first + 2 * columns.count + 2, !columns.isEmpty else { return nil }
    let size = columns.count
    var matrix = [Double](repeating: 0, count: size * size)
    var right = [Double](repeating: 0, count: size)
    for row in 0..<size {
      let (left, lag) = columns[row]
      right[row] = product(left, lag, series, 0, from: first)
      for column in 0...row {
        let entry = product(left, lag, columns[column].source, columns[column].lag, from: first)
        matrix[row * size + column] = entry
        matrix[column * size + row] = entry
      }
    }
    guard let system = SmallLinearSystem(matrix, size: size) else { return nil }
    system.solve(&right)
    guard right.allSatisfy(\.isFinite) else { return nil }
    return shrunk(right, order: order)
  }

  /// Shrinks each block until it is well inside the admissible set.
  private static func shrunk(_ coefficients: [Double], order: SeasonalARMAOrder) -> [Double]? {
    let blocks = order.blocks
    var result = coefficients
    let map = StationaryMap(order: order)
    for block in [blocks.ar, blocks.ma, blocks.seasonalAR, blocks.seasonalMA] {
      for _ in 0..<200 {
        var alone = [Double](repeating: 0, count: coefficients.count)
        for index in block { alone[index] = result[index] }
        if let numbers = map.numbers(alone), map.largestPartials(numbers).allSatisfy({ $0 < 0.97 })
        {
          break
        }
        var factor = 1.0
        for index in block {
          factor *= 0.95
          result[index] *= factor
        }
      }
    }
    return map.numbers(result) == nil ? nil : result
  }

  /// Σ aₜ₋ᵢ bₜ₋ⱼ from a time on.
  private static func product(
    _ left: [Double], _ leftLag: Int, _ right: [Double], _ rightLag: Int, from first: Int
  ) -> Double {
    let (a, b) = (left.span, right.span)
    var sums = SIMD4<Double>.zero
    var time = first
    while time + 4 <= a.count {
      for lane in 0..<4 { sums[lane] += a[time + lane - leftLag] * b[time + lane - rightLag] }
      time += 4
    }
    var total = sums.sum()
    while time < a.count {
      total += a[time - leftLag] * b[time - rightLag]
      time += 1
    }
    return total
  }

  /// The errors of a long autoregression by Yule and Walker's equations; nil for a series of zeros.
  private static func innovations(of series: [Double], order length: Int) -> [Double]? {
    guard length > 0 else { return nil }
    let covariances = (0...length).map { product(series, $0, series, 0, from: $0) }
    guard covariances[0] > 0 else { return nil }
    var weights = [Double](repeating: 0, count: length)
    var copy = weights
    var variance = covariances[0]
    for size in 0..<length {
      var numerator = covariances[size + 1]
      for lag in 0..<size { numerator -= weights[lag] * covariances[size - lag] }
      let partial = numerator / variance
      for lag in 0..<size { copy[lag] = weights[lag] - partial * weights[size - 1 - lag] }
      copy[size] = partial
      swap(&weights, &copy)
      variance *= 1 - partial * partial
      guard variance > 0 else { return nil }
    }
    var errors = series
    let source = series.span
    var target = errors.mutableSpan
    for lag in 1...length {
      let weight = weights[lag - 1]
      for time in length..<max(source.count, length) {
        target[time] -= weight * source[time - lag]
      }
    }
    return errors
  }
}
