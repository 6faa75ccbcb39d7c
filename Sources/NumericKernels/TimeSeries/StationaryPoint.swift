// SPDX-License-Identifier: GPL-3.0-or-later
//
// One point of a search through `StationaryMap`, with room that every further point uses again.

/// The coefficients of numbers u, and what their gradient needs.
public struct StationaryPoint: Hashable, Sendable {
  private let blocks: [StationaryMap.Block]
  /// φ, θ, Φ, Θ.
  public private(set) var coefficients: [Double]
  private var numbers: [Double]
  private var partials: [Double]
  /// For each block the coefficients of orders 1, 2, … one after the other.
  private var levels: [Double]
  private var slopes: [Double]

  /// Makes the point zero of a map.
  public init(_ map: StationaryMap) {
    blocks = map.blocks
    let count = map.order.coefficientCount
    coefficients = [Double](repeating: 0, count: count)
    numbers = coefficients
    partials = coefficients
    slopes = coefficients
    let entries = blocks.reduce(0) { $0 + $1.range.count * ($1.range.count + 1) / 2 }
    levels = [Double](repeating: 0, count: entries)
  }

  /// Moves to other numbers u.
  ///
  /// - Precondition: there are as many as the map has coefficients.
  /// - Complexity: O(p²) a block.
  public mutating func move(to numbers: [Double]) {
    precondition(numbers.count == coefficients.count, "one number a coefficient")
    self.numbers = numbers
    var base = 0
    for block in blocks {
      let (first, size) = (block.range.lowerBound, block.range.count)
      for index in block.range { partials[index] = StationaryMap.partial(numbers[index]) }
      var (before, level) = (base, base)
      for order in 1..<(size + 1) {
        let partial = partials[first + order - 1]
        for index in 0..<(order - 1) {
          levels[level + index] =
            levels[before + index] - partial * levels[before + order - 2 - index]
        }
        levels[level + order - 1] = partial
        before = level
        level += order
      }
      for index in 0..<size { coefficients[first + index] = block.sign * levels[before + index] }
      base = level
    }
  }

  /// Overwrites an array with the gradient by u of what has a gradient by the coefficients.
  ///
  /// - Complexity: O(p²) a block.
  public mutating func pullBack(_ gradient: [Double], into result: inout [Double]) {
    var end = levels.count
    for block in blocks.reversed() {
      let (first, size) = (block.range.lowerBound, block.range.count)
      for index in block.range { slopes[index] = block.sign * gradient[index] }
      for order in stride(from: size, to: 0, by: -1) {
        let before = end - order - (order - 1)
        var own = slopes[first + order - 1]
        let partial = partials[first + order - 1]
        for index in 0..<(order - 1) {
          own -= slopes[first + index] * levels[before + order - 2 - index]
        }
        lower(first, order, partial)
        // dr/du = (1 + u²)^(−3/2).
        let number = numbers[first + order - 1]
        let width = 1 + number * number
        result[first + order - 1] = own / (width * width.squareRoot())
        end -= order
      }
    }
  }

  /// Takes the slopes of an order's coefficients to those of the order below.
  private mutating func lower(_ first: Int, _ order: Int, _ partial: Double) {
    var (left, right) = (first, first + order - 2)
    while left <= right {
      let (a, b) = (slopes[left], slopes[right])
      slopes[left] = a - partial * b
      slopes[right] = b - partial * a
      left += 1
      right -= 1
    }
  }
}
