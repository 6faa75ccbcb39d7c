// SPDX-License-Identifier: GPL-3.0-or-later
//
// A figure that may not be a number, without NaN and without a sentinel: the predecessor printed a
// profit factor of 0 where there was no trade, and a gate read it.

/// The value of a statistic: a number, infinity, or a reason why there is none.
public enum Statistic: Hashable, Sendable {
  /// A finite number.
  case finite(Double)
  /// Larger than every number, as the profit factor of trades that all win.
  case infinite
  /// Not defined, and why: "no closed trades".
  case undefined(String)

  /// Makes a finite statistic, or an undefined one where the number is not finite.
  public init(_ value: Double, otherwise reason: @autoclosure () -> String = "not a finite number")
  {
    self = value.isFinite ? .finite(value) : .undefined(reason())
  }

  /// The number where the statistic is finite.
  public var finiteValue: Double? { if case .finite(let value) = self { value } else { nil } }

  /// The statistic on the extended real line; nil where it is undefined.
  public var extendedValue: Double? {
    switch self {
    case .finite(let value): value
    case .infinite: .infinity
    case .undefined: nil
    }
  }
}
