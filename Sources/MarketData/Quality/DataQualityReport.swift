// SPDX-License-Identifier: GPL-3.0-or-later

/// How often a rule found something.
public struct RuleCount: Hashable, Sendable {
  /// The rule's fixed name.
  public let rule: String
  /// How much a breach matters.
  public let severity: Severity
  /// The number of findings, also of those that the report no longer lists; positive.
  public let count: Int
  /// The smallest line of the file with a finding; nil where the whole file is meant.
  public let firstRow: Int?
}

/// What the rules found in a file.
public struct DataQualityReport: Sendable {
  /// The file, as its caller named it.
  public let path: String
  /// The layout that the file has.
  public let layout: DataLayout
  /// The number of rows below the header.
  public let rows: Int
  /// The first stamp in the order of the file; nil without a readable date.
  public let first: Timestamp?
  /// The last stamp in the order of the file; nil without a readable date.
  public let last: Timestamp?
  /// The findings by row, then by rule; those about the whole file last. At most
  /// `DataQualityRules.findingsPerRule` a rule.
  public let findings: [DataFinding]
  /// How often each rule found something, in a fixed order of rules; only those that did.
  public let counts: [RuleCount]

  /// The most severe of the findings; nil where there are none.
  public var worst: Severity? { counts.map(\.severity).max() }

  /// The number of findings of a rule.
  public func count(of rule: String) -> Int { counts.first { $0.rule == rule }?.count ?? 0 }
}

/// Findings as they come, counted and capped.
struct FindingLog {
  private struct Entry {
    var rule: DataRule
    var finding: DataFinding
  }

  private var entries: [Entry] = []
  private var counts = [Int](repeating: 0, count: DataRule.allCases.count)
  private var firstRows = [Int?](repeating: nil, count: DataRule.allCases.count)

  /// Counts a finding, and keeps it while there are few of its rule.
  ///
  /// The finding is made only if it is kept.
  mutating func add(_ rule: DataRule, row: Int?, _ finding: @autoclosure () -> DataFinding) {
    let index = rule.rawValue
    if counts[index] < DataQualityRules.findingsPerRule {
      entries.append(Entry(rule: rule, finding: finding()))
    }
    counts[index] += 1
    if let row { firstRows[index] = min(row, firstRows[index] ?? row) }
  }

  /// Adds something about the whole file, or about one of its columns.
  mutating func addSummary(
    _ rule: DataRule, row: Int? = nil, column: String? = nil, _ message: String
  ) {
    add(rule, row: row, DataFinding(row: row, column: column, rule: rule, message: message))
  }

  /// The findings by row, then by rule, then as they came; those without a row last.
  var sortedFindings: [DataFinding] {
    // The standard library's sort keeps the order of equals, but does not promise it.
    let order = entries.indices.sorted { left, right in
      let (a, b) = (entries[left], entries[right])
      return (a.finding.row ?? Int.max, a.rule.rawValue, left)
        < (b.finding.row ?? Int.max, b.rule.rawValue, right)
    }
    return order.map { entries[$0].finding }
  }

  /// The counts of the rules that found something, in their fixed order.
  var ruleCounts: [RuleCount] {
    DataRule.allCases.filter { counts[$0.rawValue] > 0 }.map { rule in
      RuleCount(
        rule: rule.name, severity: rule.severity, count: counts[rule.rawValue],
        firstRow: firstRows[rule.rawValue])
    }
  }
}
