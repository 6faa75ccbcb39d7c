// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tests of this target share: files that remove themselves, gzip made by hand, seeded
// randomness, and the place of the shared data.

import Foundation
import MarketData
import Testing

/// Runs a test on a file with this content, in a directory of its own that is removed afterwards.
func withFile<Result>(
  _ bytes: some Sequence<UInt8>, name: String = "data.csv", _ body: (String) throws -> Result
) throws -> Result {
  let directory = FileManager.default.temporaryDirectory
    .appendingPathComponent("market-data-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: directory) }
  let file = directory.appendingPathComponent(name)
  try Data(bytes).write(to: file)
  return try body(file.path)
}

/// Runs a test on a file with this text.
func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
  try withFile(Array(text.utf8), body)
}

/// The error of a call that must fail with a `DataError`.
func dataError<Result>(_ body: () throws -> Result) throws -> DataError {
  do {
    _ = try body()
  } catch let error as DataError {
    return error
  }
  throw Unexpected(what: "no DataError was thrown")
}

struct Unexpected: Error { let what: String }

/// A gzip member that holds the bytes in stored blocks, written by hand from RFC 1951 and 1952.
func storedGzip(_ bytes: [UInt8]) -> [UInt8] {
  var out: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
  var start = 0
  repeat {
    let end = min(start + 60_000, bytes.count)
    let size = UInt16(end - start)
    out.append(end == bytes.count ? 1 : 0)
    out += [UInt8(size & 0xff), UInt8(size >> 8), UInt8(~size & 0xff), UInt8(~size >> 8)]
    out += bytes[start..<end]
    start = end
  } while start < bytes.count
  for word in [crc32(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
    for shift in [0, 8, 16, 24] { out.append(UInt8(truncatingIfNeeded: word >> UInt32(shift))) }
  }
  return out
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
  var crc = UInt32.max
  for byte in bytes {
    crc ^= UInt32(byte)
    for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
  }
  return ~crc
}

/// Vigna's SplitMix64: the same numbers everywhere from the same seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// The folder of real data beside the repository; absent on most machines.
enum SharedData {
  static let folder: String? = {
    var directory = URL(fileURLWithPath: #filePath)
    while directory.path != "/" {
      directory.deleteLastPathComponent()
      let manifest = directory.appendingPathComponent("Package.swift").path
      guard FileManager.default.fileExists(atPath: manifest) else { continue }
      let data = directory.deletingLastPathComponent().appendingPathComponent("shared/data").path
      return FileManager.default.fileExists(atPath: data) ? data : nil
    }
    return nil
  }()

  static let isPresent = folder != nil

  static func path(_ file: String) -> String { (folder ?? "") + "/" + file + ".csv.gz" }
}

/// A file of well-formed daily bars on weekdays from Monday 2024-01-01 on, which no rule minds.
struct BarText {
  var header = "date,open,high,low,close,volume"
  var rows: [[String]]

  init(count: Int = 20) {
    rows = (0..<count).map { index in
      let open = index % 2 == 0 ? 100 : 101
      let close = index % 2 == 0 ? 101 : 100
      return [Self.date(index), "\(open)", "101.5", "99.5", "\(close)", "\(1000 + index)"]
    }
  }

  /// The date of the weekday that many weekdays after 2024-01-01.
  static func date(_ weekdays: Int) -> String {
    let start = Timestamp(year: 2024, month: 1, day: 1)?.microseconds ?? 0
    let days = Int64(weekdays / 5 * 7 + weekdays % 5)
    return Timestamp(microseconds: start + days * Timestamp.microsecondsPerDay).description
  }

  /// The text with one cell of one line replaced; line 2 is the first row.
  func replacing(line: Int, column: Int, by text: String) -> String {
    var copy = self
    copy.rows[line - 2][column] = text
    return copy.text
  }

  var text: String {
    ([header] + rows.map { $0.joined(separator: ",") }).joined(separator: "\n") + "\n"
  }
}
