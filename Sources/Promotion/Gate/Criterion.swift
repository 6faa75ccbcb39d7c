// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// A limit that a measurement must keep, judged on the unfavourable end of its interval.
public struct Criterion: Hashable, Sendable {
  /// On which side of the limit a measurement must lie.
  public enum Bound: Hashable, Sendable {
    /// Greater than the limit.
    case above(Double)
    /// Greater than the limit or equal to it.
    case atLeast(Double)
    /// Smaller than the limit.
    case below(Double)
    /// Smaller than the limit or equal to it.
    case atMost(Double)

    /// The number of the limit.
    public var limit: Double {
      switch self {
      case .above(let limit), .atLeast(let limit), .below(let limit), .atMost(let limit): limit
      }
    }

    /// Whether larger measurements are better.
    public var wantsLarge: Bool {
      switch self {
      case .above, .atLeast: true
      case .below, .atMost: false
      }
    }

    /// Whether a value keeps the limit.
    public func holds(_ value: Double) -> Bool {
      switch self {
      case .above(let limit): value > limit
      case .atLeast(let limit): value >= limit
      case .below(let limit): value < limit
      case .atMost(let limit): value <= limit
      }
    }

    /// The comparison as a reader writes it: "≥ 1.1".
    public var symbol: String {
      switch self {
      case .above: ">"
      case .atLeast: "≥"
      case .below: "<"
      case .atMost: "≤"
      }
    }
  }

  /// The set of criteria that this one belongs to, such as "mvs".
  public let set: String
  /// What is judged.
  public let measurement: MeasurementID
  /// The limit.
  public let bound: Bound
  /// Where a measurement that keeps the limit begins to be worth a warning; nil for nowhere.
  public let warn: Double?

  /// Makes a criterion.
  ///
  /// - Throws: `PolicyError` where a number is not finite or the warning does not lie on the soft
  ///   side of the limit, where values still pass.
  public init(
    set: String, measurement: MeasurementID, bound: Bound, warn: Double? = nil
  ) throws(PolicyError) {
    let key = "criteria.\(set).\(measurement.rawValue)"
    guard bound.limit.isFinite else { throw PolicyError(key: key, problem: "must be finite") }
    if let warn {
      let soft = bound.wantsLarge ? warn >= bound.limit : warn <= bound.limit
      guard warn.isFinite, soft else {
        throw PolicyError(
          key: key + ".warn",
          problem: "\(warn) must lie on the soft side of the limit "
            + "(\(bound.wantsLarge ? "≥" : "≤") \(bound.limit)), where values still pass")
      }
    }
    self.set = set
    self.measurement = measurement
    self.bound = bound
    self.warn = warn
  }

  /// Whether the criterion asks for enough data rather than for a good result.
  public var asksForSample: Bool {
    switch measurement {
    case .closedTrades, .days, .effectiveAudits: bound.wantsLarge
    default: false
    }
  }
}

/// A policy that contradicts itself.
public struct PolicyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The key in the policy file.
  public let key: String
  /// What is wrong.
  public let problem: String

  /// Makes an error at a key.
  public init(key: String, problem: String) {
    self.key = key
    self.problem = problem
  }

  public var description: String { "\(key): \(problem)" }
}
