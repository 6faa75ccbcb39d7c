// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ranges that several types share: as wide as their formulas allow, and the part of them that is
// like a market.

/// The range of a field and the part of it that random programs draw from.
struct FieldRange {
  let all: ClosedRange<Double>
  let usual: ClosedRange<Double>

  /// A growth rate or mean log return a year.
  static let drift = FieldRange(all: -100...100, usual: -1...1)
  /// A volatility a year; without any, other fields of the process still count.
  static let volatility = FieldRange(all: 0...20, usual: 0.05...1.5)
  /// A volatility a year without which other fields would have no effect.
  static let positiveVolatility = FieldRange(all: 1e-6...20, usual: 0.05...1.5)
  /// A correlation short of ±1.
  static let correlation = FieldRange(all: -0.999_999...0.999_999, usual: -0.9...0.9)
  /// The degrees of freedom of a Student distribution with a variance.
  static let degreesOfFreedom = FieldRange(all: 2.05...1000, usual: 3...30)
  /// A Hurst index.
  static let hurst = FieldRange(all: 0.01...0.99, usual: 0.05...0.95)
}

extension FieldVisitor {
  /// Visits a number of a shared range.
  mutating func number(
    _ name: FieldName, _ value: inout Double, in range: FieldRange
  ) throws(Failure) {
    try number(name, &value, in: range.all, usually: range.usual)
  }
}
