// SPDX-License-Identifier: GPL-3.0-or-later

/// Something that a rule found in a file.
public struct DataFinding: Hashable, Sendable {
  /// The line of the file, 1 for the header; nil where the whole file is meant.
  public let row: Int?
  /// The column's name in the header; nil where no single column is meant.
  public let column: String?
  /// The cell's text, cut to 40 characters and escaped; nil where no single cell is meant.
  public let value: String?
  /// The rule's fixed name, for example `ohlc-order`.
  public let rule: String
  /// How much it matters.
  public let severity: Severity
  /// What was found, in words.
  public let message: String
  /// What the user can do about an error; nil for what blocks nothing.
  public let advice: String?

  /// Makes a finding; `value` is raw text and is cut and escaped here.
  init(
    row: Int? = nil, column: String? = nil, value: String? = nil, rule: DataRule, message: String,
    advice: String? = nil
  ) {
    self.row = row
    self.column = column
    self.value = value.map(shownValue)
    self.rule = rule.name
    self.severity = rule.severity
    self.message = message
    self.advice = advice ?? rule.advice
  }
}
