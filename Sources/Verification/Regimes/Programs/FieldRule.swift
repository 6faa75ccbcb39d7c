// SPDX-License-Identifier: GPL-3.0-or-later

/// The rules of single fields, each a sentence about a value that breaks it or nil.
public enum FieldRule {
  /// A finite number of a range, 0 without a sign.
  public static func number(_ value: Double, in range: ClosedRange<Double>) -> String? {
    if value == 0, value.sign == .minus { return "-0.0 must be written 0.0" }
    // No comparison with NaN holds.
    guard value.isFinite, range.contains(value) else {
      return "\(value) must be a number from \(range.lowerBound) to \(range.upperBound)"
    }
    return nil
  }

  /// A whole number of a range.
  public static func integer(_ value: Int, in range: ClosedRange<Int>) -> String? {
    range.contains(value)
      ? nil : "\(value) must be a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  /// A name: 1 to 100 letters of ASCII, digits, points, hyphens and underscores, of which the first
  /// is a letter or digit.
  public static func word(_ value: String) -> String? {
    let bytes = Array(value.utf8)
    let isName =
      (1...100).contains(bytes.count) && isAlphanumeric(bytes[0])
      && bytes.allSatisfy { isAlphanumeric($0) || [0x2d, 0x2e, 0x5f].contains($0) }
    return isName
      ? nil
      : "\"\(value)\" must be 1 to 100 letters, digits, points, hyphens or underscores, and begin "
        + "with a letter or digit"
  }

  /// Names of which no two are the same.
  public static func words(_ values: [String], count: ClosedRange<Int>) -> String? {
    if let problem = self.count(values.count, in: count) { return problem }
    var seen: Set<String> = []
    for value in values {
      if let problem = word(value) { return problem }
      guard seen.insert(value).inserted else { return "\"\(value)\" stands there twice" }
    }
    return nil
  }

  /// The number of items of a list.
  public static func count(_ count: Int, in range: ClosedRange<Int>) -> String? {
    range.contains(count)
      ? nil
      : "the list has \(count) items and must have \(range.lowerBound) to \(range.upperBound)"
  }

  /// A case that may stand in a place.
  public static func kind(_ kind: String, of kinds: [String]) -> String? {
    kinds.contains(kind)
      ? nil : "\"\(kind)\" must be one of \(kinds.joined(separator: ", ")) here"
  }

  /// A range whose ends are not −0.
  static func unsigned(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    (range.lowerBound == 0 ? 0 : range.lowerBound)...(range.upperBound == 0 ? 0 : range.upperBound)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

/// What the rows of a matrix must be.
public enum FieldMatrix: Hashable, Sendable {
  /// A correlation matrix with a row for each of so many assets.
  case correlation(Int)
  /// Probabilities to go from each of so many states to each of them: every row has the sum 1.
  case transition(Int)

  /// The rule that some rows break; nil where they break none.
  public func problem(_ rows: [[Double]]) -> String? {
    switch self {
    case .correlation(let assets): Self.correlationProblem(rows, assets)
    case .transition(let states): Self.transitionProblem(rows, states)
    }
  }

  private static func correlationProblem(_ rows: [[Double]], _ assets: Int) -> String? {
    guard rows.count == assets else {
      return "the matrix has \(rows.count) rows where there are \(assets) assets"
    }
    for entry in rows.joined() where entry == 0 && entry.sign == .minus {
      return "-0.0 must be written 0.0"
    }
    do throws(CorrelationDefect) {
      _ = try Correlation(rows)
      return nil
    } catch { return error.description }
  }

  private static func transitionProblem(_ rows: [[Double]], _ states: Int) -> String? {
    guard rows.count == states else {
      return "the matrix has \(rows.count) rows where there are \(states) states"
    }
    for (index, row) in rows.enumerated() {
      guard row.count == states else {
        return "row \(index + 1) has \(row.count) entries where there are \(states) states"
      }
      for entry in row {
        if let problem = FieldRule.number(entry, in: 0...1) {
          return "row \(index + 1): " + problem
        }
      }
      let sum = row.reduce(0, +)
      guard (sum - 1).magnitude <= 1e-9 else {
        return "row \(index + 1) has the sum \(sum) and must have 1"
      }
    }
    return nil
  }
}
