// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import MarketData
import Promotion
import Reporting

/// `pmx data`: what can be said of data files.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Works on data files.",
    discussion: "Example: pmx data check prices.csv.gz", subcommands: [Check.self])

  /// `pmx data check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Reports what is wrong with data files, and repairs nothing.",
      discussion: """
        Errors make a file unusable for trading, warnings are worth a look, information never
        blocks. Exit status 1 where a file has errors, 65 where it is no table at all.

        Example: pmx data check --date-format MM/dd/yyyy prices.csv.gz
        """)

    @Argument(help: "The data files.")
    var files: [String]

    @Option(help: "How the report is printed: text or json.")
    var format: OutputFormat = .text

    @Option(help: "Findings of each rule that the text lists.")
    var show = 5

    @OptionGroup var dataOptions: DataOptions

    func run() throws {
      let options = try dataOptions.reading()
      var reports: [DataQualityReport] = []
      for file in files {
        do { reports.append(try DataQuality.check(path: file, options: options)) } catch {
          throw CommandFailure(error)
        }
      }
      switch format {
      case .text:
        try printResult(reports.map { QualityText.text($0, show: show) }.joined(separator: "\n"))
      case .json:
        let result: JSONValue = [
          "schema": "pmx.data-check/1", "files": .array(reports.map(QualityText.json)),
        ]
        try printResult(result.text)
      }
      let broken = reports.contains { $0.worst == .error }
      try finish(broken ? ExitStatus.refused.rawValue : ExitStatus.holds.rawValue)
    }
  }
}
