// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Promotion
import Storage

/// `pmx key`: the key that certificates are signed with.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Makes, shows or replaces the signing key.",
    discussion: """
      Keys lie in $PMX_HOME/keys, or ~/.pmx/keys. A lost key cannot be made again: what it signed
      still verifies where its public half is trusted; make a new one and tell others to trust it.

      Example: pmx key create
      """,
    subcommands: [Create.self, Show.self, Rotate.self])

  /// `pmx key create`.
  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create", abstract: "Makes the signing key; never overwrites one.",
      discussion: "Example: pmx key create")
    @Option(help: "How the result is printed: text or json.") var format: OutputFormat = .text

    func run() throws {
      let key = try stored { store throws(KeyStoreError) in try store.create() }
      try KeyCommand.show(key, what: "made", format: format)
    }
  }

  /// `pmx key show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Prints the public half of the signing key.",
      discussion: "Example: pmx key show --format json")
    @Option(help: "How the result is printed: text or json.") var format: OutputFormat = .text

    func run() throws {
      let key = try stored { store throws(KeyStoreError) in
        guard let key = try store.signingKey() else { throw .none(path: store.secretPath) }
        return key.publicKey
      }
      try KeyCommand.show(key, what: "key", format: format)
    }
  }

  /// `pmx key rotate`.
  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate",
      abstract: "Replaces the signing key by a new one, which the old one signs.",
      discussion: "Example: pmx key rotate")
    @Option(help: "How the result is printed: text or json.") var format: OutputFormat = .text

    func run() throws {
      let keys = try stored { store throws(KeyStoreError) in try store.rotate() }
      try KeyCommand.show(keys.new, what: "replaced \(keys.old.fingerprint) by", format: format)
    }
  }

  private static func show(_ key: PublicKey, what: String, format: OutputFormat) throws {
    switch format {
    case .text: try printResult("\(what) \(key.fingerprint)\npublic key \(key.hexadecimal)\n")
    case .json:
      let result: JSONValue = [
        "schema": "pmx.key/1", "fingerprint": .string(key.fingerprint),
        "publicKey": .string(key.hexadecimal),
      ]
      try printResult(result.text)
    }
  }
}

/// Works on the key folder; a refusal of the system or of a rule ends the command.
private func stored<Result>(
  _ work: (KeyStore) throws(KeyStoreError) -> Result
) throws -> Result {
  do {
    return try work(KeyStore(folder: RunEnvironment.keyFolder))
  } catch {
    switch error {
    case .exists: throw CommandFailure(.refused, error.description)
    case .none: throw CommandFailure(.usage, error.description)
    case .damaged: throw CommandFailure(.badData, error.description)
    case .io, .open: throw CommandFailure(.inputOutput, error.description)
    }
  }
}
