// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules that the rows of a file are judged by: their fixed names, order and severity.
//
// One principle decides the severity. An ERROR says that no well-formed `BarSeries` (nor series of
// numbers) can be made of the row, so every command that needs it refuses the file. A WARNING says
// that the data can be used and deserve a look. INFO is a statistic and never blocks anything.

/// How much a finding matters.
public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
  /// A statistic; it blocks nothing.
  case info
  /// Usable, but look at it.
  case warning
  /// Nothing well formed can be made of it, so commands refuse it.
  case error

  private var rank: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }

  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}

/// A rule for the rows of a file, in the fixed order of reports.
package enum DataRule: Int, CaseIterable {
  // Errors.
  case fieldCount, brokenQuotes, unparsableDate, blankCell, notANumber, priceRange
  case nonPositivePrice, ohlcOrder, negativeVolume, duplicateStamp, backwardStamp
  // Warnings.
  case gap, weekendStamp, flatBar, zeroVolume, priceBounds, jump, crossedQuotes
  case zeroVolumeShare, zeroSizes, missingShare, missingRun, mixedColumn
  // Statistics.
  case missingValue, precision, returnOutliers, iqrOutliers, volumeSpikes
  case jarqueBera, skewness, kurtosis

  /// The name in reports and messages.
  package var name: String {
    switch self {
    case .fieldCount: "field-count"
    case .brokenQuotes: "broken-quotes"
    case .unparsableDate: "unparsable-date"
    case .blankCell: "blank-cell"
    case .notANumber: "not-a-number"
    case .priceRange: "price-range"
    case .nonPositivePrice: "non-positive-price"
    case .ohlcOrder: "ohlc-order"
    case .negativeVolume: "negative-volume"
    case .duplicateStamp: "duplicate-stamp"
    case .backwardStamp: "backward-stamp"
    case .gap: "gap"
    case .weekendStamp: "weekend-stamp"
    case .flatBar: "flat-bar"
    case .zeroVolume: "zero-volume"
    case .priceBounds: "price-bounds"
    case .jump: "jump"
    case .crossedQuotes: "crossed-quotes"
    case .zeroVolumeShare: "zero-volume-share"
    case .zeroSizes: "zero-sizes"
    case .missingShare: "missing-share"
    case .missingRun: "missing-run"
    case .mixedColumn: "mixed-column"
    case .missingValue: "missing-value"
    case .precision: "precision"
    case .returnOutliers: "return-outliers"
    case .iqrOutliers: "iqr-outliers"
    case .volumeSpikes: "volume-spikes"
    case .jarqueBera: "jarque-bera"
    case .skewness: "skewness"
    case .kurtosis: "kurtosis"
    }
  }

  /// How much a breach matters.
  package var severity: Severity {
    if rawValue <= DataRule.backwardStamp.rawValue { return .error }
    return rawValue <= DataRule.mixedColumn.rawValue ? .warning : .info
  }

  /// What a user can do about an error; nil for what blocks nothing.
  package var advice: String? {
    switch self {
    case .fieldCount: "give the row as many cells as the header has"
    case .brokenQuotes: "close the quotation mark, or double it inside a quoted cell"
    case .blankCell: "fill the cell or drop the row"
    case .notANumber: "correct the cell or drop the row"
    case .priceRange: "quote the price in a larger unit"
    case .nonPositivePrice: "correct the price or drop the row"
    case .ohlcOrder: "correct the bar or drop the row"
    case .negativeVolume: "correct the volume or drop the row"
    case .duplicateStamp: "keep one row a stamp"
    case .backwardStamp: "sort the rows by time"
    default: nil
    }
  }
}

/// Some of the rules.
package struct RuleSet: OptionSet, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package init(_ rule: DataRule) { rawValue = 1 << UInt32(rule.rawValue) }

  /// Whether the rule is one of them.
  package func contains(_ rule: DataRule) -> Bool { contains(RuleSet(rule)) }

  /// The rules in their fixed order.
  package var rules: [DataRule] { isEmpty ? [] : DataRule.allCases.filter { contains($0) } }

  /// Adds a rule where the condition holds.
  package mutating func add(_ rule: DataRule, if condition: Bool) {
    if condition { insert(RuleSet(rule)) }
  }
}
