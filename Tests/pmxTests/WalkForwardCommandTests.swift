// SPDX-License-Identifier: GPL-3.0-or-later
//
// `pmx walk-forward` as a person would run it. "Catches" names the faults that were planted and
// seen to be caught.

import Foundation
import Testing

@Suite struct WalkForwardCommandTests {
  private static let index = Sandbox.repository.appendingPathComponent(
    "Fixtures/market/sp500_1999_2018/sp500_1999_2018.csv.gz"
  ).path

  private let short = [
    "--transform", "percent-return", "--window", "300", "--refit-every", "20", "--origins", "60",
  ]

  private func walk(_ sandbox: Sandbox, _ arguments: [String]) throws -> CommandResult {
    try sandbox.run(["walk-forward"] + arguments)
  }

  private func results(_ text: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect(object?["schema"] as? String == "pmx.walk-forward/1")
    return object?["results"] as? [[String: Any]] ?? []
  }

  private func number(_ result: [String: Any], _ path: String...) -> Double? {
    var value: Any? = result
    for key in path { value = (value as? [String: Any])?[key] }
    return value as? Double
  }

  /// Catches: results in the order of their ends; a figure that depends on the clock.
  @Test func threadsAndFormatsAgree() throws {
    let sandbox = try Sandbox()
    let arguments =
      ["--model", "garch(1,1);dist=student", "naive", "ewma", "--data", Self.index, "--column"]
      + ["close", "open"] + short
    let printed = try [1, 2, 4].map {
      try walk(
        sandbox, arguments + ["--format", "json", "--threads", "\($0)", "--out", "t\($0).json"])
    }
    #expect(printed.allSatisfy { $0.status == 0 && $0.errors.isEmpty })
    #expect(Set(printed.map(\.output)).count == 1)
    #expect(try sandbox.bytes("t1.json") == Data(printed[0].output.utf8))
    let results = try results(printed[0].output)
    let columns = results.map { $0["column"] as? String }
    #expect(columns == ["close", "close", "close", "open", "open", "open"])
    #expect(results.allSatisfy { $0["forecasts"] as? Int == 60 && $0["fits"] as? Int == 3 })
    let text = try walk(sandbox, arguments)
    #expect(text.status == 0 && text.output.contains("sp500_1999_2018.csv.gz close"))
  }

  /// Catches: least squares on as many threads as the environment allows, which moves last bits.
  @Test func leastSquaresRunOnOneThread() throws {
    let sandbox = try Sandbox()
    let arguments =
      ["walk-forward", "--model", "ar(20);window=2000", "--data", Self.index, "--column", "close"]
      + ["--transform", "log-return", "--window", "2000", "--origins", "60", "--format", "json"]
    let outputs = try ["1", "4"].map {
      try sandbox.run(arguments, environment: ["OPENBLAS_NUM_THREADS": $0]).output
    }
    #expect(outputs[0] == outputs[1] && outputs[0].contains("pmx.walk-forward/1"))
  }

  /// The protocol of the documentation, on the bundled index. Catches: a density that is not used;
  /// a target inside the window of its fit.
  @Test func theIndexGivesTheDocumentedFigures() throws {
    let sandbox = try Sandbox()
    let density = try walk(
      sandbox,
      [
        "--model", "egarch(1,1);dist=skew-student", "garch(1,1)", "--data", Self.index, "--column",
        "adj_close", "--transform", "percent-return", "--window", "2000", "--refit-every", "25",
        "--days", "2500", "--format", "json",
      ])
    let best = try results(density.output)
    let crps = try #require(number(best[0], "crps", "value"))
    let coverage = try #require(number(best[0], "coverage", "fraction", "value"))
    #expect(crps <= 0.5325 && crps > 0.53)
    #expect(0.89 <= coverage && coverage <= 0.915)
    #expect(crps < (number(best[1], "crps", "value") ?? 0))
    let means = try walk(
      sandbox,
      [
        "--model", "naive", "drift", "arima(1,1,0);mean=constant", "arima(1,1,1)", "--data",
        Self.index, "--column", "adj_close", "--transform", "log", "--window", "1000", "--days",
        "2500", "--format", "json",
      ])
    let walks = try results(means.output)
    #expect(walks.count == 4)
    for result in walks {
      #expect((number(result, "dieboldMariano", "statistic") ?? 9) < 2)
    }
    let root = try #require(number(walks[0], "rmse", "value"))
    #expect(abs(root - 0.010356) < 5e-7)
  }

  /// Catches: a warm start that replaces the cold ones, where the likelihood has many maxima.
  @Test(arguments: [
    ("egarch(1,1);dist=skew-student", "percent-return", "500"), ("arima(1,1,1)", "log", "250"),
    ("arima(2,0,1)", "log-return", "250"),
  ])
  func aWarmRefitIsNowhereLower(model: String, transform: String, window: String) throws {
    let sandbox = try Sandbox()
    let likelihoods = try ["warm", "cold"].map { start in
      let result = try walk(
        sandbox,
        [
          "--model", model, "--data", Self.index, "--column", "adj_close", "--transform", transform,
          "--window", window, "--refit-every", "10", "--origins", "400", "--start", start,
          "--format", "json",
        ])
      let refits = try results(result.output)[0]["refits"] as? [[String: Any]] ?? []
      return refits.map { $0["logLikelihood"] as? Double }
    }
    let both = zip(likelihoods[0], likelihoods[1]).compactMap { warm, cold in
      warm.flatMap { warm in cold.map { warm - $0 } }
    }
    #expect(both.count >= 10 && both.allSatisfy { $0 > -1e-6 })
  }

  /// Catches: a failed fit that is not counted; status 0 where nothing was forecast.
  @Test func failedFitsAreReportedAndNothingIsNoResult() throws {
    let sandbox = try Sandbox()
    let flat = try sandbox.write(
      "y\n" + String(repeating: "5\n", count: 200), to: "flat.csv")
    let arguments = [
      "--model", "garch(1,1)", "--data", flat, "--window", "100", "--origins", "50", "--format",
      "json",
    ]
    let result = try walk(sandbox, arguments)
    #expect(result.status == 2 && result.errors.isEmpty)
    let only = try results(result.output)[0]
    #expect(only["failedFits"] as? Int == 2 && only["missing"] as? Int == 50)
    let refits = only["refits"] as? [[String: Any]] ?? []
    #expect(refits.map { $0["row"] as? Int } == [152, 177])
    // A row is that of the later price of a return.
    let returns = try walk(sandbox, arguments + ["--transform", "percent-return"])
    let moved = try self.results(returns.output)[0]["refits"] as? [[String: Any]] ?? []
    #expect(moved.map { $0["row"] as? Int } == [152, 177])
    #expect(refits.allSatisfy { ($0["reason"] as? String)?.contains("do not vary") == true })
    #expect((only["crps"] as? [String: Any])?["reason"] as? String == "no forecasts to score")
    #expect(!result.output.contains("nan") && !result.output.contains("inf"))
  }

  /// Catches: the level of an option not used; a benchmark that does not follow the transformation.
  @Test func levelAndBenchmarkAreThoseAskedFor() throws {
    let sandbox = try Sandbox()
    let model = ["--model", "ewma", "--data", Self.index, "--column", "close", "--format", "json"]
    let half = try results(walk(sandbox, model + short + ["--level", "0.5"]).output)[0]
    let most = try results(walk(sandbox, model + short).output)[0]
    let covered = [half, most].map { number($0, "coverage", "fraction", "value") ?? .nan }
    #expect(abs(covered[0] - 0.5) < 0.2 && abs(covered[1] - 0.9) < 0.1)
    // The mean of the model is zero, as is the benchmark of returns, but not that of levels.
    #expect(number(most, "dieboldMariano", "statistic") == 0)
    let naive = try results(walk(sandbox, model + short + ["--benchmark", "naive"]).output)[0]
    #expect((number(naive, "dieboldMariano", "statistic") ?? 0) > 2)
  }

  @Test(arguments: [
    (["--model", "naive", "--window", "5000"], 65, "smaller --window or --origins"),
    (["--model", "garch(1,1)", "--window", "10"], 65, "--window 10 is too short for the model"),
    (["--model", "magic"], 64, "there is no model"),
    (["--model", "naive", "--origins", "0"], 64, "--origins"),
    (["--model", "naive", "--level", "1"], 64, "--level"),
    (["--model", "naive", "--benchmark", "best"], 64, "--benchmark"),
    (["--model", "naive", "--column", "nothing"], 65, "nothing"),
    (["--window", "300"], 64, "--model"),
  ])
  func badInputNamesItsRule(arguments: [String], status: Int32, message: String) throws {
    let sandbox = try Sandbox()
    let result = try walk(sandbox, ["--data", Self.index] + arguments)
    #expect(result.status == status, "\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func aBadPriceNamesItsRow() throws {
    let sandbox = try Sandbox()
    let rows = (0..<60).map { $0 == 40 ? "-36.98" : "\(50 + $0 % 3)" }
    let file = try sandbox.write("price\n" + rows.joined(separator: "\n") + "\n", to: "p.csv")
    let result = try walk(
      sandbox,
      [
        "--model", "naive", "--data", file, "--transform", "log-return", "--window", "20",
        "--origins", "20",
      ])
    #expect(result.status == 65)
    #expect(result.errors.contains("row 42, column price, value -36.98"), "\(result.errors)")
  }
}
