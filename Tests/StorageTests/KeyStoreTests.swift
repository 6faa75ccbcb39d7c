// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys are made once, read by their owner alone, and replaced without losing the old ones.
// Planted faults caught here: a key overwritten; mode 0644; the old public key forgotten.

import Foundation
import Promotion
import Storage
import Testing

@Suite struct KeyStoreTests {
  @Test func aKeyIsMadeOnceWithMode0600() throws {
    try withStore { store, folder in
      #expect(try store.signingKey() == nil)
      let made = try store.create()
      let attributes = try FileManager.default.attributesOfItem(atPath: store.secretPath)
      let mode = attributes[.posixPermissions] as? NSNumber
      #expect(mode?.intValue == 0o600)
      #expect(throws: KeyStoreError.exists(path: store.secretPath)) { try store.create() }
      #expect(try store.signingKey()?.publicKey == made)
      #expect(store.trustedKeys() == [made])
    }
  }

  @Test func aSecretThatOthersMayReadIsRefused() throws {
    try withStore { store, _ in
      _ = try store.create()
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: store.secretPath)
      #expect(throws: KeyStoreError.open(path: store.secretPath)) { try store.signingKey() }
    }
  }

  @Test func aDamagedSecretIsRefused() throws {
    try withStore { store, _ in
      _ = try store.create()
      try Data("zz\n".utf8).write(to: URL(fileURLWithPath: store.secretPath))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: store.secretPath)
      #expect(throws: KeyStoreError.damaged(path: store.secretPath)) { try store.signingKey() }
    }
  }

  @Test func rotationKeepsTheOldKeyAndTrustsBoth() throws {
    try withStore { store, folder in
      #expect(throws: KeyStoreError.self) { try store.rotate() }
      let first = try store.create()
      let secret = try #require(try store.signingKey()).secret
      let keys = try store.rotate()
      #expect(keys.old == first)
      #expect(try store.signingKey()?.publicKey == keys.new)
      #expect(Set(store.trustedKeys()) == [keys.old, keys.new])
      let retired = try String(
        contentsOfFile: folder + "/retired-\(first.fingerprint).key", encoding: .utf8)
      #expect(retired == secret + "\n")
    }
  }

  private func withStore(_ work: (KeyStore, String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pmx-keys-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try work(KeyStore(folder: folder), folder)
  }
}
