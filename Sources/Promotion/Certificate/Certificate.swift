// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate says which results which bytes gave: a JSON payload and an Ed25519 signature over
// its canonical encoding. The file itself is the canonical encoding of both, so that one meaning
// has one spelling and any other byte is a forgery.

import Foundation

/// A signed statement that a candidate passed the gate.
public struct Certificate: Hashable, Sendable {
  /// What is stated.
  public let payload: JSONValue
  /// The key that signed.
  public let publicKey: PublicKey
  /// The signature over the payload's canonical encoding, in hexadecimal digits.
  public let signature: String

  /// The name and version of the payload's layout.
  public static let schema = "pmx.certificate/1"

  /// Signs a payload.
  ///
  /// - Throws: where signing fails.
  public init(payload: JSONValue, key: SigningKey) throws {
    self.payload = payload
    self.publicKey = key.publicKey
    self.signature = try key.signature(for: Array(payload.canonical.utf8))
  }

  /// Reads a certificate file.
  ///
  /// - Throws: `CertificateProblem` where the bytes are not the canonical encoding of a
  ///   certificate.
  public init(parsing bytes: [UInt8]) throws(CertificateProblem) {
    let document = try JSONValue(parsing: bytes)
    let written = Array(document.canonical.utf8)
    guard written == bytes else {
      let same = zip(written, bytes).prefix { $0 == $1 }.count
      throw .notCanonical(offset: same)
    }
    guard case .object(let members) = document, members.count == 2,
      let payload = document["payload"], payload["schema"]?.stringValue == Self.schema,
      case .object(let seal)? = document["signature"], seal.count == 3
    else { throw .unreadable("it is not a certificate of this version") }
    guard let signature = document["signature"]?["value"]?.stringValue,
      let hexadecimal = document["signature"]?["publicKey"]?.stringValue,
      let publicKey = PublicKey(hexadecimal: hexadecimal),
      document["signature"]?["algorithm"]?.stringValue == "Ed25519"
    else { throw .unreadable("its signature block is not that of an Ed25519 certificate") }
    self.payload = payload
    self.publicKey = publicKey
    self.signature = signature
  }

  /// The bytes of the certificate file.
  public var file: [UInt8] {
    let document: JSONValue = [
      "payload": payload,
      "signature": [
        "algorithm": "Ed25519", "publicKey": .string(publicKey.hexadecimal),
        "value": .string(signature),
      ],
    ]
    return Array(document.canonical.utf8)
  }

  /// Whether the signature is the key's for the payload.
  public var signatureHolds: Bool {
    publicKey.isValid(signature: signature, for: Array(payload.canonical.utf8))
  }
}

/// Why a file is not a certificate that holds.
public enum CertificateProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The bytes are not a certificate.
  case unreadable(String)
  /// The bytes mean a certificate but are not its canonical encoding.
  case notCanonical(offset: Int)
  /// The signature is not the key's for the payload.
  case badSignature
  /// The key is not one that is trusted.
  case unknownKey(fingerprint: String)
  /// The time of validity is over, or has not begun.
  case outsideValidity(issued: String, expires: String, now: String)
  /// A digest differs from the certified one.
  case differs(what: String, certified: String, found: String)
  /// Something that was certified cannot be found.
  case missing(what: String)

  public var description: String {
    switch self {
    case .unreadable(let why): "certificate: \(why)"
    case .notCanonical(let offset):
      "certificate: not the canonical encoding, first difference at byte \(offset)"
    case .badSignature: "certificate: the signature does not belong to the payload"
    case .unknownKey(let fingerprint):
      "certificate: signed by key \(fingerprint), which is not trusted here"
    case .outsideValidity(let issued, let expires, let now):
      "certificate: valid from \(issued) to \(expires), and it is \(now)"
    case .differs(let what, let certified, let found):
      "\(what): differs from what was certified (sha256 \(certified.prefix(12))…, "
        + "found \(found.prefix(12))…)"
    case .missing(let what): "\(what): cannot be read"
    }
  }
}
