// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes numbers into few bytes.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(byte: UInt8) { bytes.append(byte) }

  /// Seven bits a byte, the lowest first (LEB128).
  mutating func write(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Signed numbers near 0 are short: 0, −1, 1, −2 … become 0, 1, 2, 3 …
  mutating func write(signed value: Int64) {
    write(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  /// Doubles with few digits are short: their low bits are zeros, which the reversed order puts
  /// last.
  mutating func write(double value: Double) { write(value.bitPattern.byteSwapped) }

  mutating func write(fixed value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  mutating func write(text: String) {
    write(UInt64(text.utf8.count))
    bytes += Array(text.utf8)
  }
}

/// Reads what `ByteWriter` wrote; every read fails at the end of the bytes.
struct ByteReader {
  struct Damaged: Error {}

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }
  private var left: Int { bytes.endIndex - position }

  mutating func byte() throws -> UInt8 {
    guard !isAtEnd else { throw Damaged() }
    position += 1
    return bytes[position - 1]
  }

  mutating func number() throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      let next = try byte()
      guard shift < 63 || next < 2 else { throw Damaged() }
      value |= UInt64(next & 0x7f) << shift
      if next < 0x80 { return value }
    }
    throw Damaged()
  }

  mutating func signed() throws -> Int64 {
    let value = try number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func double() throws -> Double { Double(bitPattern: try number().byteSwapped) }

  mutating func fixed() throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { value |= UInt64(try byte()) << shift }
    return value
  }

  /// A number of things that take a byte each at least.
  mutating func count() throws -> Int {
    let value = try number()
    guard value <= UInt64(left) else { throw Damaged() }
    return Int(value)
  }

  mutating func text() throws -> String {
    let size = try count()
    guard let text = String(validating: bytes[position..<position + size], as: UTF8.self) else {
      throw Damaged()
    }
    position += size
    return text
  }
}
