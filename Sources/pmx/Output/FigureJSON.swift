// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Promotion

/// Figures as JSON: a number, or null beside a reason.
enum FigureJSON {
  /// A statistic as an object with a value, and a reason where the value is null.
  static func figure(_ statistic: Statistic) -> JSONValue {
    switch statistic {
    case .finite(let value): ["value": .number(value)]
    case .infinite: ["value": .null, "reason": "infinite"]
    case .undefined(let reason): ["value": .null, "reason": .string(reason)]
    }
  }

  /// An end of an interval as such an object.
  static func end(_ value: Double?) -> JSONValue {
    guard let value else { return ["value": .null, "reason": "no interval"] }
    if value.isFinite { return ["value": .number(value)] }
    return ["value": .null, "reason": value > 0 ? "infinite" : "minus infinite"]
  }

  /// A measurement with its interval and its count.
  static func measurement(_ measurement: Measurement) -> JSONValue {
    [
      "statistic": .string(measurement.id.rawValue), "estimate": figure(measurement.estimate),
      "lower": end(measurement.lower), "upper": end(measurement.upper),
      "n": .integer(Int64(measurement.count)), "unit": .string(measurement.unit),
      "method": .string(measurement.method),
    ]
  }
}
