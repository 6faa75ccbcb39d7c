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
    var point = StationaryPoint(self)
    point.move(to: numbers)
    return point.coefficients
  }

  /// The numbers u of coefficients; nil where a block is not stationary or not invertible.
  public func numbers(_ coefficients: [Double]) -> [Double]? {
    precondition(coefficients.count == order.coefficientCount, "one number a coefficient")
    var result = coefficients
    for block in blocks {
      let (range, sign) = (block.range, block.sign)
      guard let partials = Self.partials(coefficients[range].map { sign * $0 }) else { return nil }
      result.replaceSubrange(range, with: partials)
    }
    return result.map { $0 / ((1 - $0) * (1 + $0)).squareRoot() }
  }

  /// Whether every root of every block lies outside a circle of a radius about zero.
  ///
  /// Widening the polynomials by the radius brings that circle to the unit circle, and then the
  /// partial autocorrelations tell. Roots of a seasonal block are of its polynomial in Bˢ.
  ///
  /// - Complexity: O(p²) a block.
  public func hasRoots(_ coefficients: [Double], outside radius: Double) -> Bool {
    var widened = coefficients
    for block in blocks {
      var power = radius
      for index in block.range {
        widened[index] *= power
        power *= radius
      }
    }
    return numbers(widened) != nil
  }

  /// The gradient by u from the gradient by the coefficients.
  public func pullBack(_ gradient: [Double], at numbers: [Double]) -> [Double] {
    var point = StationaryPoint(self)
    point.move(to: numbers)
    var result = gradient
    point.pullBack(gradient, into: &result)
    return result
  }

  /// The derivatives of the coefficients (rows) by the numbers u (columns), row by row.
  public func jacobian(at numbers: [Double]) -> [Double] {
    var point = StationaryPoint(self)
    point.move(to: numbers)
    var row = numbers
    return numbers.indices.flatMap { index in
      var unit = [Double](repeating: 0, count: numbers.count)
      unit[index] = 1
      point.pullBack(unit, into: &row)
      return row
    }
  }

  /// The largest absolute partial autocorrelation of each block φ, θ, Φ, Θ; 0 for an empty block.
  public func largestPartials(_ numbers: [Double]) -> [Double] {
    blocks.map { block in
      numbers[block.range].reduce(0) { max($0, abs(Self.partial($1))) }
    }
  }

  /// The places of a block's coefficients, and the sign that makes it an autoregression.
  struct Block: Hashable, Sendable {
    let range: Range<Int>
    let sign: Double
  }

  var blocks: [Block] {
    let blocks = order.blocks
    return [
      Block(range: blocks.ar, sign: 1), Block(range: blocks.ma, sign: -1),
      Block(range: blocks.seasonalAR, sign: 1), Block(range: blocks.seasonalMA, sign: -1),
    ]
  }

  /// The partial autocorrelation r of a number u.
  public static func partial(_ number: Double) -> Double {
    number / (1 + number * number).squareRoot()
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
