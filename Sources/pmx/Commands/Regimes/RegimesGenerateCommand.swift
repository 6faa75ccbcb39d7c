// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Foundation
import Promotion
import Verification

extension RegimesCommand {
  /// `pmx regimes generate`.
  struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "generate", abstract: "Makes a market of a regime or of a program's file.",
      discussion: """
        Writes FILE (CSV), FILE.truth.json with what is known of it, and FILE.manifest.json with how
        to make it again. The same program and seed give the same bytes. Several assets stand one
        below the other, their names in the first column.

        Example: pmx regimes generate crisis --bars 2500 --assets 5 --seed 7 --out crisis.csv
        """)

    @Argument(help: "The regime, or a program's file (.yaml).")
    var name: String

    @OptionGroup var size: RegimeSize

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(help: "The file to write.")
    var out: String

    @Option(help: "The threads to use; the bytes do not depend on it.")
    var threads = 1

    func validate() throws {
      try validateSeed(seed)
      let same = URL(fileURLWithPath: out).standardizedFileURL
      guard !RegimesCommand.isFile(name) || URL(fileURLWithPath: name).standardizedFileURL != same
      else { throw ValidationError("--out: \(out) is the program itself and would be lost") }
    }

    func run() throws {
      let program = try program()
      let progress = Progress()
      progress.say("making \(program.bars) bars of \(program.assets.count) assets …")
      let market: SyntheticMarket
      do { market = try program.market(seed: seed, threads: max(1, threads)) } catch {
        throw CommandFailure(.badData, "\(name): \(error)")
      }
      let csv = MarketCSV(market)
      try write(market, csv)
      progress.clear()
      let count = program.assets.count
      let assets = count == 1 ? "1 asset" : "\(count) assets"
      try printResult(
        "\(program.identity(seed: seed)): \(program.bars) bars of \(assets) in \(out)\n")
    }

    private func program() throws -> MarketProgram {
      guard RegimesCommand.isFile(name) else { return try size.program(name) }
      guard size.bars == nil, size.assets == 1 else {
        throw CommandFailure(
          .usage, "\(name): a program's file says its own bars and assets; leave out the options")
      }
      return try ProgramFile(path: name).program
    }

    private func write(_ market: SyntheticMarket, _ csv: MarketCSV) throws {
      let url = URL(fileURLWithPath: out)
      let folder = try OutputFolder(path: url.deletingLastPathComponent().path)
      let file = url.lastPathComponent
      let data = Array(csv.text.utf8)
      let truth = Array(market.truthJSON(faults: csv.faults).line.utf8)
      let manifest = DatasetManifest(
        market, columns: csv.columns, files: [(file, data), (file + ".truth.json", truth)])
      // The manifest goes first: no synthetic file ever stands without the word that it is one.
      try folder.write(Array(manifest.json.text.utf8), to: file + ".manifest.json")
      try folder.write(truth, to: file + ".truth.json")
      try folder.write(data, to: file)
    }
  }
}
