// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stationary and invertible coefficients from any real numbers.
//
// u → r = u/√(1 + u²), a partial autocorrelation, → the coefficients by the recursion of Durbin and
// Levinson (Monahan, "A note on enforcing stationarity in autoregressive-moving average models",
// 1984). A moving average is minus an autoregression. Each of φ, θ, Φ and Θ has its own map.

/// The map between real numbers and the coefficients of stationary, invertible models.
public struct StationaryMap: Hashable, Sendable {
  /// The orders of the model.
  public let order: SeasonalARMAOrder

  /// Makes the map of an order.
  public init(order: SeasonalARMAOrder) { self.order = order }

  /// The coefficients φ, θ, Φ, Θ of numbers u, all roots outside the unit circle.
  ///
  /// - Precondition: there are `order.coefficientCount` numbers.
  /// - Complexity: O(p²) a block.
  public func coefficients(_ numbers: [Double]) -> [Double] {
    precondition(numbers.count == order.coefficientCount, "one number a coefficient")
    var result = numbers.map(Self.partial)
    for (range, sign) in signedBlocks {
      if range.count > 1 {
        let block = Self.levels(Array(result[range])).last ?? []
        result.replaceSubrange(range, with: block)
      }
      if sign < 0 { for index in range { result[index] = -result[index] } }
    }
    return result
  }

  /// The numbers u of coefficients; nil where a block is not stationary or not invertible.
  public func numbers(_ coefficients: [Double]) -> [Double]? {
    precondition(coefficients.count == order.coefficientCount, "one number a coefficient")
    var result = coefficients
    for (range, sign) in signedBlocks {
      guard let partials = Self.partials(coefficients[range].map { sign * $0 }) else { return nil }
      result.replaceSubrange(range, with: partials)
    }
    return result.map { $0 / ((1 - $0) * (1 + $0)).squareRoot() }
  }

  /// The gradient by u from the gradient by the coefficients.
  public func pullBack(_ gradient: [Double], at numbers: [Double]) -> [Double] {
    var result = gradient
    for (range, sign) in signedBlocks where !range.isEmpty {
      let partials = numbers[range].map(Self.partial)
      let levels = range.count > 1 ? Self.levels(partials) : [partials]
      var slopes = gradient[range].map { sign * $0 }
      for size in stride(from: range.count, to: 0, by: -1) {
        let before = size > 1 ? levels[size - 2] : []
        var own = slopes[size - 1]
        var lower = [Double](repeating: 0, count: size - 1)
        for index in 0..<(size - 1) {
          own -= slopes[index] * before[size - 2 - index]
          lower[index] = slopes[index] - partials[size - 1] * slopes[size - 2 - index]
        }
        // dr/du = (1 + u²)^(−3/2).
        let number = numbers[range.lowerBound + size - 1]
        let width = 1 + number * number
        result[range.lowerBound + size - 1] = own / (width * width.squareRoot())
        slopes = lower
      }
    }
    return result
  }

  /// The derivatives of the coefficients (rows) by the numbers u (columns), row by row.
  public func jacobian(at numbers: [Double]) -> [Double] {
    numbers.indices.flatMap { row in
      var unit = [Double](repeating: 0, count: numbers.count)
      unit[row] = 1
      return pullBack(unit, at: numbers)
    }
  }

  /// The largest absolute partial autocorrelation of each block φ, θ, Φ, Θ; 0 for an empty block.
  public func largestPartials(_ numbers: [Double]) -> [Double] {
    signedBlocks.map { range, _ in
      numbers[range].reduce(0) { max($0, abs(Self.partial($1))) }
    }
  }

  private var signedBlocks: [(range: Range<Int>, sign: Double)] {
    let blocks = order.blocks
    return [(blocks.ar, 1), (blocks.ma, -1), (blocks.seasonalAR, 1), (blocks.seasonalMA, -1)]
  }

  private static func partial(_ number: Double) -> Double {
    number / (1 + number * number).squareRoot()
  }

  /// The coefficients of orders 1, 2, … p from partial autocorrelations.
  private static func levels(_ partials: [Double]) -> [[Double]] {
    var levels: [[Double]] = []
    var current: [Double] = []
    for partial in partials {
      let size = current.count
      var next = current
      for index in 0..<size { next[index] -= partial * current[size - 1 - index] }
      next.append(partial)
      levels.append(next)
      current = next
    }
    return levels
  }

  /// The partial autocorrelations of coefficients; nil where one is not inside ±1.
  private static func partials(_ coefficients: [Double]) -> [Double]? {
    var current = coefficients
    var result = coefficients
    for size in stride(from: coefficients.count, to: 0, by: -1) {
      let partial = current[size - 1]
      guard abs(partial) < 1 else { return nil }
      result[size - 1] = partial
      let rest = (1 - partial) * (1 + partial)
      var lower = [Double](repeating: 0, count: size - 1)
      for index in 0..<(size - 1) {
        lower[index] = (current[index] + partial * current[size - 2 - index]) / rest
      }
      current = lower
    }
    return result
  }
}
