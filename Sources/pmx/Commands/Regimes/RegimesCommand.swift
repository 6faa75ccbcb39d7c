// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Verification

/// `pmx regimes`: synthetic markets with known truth.
struct RegimesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regimes", abstract: "Makes synthetic markets with known truth, and checks them.",
    discussion: "Example: pmx regimes generate flash-crash --bars 500 --seed 7 --out market.csv",
    subcommands: [List.self, Describe.self, Generate.self, Check.self, Gallery.self])

  /// The regime of a name.
  static func entry(_ name: String) throws -> RegimeEntry {
    guard let entry = RegimeCatalogue.entry(named: name) else {
      throw CommandFailure(
        .usage,
        "there is no regime \"\(name)\"; pmx regimes list shows them, and a file of a program of "
          + "your own ends in .yaml")
    }
    return entry
  }

  /// Whether a name is that of a program's file.
  static func isFile(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  /// A program that holds every rule, or a failure that says which it breaks.
  static func valid(_ program: MarketProgram) throws -> MarketProgram {
    do { try program.validate() } catch {
      throw CommandFailure(.usage, "\(program.name): \(error)")
    }
    return program
  }
}

/// How many bars and assets a regime is to have.
struct RegimeSize: ParsableArguments {
  @Option(help: "The bars of each asset; what shows the regime best by default.")
  var bars: Int?

  @Option(help: "The number of assets.")
  var assets = 1

  func validate() throws {
    if let bars, !(RegimeEntry.leastBars...10_000_000).contains(bars) {
      throw ValidationError("--bars: \(bars) must be \(RegimeEntry.leastBars) to 10000000")
    }
    guard (1...1000).contains(assets) else {
      throw ValidationError("--assets: \(assets) must be 1 to 1000")
    }
  }

  /// The program of a regime in this size.
  func program(_ name: String) throws -> MarketProgram {
    try RegimesCommand.valid(
      RegimesCommand.entry(name).program(bars: bars, assets: assets))
  }
}
