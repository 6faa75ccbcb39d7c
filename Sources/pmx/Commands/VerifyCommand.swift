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
    let problems = try findProblems()
    switch format {
    case .text:
      let lines = problems.map { "REFUSED: \($0)\n" }.joined()
      printResult(problems.isEmpty ? "HOLDS: \(certificate)\n" : lines)
    case .json:
      let result: JSONValue = [
        "schema": "pmx.verify/1", "holds": .bool(problems.isEmpty),
        "problems": .array(problems.map { .string("\($0)") }),
      ]
      printResult(result.text)
    }
    try finish(problems.isEmpty ? ExitStatus.holds.rawValue : ExitStatus.refused.rawValue)
  }

  private func findProblems() throws -> [CertificateProblem] {
    guard let bytes = FileManager.default.contents(atPath: certificate) else {
      throw CommandFailure(.inputOutput, "\(certificate): cannot be read")
    }
    let parsed: Certificate
    do { parsed = try Certificate(parsing: Array(bytes)) } catch { return [error] }
    return parsed.problems(in: try context(of: parsed))
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
      executable: try? Digest(ofFile: executable ?? RunEnvironment.executablePath),
      configuration: configuration.map(Array.init), data: dataDigests(certificate.boundData))
  }

  private func dataDigests(_ bound: [Certificate.BoundFile]) -> [Digest?] {
    if !data.isEmpty { return data.map { try? Digest(ofFile: $0) } }
    return bound.map { file in
      // As it was given; else beside the certificate; else in the repository.
      for path in [beside(file.name), file.name, BundledFiles.locate(file.name) ?? file.name] {
        if let digest = try? Digest(ofFile: path) { return digest }
      }
      return nil
    }
  }

  private func beside(_ name: String) -> String {
    URL(fileURLWithPath: certificate).deletingLastPathComponent().appendingPathComponent(name).path
  }
}
