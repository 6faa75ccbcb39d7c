// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Promotion
import Reporting
import Verification

extension RegimesCommand {
  /// `pmx regimes list`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the regimes that exist by name.",
      discussion: "Example: pmx regimes list --format json")

    @Option(help: "How the list is printed: text or json.")
    var format: OutputFormat = .text

    func run() throws {
      let entries = RegimeCatalogue.entries
      switch format {
      case .text:
        let rows = entries.map {
          ReportTable.Row(cells: [$0.name, $0.family.rawValue, "\($0.usualBars)", $0.summary])
        }
        try printResult(
          TextTable.render(
            columns: [
              .init(title: "regime"), .init(title: "family"),
              .init(title: "bars", alignment: .trailing), .init(title: "what it is"),
            ], rows: rows) + "\n")
      case .json:
        let result: JSONValue = [
          "schema": "pmx.regimes/1", "regimes": .array(entries.map(Self.json)),
        ]
        try printResult(result.text)
      }
    }

    private static func json(_ entry: RegimeEntry) -> JSONValue {
      [
        "name": .string(entry.name), "family": .string(entry.family.rawValue),
        "summary": .string(entry.summary), "usualBars": .integer(Int64(entry.usualBars)),
        "claimsRealism": .bool(entry.claimsRealism),
      ]
    }
  }

  /// `pmx regimes describe`.
  struct Describe: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "describe", abstract: "Prints a regime's program as YAML, ready to be changed.",
      discussion: "Example: pmx regimes describe flash-crash --bars 500 > mine.yaml")

    @Argument(help: "The regime.")
    var name: String

    @OptionGroup var size: RegimeSize

    func run() throws {
      let entry = try RegimesCommand.entry(name)
      let program = try size.program(name)
      try printResult("# \(entry.summary)\n" + program.text)
    }
  }
}
