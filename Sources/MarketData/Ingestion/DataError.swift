// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a data file can be refused for, in one line that a person can act on.

/// The reason why a data file cannot be used: where it is, which rule it breaks, what helps.
public struct DataError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Whether the file could be read at all.
  public enum Kind: Hashable, Sendable {
    /// No such file, no permission, or a failing device.
    case unreadable
    /// The file could be read and its content breaks a rule.
    case malformed
  }

  /// Whether the file could be read at all.
  public let kind: Kind
  /// The file, as its caller named it.
  public let path: String
  /// The line of the file, 1 for the header; nil where the whole file is meant.
  public let row: Int?
  /// The column's name in the header; nil where no single column is meant.
  public let column: String?
  /// The cell's text, cut to 40 characters and escaped; nil where no single cell is meant.
  public let value: String?
  /// The rule's fixed name, for example `not-a-number`.
  public let rule: String
  /// What the rule demands, for example "must be a number".
  public let message: String
  /// What the user can do about it; nil where there is nothing to advise.
  public let advice: String?

  /// Makes an error; `value` is raw text and is cut and escaped here.
  package init(
    kind: Kind = .malformed, path: String, row: Int? = nil, column: String? = nil,
    value: String? = nil, rule: String, message: String, advice: String? = nil
  ) {
    self.kind = kind
    self.path = path
    self.row = row
    self.column = column
    self.value = value.map(shownValue)
    self.rule = rule
    self.message = message
    self.advice = advice
  }

  /// Makes the error that a finding of severity error is to a strict reader.
  init(path: String, finding: DataFinding) {
    kind = .malformed
    self.path = path
    row = finding.row
    column = finding.column
    value = finding.value
    rule = finding.rule
    message = finding.message
    advice = finding.advice
  }

  /// One line, for example `prices.csv: row 51, column close, value "abc": must be a number (rule
  /// not-a-number); correct the cell or drop the row`.
  public var description: String {
    var places: [String] = []
    if let row { places.append("row \(row)") }
    if let column { places.append("column \(shownValue(column))") }
    if let value { places.append("value \"\(value)\"") }
    var text = shownPath(path) + ": "
    if !places.isEmpty { text += places.joined(separator: ", ") + ": " }
    text += "\(message) (rule \(rule))"
    if let advice { text += "; " + advice }
    return text
  }
}

/// Text of a file made fit for a message: at most 40 characters, control characters escaped.
func shownValue(_ text: String) -> String {
  let kept = text.unicodeScalars.prefix(40)
  var shown = escaped(kept)
  if text.unicodeScalars.dropFirst(40).first != nil { shown += "…" }
  return shown
}

/// A path made fit for a message: whole, control characters escaped.
private func shownPath(_ path: String) -> String { escaped(path.unicodeScalars[...]) }

private func escaped(_ scalars: Substring.UnicodeScalarView) -> String {
  var shown = ""
  for scalar in scalars {
    switch scalar {
    case "\n": shown += "\\n"
    case "\r": shown += "\\r"
    case "\t": shown += "\\t"
    case "\"": shown += "\\\""
    case "\\": shown += "\\\\"
    default:
      let hidden =
        scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator
      if hidden {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
  }
  return shown
}
