// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// A causal transformation of a series of levels: output t uses inputs up to t only.
public enum SeriesTransform: String, CaseIterable, Hashable, Sendable {
  /// The values as they are.
  case none
  /// The natural logarithm.
  case log
  /// ln yₜ − ln yₜ₋₁, one value fewer.
  case logReturn = "log-return"
  /// yₜ / yₜ₋₁ − 1, one value fewer.
  case simpleReturn = "simple-return"
  /// 100 · (yₜ / yₜ₋₁ − 1), one value fewer.
  case percentReturn = "percent-return"

  /// Whether the output has one value fewer than the input.
  public var differences: Bool { self != .none && self != .log }

  /// Applies the transformation.
  ///
  /// - Throws: `TransformError` at the first value that the transformation is undefined for.
  /// - Complexity: O(n).
  public func applied(to values: [Double]) throws(TransformError) -> [Double] {
    if self == .none { return values }
    for (index, value) in values.enumerated() where !(value > 0 && value.isFinite) {
      throw TransformError(transform: self, index: index, value: value)
    }
    switch self {
    case .none: return values
    case .log: return values.map { .log($0) }
    case .logReturn: return zip(values.dropFirst(), values).map { .log($0) - .log($1) }
    case .simpleReturn: return zip(values.dropFirst(), values).map { $0 / $1 - 1 }
    case .percentReturn: return zip(values.dropFirst(), values).map { 100 * ($0 / $1 - 1) }
    }
  }
}

/// A value that a transformation is undefined for.
public struct TransformError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The transformation that was asked for.
  public let transform: SeriesTransform
  /// The position of the value, counted from 0.
  public let index: Int
  /// The value.
  public let value: Double

  public var description: String {
    "value \(value) at position \(index + 1) must be positive and finite for the transformation "
      + transform.rawValue
  }
}
