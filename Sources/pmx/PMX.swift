// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line. It wires stages, harness and gate, and does no arithmetic. Every way to end
// goes through `main`, so that a status is decided in one place.

import ArgumentParser
import Foundation

/// The root command.
struct Root: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pmx",
    abstract: "Decides whether a forecasting and trading build may touch a paper account.",
    discussion: """
      Example: pmx certify

      Exit status: 0 holds or certified, 1 refused or violated, 2 inconclusive, 64 wrong usage,
      65 bad input data, 70 internal error, 74 input or output error.
      """,
    subcommands: [
      CertifyCommand.self, VerifyCommand.self, KeyCommand.self, DataCommand.self, FitCommand.self,
      WalkForwardCommand.self, BacktestCommand.self, RegimesCommand.self, BenchCommand.self,
    ])
}

@main
enum PMX {
  static func main() {
    Diagnostics.start(level: RunEnvironment.logLevel)
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let complaint = UnknownCommand.complaint(about: arguments) {
      end(ExitCode.validationFailure.rawValue, saying: complaint + "; pmx --help explains")
    }
    do {
      var command = try Root.parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      end(failure.status.rawValue, saying: failure.description)
    } catch {
      let code = Root.exitCode(for: error)
      // Help and results are no errors; everything else is one line.
      guard !code.isSuccess, !(error is ExitCode) else { Root.exit(withError: error) }
      end(code.rawValue, saying: Root.message(for: error) + "; pmx --help explains")
    }
  }

  private static func end(_ status: Int32, saying text: String) -> Never {
    Progress().clear()
    let line = text.split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    .filter { !$0.isEmpty }.joined(separator: " ")
    try? FileHandle.standardError.write(contentsOf: Data("pmx: \(line)\n".utf8))
    exit(status)
  }
}

/// Ends a command whose result has been printed, with the status that says the same.
func finish(_ status: Int32) throws {
  throw ExitCode(status)
}

/// Prints a result.
func printResult(_ text: String) throws {
  do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
    throw CommandFailure(.inputOutput, "standard output: cannot be written")
  }
}
