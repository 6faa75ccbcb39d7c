// SPDX-License-Identifier: GPL-3.0-or-later

import Crypto
import Foundation

/// The secret half of an Ed25519 key pair.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// Makes a new key from the system's randomness.
  public init() { key = Curve25519.Signing.PrivateKey() }

  /// Reads a key from its 64 hexadecimal digits; nil for anything else.
  public init?(secret text: String) {
    guard let raw = bytes(hexadecimal: text),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
    else { return nil }
    self.key = key
  }

  /// The secret as 64 hexadecimal digits: for the key file alone.
  public var secret: String { lowercaseHexadecimal(Array(key.rawRepresentation)) }

  /// The public half.
  public var publicKey: PublicKey { PublicKey(key.publicKey) }

  /// Signs bytes, as 128 hexadecimal digits.
  ///
  /// - Throws: where the system has no randomness to blind the signature with.
  public func signature(for bytes: [UInt8]) throws -> String {
    lowercaseHexadecimal(Array(try key.signature(for: bytes)))
  }
}

/// The public half of an Ed25519 key pair.
public struct PublicKey: Hashable, Sendable {
  /// The key as 64 hexadecimal digits.
  public let hexadecimal: String

  init(_ key: Curve25519.Signing.PublicKey) {
    hexadecimal = lowercaseHexadecimal(Array(key.rawRepresentation))
  }

  /// Reads a key from its 64 hexadecimal digits; nil for anything else.
  public init?(hexadecimal text: String) {
    guard let raw = bytes(hexadecimal: text), raw.count == 32,
      (try? Curve25519.Signing.PublicKey(rawRepresentation: raw)) != nil
    else { return nil }
    hexadecimal = text
  }

  /// The first 16 digits of the key's SHA-256 digest, to name it by.
  public var fingerprint: String {
    String(Digest(of: Array(hexadecimal.utf8)).hexadecimal.prefix(16))
  }

  /// Whether a signature is this key's for these bytes.
  public func isValid(signature: String, for message: [UInt8]) -> Bool {
    guard let raw = bytes(hexadecimal: hexadecimal), let signed = bytes(hexadecimal: signature),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
    else { return false }
    return key.isValidSignature(signed, for: message)
  }
}
