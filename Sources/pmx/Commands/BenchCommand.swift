// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Promotion
import Reporting

/// `pmx bench`: how fast this build is, beside its peers.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Runs benchmarks.",
    discussion: """
      Figures are thread CPU time, the best of several warm runs; peers run in the same call.

      Example: pmx bench --task csv-read --format json
      """)

  @Option(parsing: .upToNextOption, help: "The tasks to run; all by default.")
  var task: [String] = []

  @Flag(help: "Lists the tasks instead.")
  var list = false

  @Option(help: "How figures are printed: text or json, a line each.")
  var format: OutputFormat = .text

  func run() throws {
    if list {
      return try printResult(BenchmarkTask.all.map { "\($0.name)  \($0.purpose)\n" }.joined())
    }
    let progress = Progress()
    for benchmark in try selected() {
      progress.say("running \(benchmark.name) …")
      let figures = try benchmark.run()
      progress.clear()
      for figure in figures {
        switch format {
        case .json: try printResult(figure.json(task: benchmark.name).line + "\n")
        case .text:
          let value = NumberText.significant(figure.value, digits: 4, groupsThousands: true)
          try printResult("\(benchmark.name)  \(figure.metric)  \(value) \(figure.unit)\n")
        }
      }
    }
  }

  private func selected() throws -> [BenchmarkTask] {
    guard !task.isEmpty else { return BenchmarkTask.all }
    return try task.map { name in
      guard let found = BenchmarkTask.all.first(where: { $0.name == name }) else {
        throw CommandFailure(
          .usage,
          "there is no task \"\(name)\"; tasks are "
            + BenchmarkTask.all.map(\.name).joined(separator: ", "))
      }
      return found
    }
  }
}
