// SPDX-License-Identifier: GPL-3.0-or-later
//
// The signing key and the keys that are trusted, as files in one folder:
//
//   signing.key            the secret, mode 0600, never overwritten
//   trusted/<name>.pub     public keys whose certificates hold here
//   rotations/<name>.json  for each rotation the new public key, signed by the old key
//
// A lost secret cannot be made again: certificates that it signed still verify, new ones need a new
// key, which other machines must be told to trust. Documentation/CLI.md says what to do.

import Foundation
import Promotion

/// The folder of signing keys.
public struct KeyStore: Sendable {
  private let folder: URL

  /// Names a folder; nothing is made before a key is.
  public init(folder: String) { self.folder = URL(fileURLWithPath: folder, isDirectory: true) }

  private var secretFile: URL { folder.appendingPathComponent("signing.key") }
  private var trustedFolder: URL { folder.appendingPathComponent("trusted", isDirectory: true) }
  private var rotationFolder: URL { folder.appendingPathComponent("rotations", isDirectory: true) }

  /// The path of the secret's file.
  public var secretPath: String { secretFile.path }

  /// Makes the signing key.
  ///
  /// - Throws: `KeyStoreError.exists` where there is one already: a key is never overwritten.
  public func create() throws(KeyStoreError) -> PublicKey {
    guard !FileManager.default.fileExists(atPath: secretFile.path) else {
      throw .exists(path: secretFile.path)
    }
    // Trust first: a public key without its secret is harmless, a secret that is not trusted is
    // not.
    let key = SigningKey()
    try trust(key.publicKey)
    try write(key.secret + "\n", to: secretFile, mode: 0o600)
    return key.publicKey
  }

  /// The signing key; nil where none has been made.
  ///
  /// - Throws: `KeyStoreError` where the file is not a key, or others may read it.
  public func signingKey() throws(KeyStoreError) -> SigningKey? {
    guard FileManager.default.fileExists(atPath: secretFile.path) else { return nil }
    let mode = (try? FileManager.default.attributesOfItem(atPath: secretFile.path))?[
      .posixPermissions]
    guard let mode = mode as? NSNumber, mode.intValue & 0o077 == 0 else {
      throw .open(path: secretFile.path)
    }
    guard let text = try? String(contentsOf: secretFile, encoding: .utf8),
      let key = SigningKey(secret: String(text.prefix { $0 != "\n" }))
    else { throw .damaged(path: secretFile.path) }
    return key
  }

  /// The public keys whose certificates hold here, in order of their names.
  public func trustedKeys() -> [PublicKey] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: trustedFolder.path)) ?? []
    return names.sorted().compactMap { name in
      guard name.hasSuffix(".pub") else { return nil }
      return Self.publicKey(inFile: trustedFolder.appendingPathComponent(name).path)
    }
  }

  /// The public key in a file; nil where there is none.
  public static func publicKey(inFile path: String) -> PublicKey? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return PublicKey(hexadecimal: String(text.prefix { $0 != "\n" }))
  }

  /// Replaces the signing key by a new one, which the old one signs.
  ///
  /// The old secret is renamed to `retired-<fingerprint>.key`, not deleted; its certificates hold.
  ///
  /// - Throws: `KeyStoreError.none` where there is no key to replace.
  public func rotate() throws(KeyStoreError) -> (old: PublicKey, new: PublicKey) {
    guard let old = try signingKey() else { throw .none(path: secretFile.path) }
    let new = SigningKey()
    let statement: JSONValue = [
      "schema": "pmx.key-rotation/1", "from": .string(old.publicKey.hexadecimal),
      "to": .string(new.publicKey.hexadecimal),
    ]
    let retired = folder.appendingPathComponent("retired-\(old.publicKey.fingerprint).key")
    let staged = folder.appendingPathComponent("next-\(new.publicKey.fingerprint).key")
    do {
      let signature = try old.signature(for: Array(statement.canonical.utf8))
      let record: JSONValue = ["statement": statement, "signature": .string(signature)]
      try write(
        record.canonical + "\n",
        to: rotationFolder.appendingPathComponent("\(new.publicKey.fingerprint).json"), mode: 0o644)
      try write(new.secret + "\n", to: staged, mode: 0o600)
      try trust(new.publicKey)
      try FileManager.default.moveItem(at: secretFile, to: retired)
      try FileManager.default.moveItem(at: staged, to: secretFile)
    } catch let error as KeyStoreError {
      throw error
    } catch {
      throw .io(path: folder.path, problem: "\(error.localizedDescription)")
    }
    return (old.publicKey, new.publicKey)
  }

  private func trust(_ key: PublicKey) throws(KeyStoreError) {
    let file = trustedFolder.appendingPathComponent("\(key.fingerprint).pub")
    try write(key.hexadecimal + "\n", to: file, mode: 0o644)
  }

  /// Writes a new file and never touches one that exists.
  private func write(_ text: String, to file: URL, mode: mode_t) throws(KeyStoreError) {
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .io(path: file.deletingLastPathComponent().path, problem: error.localizedDescription)
    }
    // O_EXCL makes "never overwritten" a property of the system call, not of a check before it.
    let descriptor = unsafe open(file.path, O_WRONLY | O_CREAT | O_EXCL, mode)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw .exists(path: file.path) }
      throw .io(path: file.path, problem: unsafe String(cString: strerror(errno)))
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.synchronize()
    } catch {
      throw .io(path: file.path, problem: error.localizedDescription)
    }
  }
}

/// Why a key cannot be made or used.
public enum KeyStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is a key already.
  case exists(path: String)
  /// There is no key.
  case none(path: String)
  /// The file is not a key.
  case damaged(path: String)
  /// Others than the owner may read the secret.
  case open(path: String)
  /// The system refused.
  case io(path: String, problem: String)

  public var description: String {
    switch self {
    case .exists(let path): "\(path): there is a key already, and a key is never overwritten"
    case .none(let path): "\(path): there is no signing key; make one with: pmx key create"
    case .damaged(let path): "\(path): this is not a signing key"
    case .open(let path): "\(path): others may read the secret; set its mode to 0600"
    case .io(let path, let problem): "\(path): \(problem)"
    }
  }
}
