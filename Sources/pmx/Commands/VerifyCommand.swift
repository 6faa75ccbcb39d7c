// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import Promotion
import Storage

/// `pmx verify`: does a certificate hold for these bytes, here and now?
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks a certificate's signature, time of validity and every digest.",
    discussion: """
      By default the running executable, the data files that the certificate names and the
      configuration.json beside it are compared. Every difference is named.

      Example: pmx verify out/certificate.json
      """)

  @Argument(help: "The certificate.")
  var certificate: String

  @Option(help: "The executable to compare instead of the running one.")
  var executable: String?

  @Option(parsing: .upToNextOption, help: "Data files to compare, in the certificate's order.")
  var data: [String] = []

  @Option(help: "The resolved configuration to compare instead of the one beside the certificate.")
  var config: String?

  @Option(help: "A public key to trust beside those of the key folder.")
  var trust: String?

  @Option(help: "How the result is printed: text or json.")
  var format: OutputFormat = .text

  func run() throws {
    let (parsed, problems) = try findProblems()
    let facts = parsed.map(Self.facts) ?? []
    switch format {
    case .text:
      let lines = problems.map { "REFUSED: \($0)\n" }.joined()
      let about = facts.map { "\($0.key): \($0.value.stringValue ?? "")\n" }.joined()
      try printResult(problems.isEmpty ? "HOLDS: \(certificate)\n" + about : lines)
    case .json:
      let result: JSONValue = [
        "schema": "pmx.verify/1", "holds": .bool(problems.isEmpty),
        "problems": .array(problems.map { .string("\($0)") }),
        "certificate": facts.isEmpty ? .null : .object(facts),
        "reason": facts.isEmpty ? "it cannot be read" : .null,
      ]
      try printResult(result.text)
    }
    try finish(problems.isEmpty ? ExitStatus.holds.rawValue : ExitStatus.refused.rawValue)
  }

  /// What the certificate is about.
  private static func facts(_ certificate: Certificate) -> [JSONValue.Member] {
    let provenance = (certificate.payload["data"]?.arrayValue ?? []).map {
      $0["provenance"]?.stringValue ?? "unknown"
    }
    return [
      .init("candidate", certificate.payload["candidate"] ?? .null),
      .init("data", .string(provenance.joined(separator: ", "))),
      .init("policy", certificate.payload["policySha256"] ?? .null),
      .init("expires", certificate.payload["expires"] ?? .null),
    ]
  }

  private func findProblems() throws -> (Certificate?, [CertificateProblem]) {
    guard let bytes = FileManager.default.contents(atPath: certificate) else {
      throw CommandFailure(.inputOutput, "\(certificate): cannot be read")
    }
    let parsed: Certificate
    do { parsed = try Certificate(parsing: Array(bytes)) } catch { return (nil, [error]) }
    return (parsed, parsed.problems(in: try context(of: parsed)))
  }

  private func context(of certificate: Certificate) throws -> CertificateContext {
    var trusted = KeyStore(folder: RunEnvironment.keyFolder).trustedKeys()
    if let trust {
      guard let key = KeyStore.publicKey(inFile: trust) else {
        throw CommandFailure(.inputOutput, "\(trust): is not a public key")
      }
      trusted.append(key)
    }
    let configuration = FileManager.default.contents(
      atPath: config ?? beside("configuration.json"))
    return CertificateContext(
      trustedKeys: trusted, now: RunEnvironment.now(),
      executable: digest(executable ?? "/proc/self/exe"),
      configuration: configuration.map(Array.init), data: dataDigests(certificate.boundData))
  }

  private func dataDigests(_ bound: [Certificate.BoundFile]) -> [Digest?] {
    if !data.isEmpty { return data.map(digest) }
    return bound.map { file in
      // As it was given; else beside the certificate; else in the repository.
      for path in [beside(file.name), file.name, BundledFiles.locate(file.name) ?? file.name] {
        if let digest = digest(path) { return digest }
      }
      return nil
    }
  }

  /// The digest of a file; nil for what is none, such as a device without an end.
  private func digest(_ path: String) -> Digest? {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type]
    guard type as? FileAttributeType == .typeRegular else { return nil }
    return try? Digest(ofFile: path)
  }

  private func beside(_ name: String) -> String {
    URL(fileURLWithPath: certificate).deletingLastPathComponent().appendingPathComponent(name).path
  }
}
