// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto
import Foundation

/// A SHA-256 digest in lower-case hexadecimal digits.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
  /// The 64 digits.
  public let hexadecimal: String

  /// Digests bytes.
  public init(of bytes: some DataProtocol) {
    hexadecimal = lowercaseHexadecimal(Array(SHA256.hash(data: bytes)))
  }

  /// Digests the canonical encoding of a JSON document.
  public init(of value: JSONValue) { self.init(of: Array(value.canonical.utf8)) }

  /// Digests a file, in pieces.
  ///
  /// - Throws: where the file cannot be read.
  public init(ofFile path: String) throws {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    var hasher = SHA256()
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
      hasher.update(data: piece)
    }
    hexadecimal = lowercaseHexadecimal(Array(hasher.finalize()))
  }

  init(finalized bytes: [UInt8]) { hexadecimal = lowercaseHexadecimal(bytes) }

  public var description: String { hexadecimal }
}

/// Digests bytes that come piece by piece.
public final class DigestBuilder {
  private var hasher = SHA256()

  /// Makes a builder that has seen no byte.
  public init() {}

  /// Takes the next bytes in.
  public func update(_ bytes: ArraySlice<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
  }

  /// The digest of all bytes so far.
  public var digest: Digest { Digest(finalized: Array(hasher.finalize())) }
}

/// Bytes as lower-case hexadecimal digits.
func lowercaseHexadecimal(_ bytes: [UInt8]) -> String {
  var text = ""
  for byte in bytes {
    if byte < 16 { text += "0" }
    text += String(byte, radix: 16)
  }
  return text
}

/// The bytes of lower-case hexadecimal digits; nil for anything else.
func bytes(hexadecimal text: String) -> [UInt8]? {
  let digits = Array(text.utf8)
  guard digits.count % 2 == 0 else { return nil }
  var bytes: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else { return nil }
    bytes.append(high << 4 | low)
  }
  return bytes
}

private func nibble(_ digit: UInt8) -> UInt8? {
  switch digit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
  default: nil
  }
}
