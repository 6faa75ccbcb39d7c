// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starting values of a seasonal ARMA fit by two regressions: innovations from a long
// autoregression, then the series on its own lags and theirs (Hannan and Rissanen, "Recursive
// estimation of mixed autoregressive-moving average order", Biometrika 69, 1982). Products of
// ordinary and seasonal coefficients are left out of the regression: it gives a start, no estimate.

/// Starting values by Hannan and Rissanen's two regressions, for all orders up to a largest one.
///
/// The sums of products of lags are made once; an order then costs a small linear system.
public struct HannanRissanen: Sendable {
  /// The largest orders.
  private let largest: SeasonalARMAOrder
  /// Σ of the products of two columns, row by row, the series itself last.
  private let products: [Double]
  private let size: Int

  /// Prepares starting values for orders up to the largest.
  ///
  /// Nil where the series is too short for the largest order, or without variation.
  ///
  /// - Complexity: O(n·m²) for m coefficients.
  public init?(largest: SeasonalARMAOrder, series: [Double]) {
    let degree = max(largest.autoregressiveDegree, largest.movingAverageDegree)
    let needsInnovations = largest.q + largest.seasonalQ > 0
    let order = min(series.count / 3, max(degree + degree / 4 + 2, 12))
    let errors = needsInnovations ? Self.innovations(of: series, order: order) : series
    guard let errors else { return nil }
    let first = (needsInnovations ? order : 0) + degree
    var columns: [(source: [Double], lag: Int)] = []
    for lag in 1..<(largest.p + 1) { columns.append((series, lag)) }
    for lag in 1..<(largest.q + 1) { columns.append((errors, lag)) }
    for lag in 1..<(largest.seasonalP + 1) { columns.append((series, lag * largest.period)) }
    for lag in 1..<(largest.seasonalQ + 1) { columns.append((errors, lag * largest.period)) }
    guard series.count >= first + 2 * columns.count + 2 else { return nil }
    columns.append((series, 0))
    size = columns.count
    self.largest = largest
    var products = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let (left, right) = (columns[row], columns[column])
        let sum = Self.product(left.source, left.lag, right.source, right.lag, from: first)
        products[row * size + column] = sum
        products[column * size + row] = sum
      }
    }
    self.products = products
  }

  /// Returns coefficients φ, θ, Φ, Θ, shrunk until they are stationary and invertible; nil where
  /// the regression has no solution.
  ///
  /// - Precondition: no order is above the largest, and the period is the same, but for an order
  ///   without a season.
  /// - Complexity: O(m³) for m coefficients.
  public func coefficients(_ order: SeasonalARMAOrder) -> [Double]? {
    let (own, all) = (order.blocks, largest.blocks)
    precondition(
      own.ar.count <= all.ar.count && own.ma.count <= all.ma.count
        && own.seasonalAR.count <= all.seasonalAR.count
        && own.seasonalMA.count <= all.seasonalMA.count, "no order may be above the largest")
    let places =
      Array(all.ar.prefix(order.p)) + all.ma.prefix(order.q)
      + all.seasonalAR.prefix(order.seasonalP) + all.seasonalMA.prefix(order.seasonalQ)
    guard !places.isEmpty else { return nil }
    let matrix = places.flatMap { row in places.map { products[row * size + $0] } }
    var right = places.map { products[$0 * size + size - 1] }
    guard let system = SmallLinearSystem(matrix, size: places.count) else { return nil }
    system.solve(&right)
    guard right.allSatisfy(\.isFinite) else { return nil }
    return Self.shrunk(right, order: order)
  }

  /// Starting values of one order; nil where the series is too short or the regression has no
  /// solution.
  public static func coefficients(order: SeasonalARMAOrder, series: [Double]) -> [Double]? {
    HannanRissanen(largest: order, series: series)?.coefficients(order)
  }

  /// Shrinks each block until it is well inside the admissible set.
  private static func shrunk(_ coefficients: [Double], order: SeasonalARMAOrder) -> [Double]? {
    let map = StationaryMap(order: order)
    if isWellInside(coefficients, map) { return coefficients }
    let blocks = order.blocks
    var result = coefficients
    for block in [blocks.ar, blocks.ma, blocks.seasonalAR, blocks.seasonalMA] {
      for _ in 0..<200 {
        var alone = [Double](repeating: 0, count: coefficients.count)
        for index in block { alone[index] = result[index] }
        if isWellInside(alone, map) { break }
        var factor = 1.0
        for index in block {
          factor *= 0.95
          result[index] *= factor
        }
      }
    }
    return map.numbers(result) == nil ? nil : result
  }

  private static func isWellInside(_ coefficients: [Double], _ map: StationaryMap) -> Bool {
    guard let numbers = map.numbers(coefficients) else { return false }
    return map.largestPartials(numbers).allSatisfy { $0 < 0.97 }
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
