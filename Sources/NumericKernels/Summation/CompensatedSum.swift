// SPDX-License-Identifier: GPL-3.0-or-later
//
// Summation that carries its rounding error along, in twice the working precision.
//
// Goals in order: the same bits on every machine (only additions and subtractions in a fixed
// order), an error that does not grow with the number of terms, then speed.
//
// Source: Ogita, Rump and Oishi, "Accurate sum and dot product", SIAM J. Sci. Comput. 26 (2005),
// algorithm 4.4 (Sum2), whose error is that of a sum in doubled precision, rounded once.

/// A running sum whose rounding error is kept beside it.
@frozen
public struct CompensatedSum: Sendable {
  @usableFromInline var leading: Double
  @usableFromInline var trailing: Double

  /// Makes an empty sum.
  @inlinable
  public init() {
    leading = 0
    trailing = 0
  }

  /// Adds a term.
  @inlinable
  public mutating func add(_ term: Double) {
    let sum = leading + term
    let virtual = sum - leading
    trailing += (leading - (sum - virtual)) + (term - virtual)
    leading = sum
  }

  /// Adds the exact product of two factors: its rounded value and its rounding error.
  @inlinable
  public mutating func add(product left: Double, _ right: Double) {
    let product = left * right
    add(product)
    trailing += (-product).addingProduct(left, right)
  }

  /// The sum, rounded to working precision.
  @inlinable public var value: Double { leading + trailing }

  /// The part of the sum that `value` rounds away.
  @inlinable public var remainder: Double { (leading - value) + trailing }
}

/// Returns the sum of the values in doubled precision, rounded once.
///
/// - Complexity: O(n).
@inlinable
public func compensatedSum(_ values: [Double]) -> Double {
  var sum = CompensatedSum()
  for value in values { sum.add(value) }
  return sum.value
}
