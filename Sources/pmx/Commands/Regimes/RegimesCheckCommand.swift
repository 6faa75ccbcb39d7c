// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Promotion
import Verification

extension RegimesCommand {
  /// `pmx regimes check`.
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Tries every claim of the regimes against closed forms.",
      discussion: """
        Each claim has a p-value and the smallest error that its test finds nine times of ten. The
        family of all claims fails for a right generator once in 100,000 seeds. Exit status 1 where
        a claim fails. --seeds K tries K seeds and then whether each claim's p-values are uniform;
        --controls tries generators that are wrong on purpose, each of which must fail.

        Example: pmx regimes check heston --seed 3
        """)

    @Argument(help: "The regimes or files of programs to check; everything by default.")
    var names: [String] = []

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(help: "The seeds, from --seed on, over which p-values must be uniform.")
    var seeds: Int?

    @Option(help: "The bars of each regime's market.")
    var bars = 20_000

    @Flag(help: "Tries generators that are wrong on purpose.")
    var controls = false

    @Option(help: "The threads to use; the results do not depend on it.")
    var threads = 2

    @Option(help: "How the results are printed: text or json.")
    var format: OutputFormat = .text

    func validate() throws {
      try validateSeed(seed)
      guard (2000...1_000_000).contains(bars) else {
        throw ValidationError("--bars: \(bars) must be 2000 to 1000000")
      }
      if let seeds, !(20...10_000).contains(seeds) {
        throw ValidationError("--seeds: \(seeds) must be 20 to 10000")
      }
      guard threads >= 1 else { throw ValidationError("--threads: must be 1 or more") }
      guard !controls || (names.isEmpty && seeds == nil) else {
        throw ValidationError("--controls: takes neither regimes nor --seeds")
      }
    }

    func run() throws {
      let progress = Progress()
      let report: CheckReport
      if controls {
        report = try .controls(bars: bars, seed: seed, progress)
      } else if let seeds {
        report = try .uniformity(
          RegimeCheck(try subjects()), seeds: seed...seed + UInt64(seeds) - 1, threads: threads,
          progress)
      } else {
        report = try .claims(
          RegimeCheck(try subjects()), realistic: realistic(), seed: seed, threads: threads,
          progress)
      }
      progress.clear()
      try printResult(format == .json ? report.json.text : report.text)
      try finish(report.holds ? ExitStatus.holds.rawValue : ExitStatus.refused.rawValue)
    }

    private func subjects() throws -> [CheckSubject] {
      guard !names.isEmpty else { return CheckSubject.all(bars: bars) }
      return try names.map { name in
        if RegimesCommand.isFile(name) { return CheckSubject(try ProgramFile(path: name).program) }
        if let trial = CheckSubject.trial(named: name) { return trial }
        return CheckSubject(regime: try RegimesCommand.entry(name), bars: bars)
      }
    }

    private func realistic() -> [RegimeEntry] {
      RegimeCatalogue.entries.filter {
        $0.claimsRealism && (names.isEmpty || names.contains($0.name))
      }
    }
  }
}
