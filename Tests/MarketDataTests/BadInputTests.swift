// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Testing

@Suite("Bad inputs of the strict readers")
struct BadInputTests {
  @Test(
    "files that are no bars",
    arguments: [
      ("", "empty-file", nil), ("\n\n", "empty-file", nil),
      ("date,open,high,low,close\n", "no-rows", nil),
      ("date,open,high,close\n2024-01-01,1,1,1\n", "missing-columns", 1),
      ("a,b\n1,2\n", "missing-columns", 1), ("1,2\n3,4\n", "no-header", 1),
      ("date,open,high,low,close,Close\n2024-01-01,1,1,1,1,1\n", "duplicate-column", 1),
      ("da\u{1}te,open\n", "not-text", 1), ("\"date,open\n", "no-header", 1),
      ("\u{0}\u{0}\u{0}\u{0}", "not-text", 1),
    ] as [(String, String, Int?)])
  func files(text: String, rule: String, row: Int?) throws {
    let error = try withFile(text) { path in
      try dataError { try BarFile.read(path: path, name: "x") }
    }
    let place = "\(error.rule) \(error.row ?? 0) \(error.kind)"
    #expect(place == "\(rule) \(row ?? 0) malformed")
  }

  @Test("a header that is no UTF-8")
  func notUTF8() throws {
    let error = try withFile([0xff, 0xfe, 0x41, 0x0a]) { path in
      try dataError { try BarFile.read(path: path, name: "x") }
    }
    #expect(error.rule == "not-text")
  }

  @Test("the message has file, row, column, value, rule and advice in one line")
  func message() throws {
    let text = BarText().replacing(line: 6, column: 4, by: "a\"b")
    let error = try withFile(text) { path in
      try dataError { try BarFile.read(path: path, name: "x") }
    }
    let shown = error.description.drop { $0 != ":" }
    #expect(
      shown == """
        : row 6, column close, value "a\\"b": must be a number (rule not-a-number); correct the \
        cell or drop the row
        """)
  }

  @Test("long and odd values are cut to 40 characters and escaped")
  func longValue() throws {
    let value = "\u{7}\u{1b}" + String(repeating: "é", count: 100)
    let text = BarText().replacing(line: 6, column: 4, by: value)
    let error = try withFile(text) { path in
      try dataError { try BarFile.read(path: path, name: "x") }
    }
    let expected = "\\u{7}\\u{1b}" + String(repeating: "é", count: 38) + "…"
    #expect(error.value == expected)
  }

  @Test("missing columns are named, and so are those of the file")
  func missingColumns() throws {
    let error = try withFile("time,bid_open,ask_close\n2024-01-01,1,1\n") { path in
      try dataError { try BarFile.read(path: path, name: "x") }
    }
    let names = [
      "bid_high, bid_low, bid_close, ask_open, ask_high, ask_low", "time, bid_open, ask_close",
    ]
    let named = names.map { error.description.contains($0) }
    #expect(named == [true, true])
  }

  @Test("a date in another form is an error that advises the format")
  func otherDates() throws {
    let text = BarText().replacing(line: 2, column: 0, by: "01/03/2017")
    let error = try withFile(text) { path in
      try dataError { try BarFile.read(path: path, name: "x") }
    }
    let expected = "looks like month/day/year: try --date-format MM/dd/yyyy"
    #expect(error.advice == expected)
    #expect(error.value == "01/03/2017")
  }

  @Test("a gigabyte without a line break fails at once")
  func garbage() throws {
    // A sparse file would hold NUL bytes, so the megabytes are real, but few are read.
    let garbage = [UInt8](repeating: UInt8(ascii: "x"), count: 8 << 20)
    let error = try withFile(garbage) { path in
      try dataError { try BarFile.read(path: path, name: "x") }
    }
    #expect(error.rule == "line-too-long")
  }

  @Test("a truncated gzip file of good bars is refused by both readers")
  func truncated() throws {
    let bytes = Array(storedGzip(Array(BarText().text.utf8)).dropLast(3))
    let rules = try withFile(bytes) { path in
      [
        try dataError { try BarFile.read(path: path, name: "x") }.rule,
        try dataError { try DataQuality.check(path: path) }.rule,
        try dataError { try SeriesFile.read(path: path, columns: []) }.rule,
      ]
    }
    #expect(rules == ["gzip-truncated", "gzip-truncated", "gzip-truncated"])
  }

  @Test("an unknown column is an error that lists the columns")
  func unknownColumn() throws {
    let error = try withFile(BarText().text) { path in
      try dataError { try SeriesFile.read(path: path, columns: ["Close", "price"]) }
    }
    #expect(error.rule == "unknown-column")
    #expect(error.advice == "the file has the columns date, open, high, low, close, volume")
  }

  @Test("a column that the header names twice cannot be chosen")
  func ambiguousColumn() throws {
    let error = try withFile("x,y,x\n1,2,3\n") { path in
      try dataError { try SeriesFile.read(path: path, columns: ["x"]) }
    }
    #expect(error.rule == "duplicate-column")
  }

  @Test("a file without numbers has no series")
  func noNumbers() throws {
    let error = try withFile("name,kind\na,b\n") { path in
      try dataError { try SeriesFile.read(path: path, columns: []) }
    }
    #expect(error.rule == "no-numeric-column")
  }
}
