// SPDX-License-Identifier: GPL-3.0-or-later

/// What an axis measures.
public struct Axis: Sendable {
  /// How values are divided and written.
  public enum Kind: Sendable {
    /// Plain numbers.
    case number
    /// Fractions, written as percentages: 0.12 is "12 %".
    case percent
    /// Amounts of a currency, with thousands separators.
    case money
    /// Days since 1970-01-01.
    case date
    /// Positive numbers, equal ratios at equal distances.
    case logarithmic
  }

  /// The quantity and its unit, such as "Equity, USD"; may be empty.
  public var label: String
  /// How values are divided and written.
  public var kind: Kind

  /// Makes an axis.
  public init(label: String, kind: Kind) {
    self.label = label
    self.kind = kind
  }
}

extension Axis.Kind {
  /// Whether a value has a place on such an axis.
  ///
  /// The bounds keep every later difference, quotient and conversion to an integer finite.
  func admits(_ value: Double) -> Bool {
    switch self {
    case .number, .percent, .money: value.isFinite && value.magnitude <= 1e300
    case .date: value.isFinite && value.magnitude <= 3_650_000
    case .logarithmic: value >= 1e-290 && value <= 1e300
    }
  }

  /// A value in words, for the description that a screen reader speaks.
  func spoken(_ value: Double) -> String {
    switch self {
    case .number, .logarithmic:
      NumberText.significant(value, digits: 4, groupsThousands: true)
    case .percent where value.magnitude < 1e9: NumberText.percent(value, decimals: 1)
    case .percent: NumberText.significant(value, digits: 4)
    case .money where value.magnitude < 1e15:
      NumberText.fixed(value, decimals: 0, groupsThousands: true)
    case .money: NumberText.significant(value, digits: 4)
    case .date: DateTicks.dayLabel(CivilDate(daysSince1970: Int(value.rounded(.down))))
    }
  }
}
