// SPDX-License-Identifier: GPL-3.0-or-later
//
// The report and the strict reader share their rules: a file without errors can be read, and the
// first error of any other is what the reader throws.

import MarketData
import Testing

/// What is left of an error or a finding when both must agree.
private func place(_ rule: String, _ row: Int?, _ column: String?, _ value: String?) -> String {
  "\(rule) \(row ?? 0) \(column ?? "-") \(value ?? "-")"
}

/// The first error of the report; nil for none.
func firstError(_ report: DataQualityReport) -> String? {
  let finding = report.findings.first { $0.severity == .error }
  return finding.map { place($0.rule, $0.row, $0.column, $0.value) }
}

/// The error that the strict reader throws; nil for none.
func readerError(
  _ path: String, options: ReadingOptions = .init(), chunk: Int = RowReader.defaultChunk
) throws -> String? {
  do {
    let bars = try BarFile.read(RowReader(path: path, chunk: chunk), name: "x", options: options)
    // What was read must be what laws D1 and D2 call well formed.
    _ = try BarSeries(name: "x", bars: (0..<bars.series.count).map { bars.series[$0] })
    return nil
  } catch let error as DataError {
    return place(error.rule, error.row, error.column, error.value)
  }
}

@Suite("The report and the strict reader agree")
struct AgreementTests {
  @Test("on generated dirty files", arguments: 0..<6)
  func generated(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var wrong: [String] = []
    var clean = 0
    for _ in 0..<60 {
      let text = Self.dirtyFile(&random)
      let chunk = Int.random(in: 1...300, using: &random)
      let (report, reader) = try withFile(text) {
        (try firstError(DataQuality.check(path: $0)), try readerError($0, chunk: chunk))
      }
      if report == nil { clean += 1 }
      if report != reader {
        wrong.append("report \(report ?? "-"), reader \(reader ?? "-")\n\(text)")
      }
    }
    #expect(wrong == [])
    let isMixed = (1..<60).contains(clean)
    #expect(isMixed)
  }

  /// A few rows of bars or quote bars, now and then with a breach of some rule.
  private static func dirtyFile(_ random: inout SplitMix64) -> String {
    let isQuote = Bool.random(using: &random)
    let bar = ["open", "high", "low", "close"]
    let names =
      isQuote
      ? bar.map { "bid_" + $0 } + ["bid_size"] + bar.map { "ask_" + $0 } + ["ask_size"]
      : bar + ["volume", "adj_close"]
    var lines = [(["date"] + names).joined(separator: ",")]
    for index in 0..<Int.random(in: 1...12, using: &random) {
      var cells = [BarText.date(index), "100", "102", "99", "101", "5"]
      cells += isQuote ? ["100.1", "102.1", "99.1", "101.1", "0"] : ["50.5"]
      if Int.random(in: 0..<12, using: &random) == 0 { spoil(&cells, &random) }
      lines.append(cells.joined(separator: ","))
    }
    return lines.joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
  }

  private static func spoil(_ cells: inout [String], _ random: inout SplitMix64) {
    let values = [
      "", " ", "abc", "NaN", "-1", "0", "1e-9", "1e11", "1e400", "99.0000000001", "101.000000001",
      "2024-01-02", "2024-01-01", "1/2/2024", "\"100\"", "\"1", "1,2", "100", "300", "1e-400",
    ]
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let index = Int.random(in: cells.indices, using: &random)
      cells[index] = values.randomElement(using: &random) ?? ""
    }
    if Int.random(in: 0..<10, using: &random) == 0 { cells.removeLast() }
  }
}
