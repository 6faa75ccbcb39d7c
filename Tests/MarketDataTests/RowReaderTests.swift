// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Testing

/// All rows of a file as text, with the line that each stands on.
private func rows(_ path: String, chunk: Int = RowReader.defaultChunk) throws -> [String] {
  var reader = try RowReader(path: path, chunk: chunk)
  var rows: [String] = []
  while try reader.next() {
    var cells: [String] = []
    for column in 0..<reader.cellCount { cells.append(reader.text(column)) }
    let shape = reader.shape == .whole ? "" : " \(reader.shape)"
    rows.append("\(reader.row):" + cells.joined(separator: "|") + shape)
    if reader.columns == 0 { reader.columns = reader.cellCount }
  }
  return rows
}

@Suite("Rows of a CSV file")
struct RowReaderTests {
  @Test(
    "the dialect",
    arguments: [
      ("a,b\n1,2\n", ["1:a|b", "2:1|2"]), ("a,b\r\n1,2\r\n", ["1:a|b", "2:1|2"]),
      ("a,b\n1,2", ["1:a|b", "2:1|2"]), ("a,b\n1,2\n\n\r\n", ["1:a|b", "2:1|2"]),
      ("a,b\n\n1,2\n", ["1:a|b", "2: fields(0)", "3:1|2"]),
      ("a,b\n1,2,3\n1\n", ["1:a|b", "2:1|2|3 fields(3)", "3:1 fields(1)"]),
      ("\"a\",\"b,c\"\n\"1 \"\"x\"\"\",\"\"\n", ["1:a|b,c", "2:1 \"x\"|"]),
      ("a,b\n\"1,2\n3,4\n", ["1:a|b", "2: brokenQuotes", "3:3|4"]),
      ("a,b\n\"1\"x,2\n3,4\n", ["1:a|b", "2: brokenQuotes", "3:3|4"]),
      ("a\n1\n\n2\n", ["1:a", "2:1", "3:", "4:2"]), ("a,b\n,\n", ["1:a|b", "2:|"]),
      ("a,b\nx\"y,2\n", ["1:a|b", "2:x\"y|2"]), ("", []), ("\n", []),
    ])
  func dialect(text: String, expected: [String]) throws {
    let found = try withFile(text) { try rows($0) }
    #expect(found == expected)
  }

  @Test(
    "plain and gzip, and every chunk size, give the same rows", arguments: [1, 2, 3, 7, 64, 4096])
  func chunks(chunk: Int) throws {
    var random = SplitMix64(seed: UInt64(chunk))
    var text = "x,\"y\"\n"
    for _ in 0..<500 {
      let word = String(repeating: "z", count: Int.random(in: 0...40, using: &random))
      text +=
        ["1,2\n", "\"\(word)\",\n", "\r\n", "\n", "\(word)\r\n", "\"a\"\"b\",\"c\n", ",\n"]
        .randomElement(using: &random) ?? ""
    }
    let bytes = Array(text.utf8)
    let half = bytes.count / 2
    let twoMembers = storedGzip(Array(bytes[..<half])) + storedGzip(Array(bytes[half...]))
    let whole = try withFile(bytes) { try rows($0) }
    let plain = try withFile(bytes) { try rows($0, chunk: chunk) }
    let gzip = try withFile(storedGzip(bytes)) { try rows($0, chunk: chunk) }
    let members = try withFile(twoMembers) { try rows($0, chunk: chunk) }
    let agree = [plain == whole, gzip == whole, members == whole]
    #expect(agree == [true, true, true])
  }

  @Test("a compressed member with Huffman codes", arguments: [1, 5, 1 << 18])
  func huffman(chunk: Int) throws {
    // printf 'a,b\n1,2\n1,2\n1,2\n1,2\n' | gzip -n
    let member: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03,
      0x4b, 0xd4, 0x49, 0xe2, 0x32, 0xd4, 0x31, 0x42, 0xc1, 0x00, 0xdb, 0x73, 0x50, 0x7d, 0x14,
      0x00, 0x00, 0x00,
    ]
    let found = try withFile(member) { try rows($0, chunk: chunk) }
    #expect(found == ["1:a|b", "2:1|2", "3:1|2", "4:1|2", "5:1|2"])
  }

  @Test("damaged gzip is an error whatever the chunk size", arguments: [1, 3, 100, 1 << 18])
  func damagedGzip(chunk: Int) throws {
    let good = storedGzip(Array("a,b\n1,2\n3,4\n".utf8))
    var badSum = good
    badSum[good.count - 6] ^= 1
    let files: [([UInt8], String)] = [
      (Array(good.dropLast()), "gzip-truncated"), (Array(good.prefix(14)), "gzip-truncated"),
      (Array(good.prefix(2)), "gzip-truncated"), (good + [1, 2, 3], "gzip-trailing"),
      (good + [0x1f, 0x8b], "gzip-truncated"), (badSum, "gzip-corrupt"),
      ([0x1f, 0x8b, 0xff, 0xff], "gzip-corrupt"),
    ]
    let found = try files.map { file in
      try withFile(file.0) { path in try dataError { try rows(path, chunk: chunk) }.rule }
    }
    #expect(found == files.map(\.1))
  }

  @Test("a line may have 1 MiB and no more", arguments: [1000, 1 << 18])
  func longLine(chunk: Int) throws {
    let limit = RowReader.longestLine
    let longest = "a\n" + String(repeating: "x", count: limit) + "\n"
    let count = try withFile(longest) { try rows($0, chunk: chunk).count }
    let tooLong = "a\n" + String(repeating: "x", count: limit + 1) + "\n1\n"
    let error = try withFile(tooLong) { path in try dataError { try rows(path, chunk: chunk) } }
    let result = [count == 2, error.rule == "line-too-long", error.row == 2]
    #expect(result == [true, true, true])
  }

  @Test(
    "a NUL byte is an error of its line, after the lines before it", arguments: [1, 8, 1 << 18])
  func nul(chunk: Int) throws {
    let error = try withFile("a,b\n1,2\n3,\0\n5,6\n") { path in
      try dataError { try rows(path, chunk: chunk) }
    }
    let place = "\(error.rule) \(error.row ?? 0)"
    #expect(place == "not-text 3")
  }

  @Test("missing files and folders are unreadable")
  func unreadable() throws {
    let (missing, folder) = try withFile("") { path in
      let folder = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
      return (try dataError { try rows(path + ".none") }, try dataError { try rows(folder) })
    }
    let found = [missing.rule, folder.rule]
    let kinds = [missing.kind, folder.kind]
    #expect(found == ["no-such-file", "unreadable"])
    #expect(kinds == [.unreadable, .unreadable])
  }
}
