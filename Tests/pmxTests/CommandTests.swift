// SPDX-License-Identifier: GPL-3.0-or-later
//
// The smaller commands, each through its JSON.

import Foundation
import Testing

@Suite struct CommandTests {
  @Test(arguments: [
    ["certify"], ["verify"], ["key"], ["key", "create"], ["key", "show"], ["key", "rotate"],
    ["data"], ["data", "check"], ["fit"], ["backtest"], ["bench"], ["regimes"], [],
  ])
  func everyCommandExplainsItselfWithAnExample(command: [String]) throws {
    let result = try Sandbox().run(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("Example: pmx"))
  }

  /// Catches: a message that counts words; a group's own commands not named; a command taken for
  /// unknown behind an option or as the argument of one.
  @Test func anUnknownCommandIsNamedWithThoseThatThereAre() throws {
    let sandbox = try Sandbox()
    let root = try sandbox.run("frobnicate", "x")
    #expect(root.status == 64)
    #expect(root.errors.contains("unknown command \"frobnicate\""))
    #expect(root.errors.contains("certify") && root.errors.contains("walk-forward"))
    let group = try sandbox.run("regimes", "lst")
    #expect(group.status == 64)
    #expect(group.errors.contains("unknown command \"lst\": pmx regimes has "))
    #expect(try sandbox.run("bench", "--list").status == 0)
    #expect(try sandbox.run("help", "fit").status == 0)
  }

  @Test func fitAgreesWithNumbersWorkedByHand() throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write("t,y\n1,1\n2,2\n3,4\n4,7\n", to: "series.csv")
    let result = try sandbox.run(
      "fit", "--model", "drift", "--data", file, "--column", "y", "--horizon", "2", "--format",
      "json")
    #expect(result.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let fit = try #require(object as? [String: Any])
    #expect(fit["schema"] as? String == "pmx.fit/1")
    #expect(fit["n"] as? Int == 4)
    let forecast = try #require(fit["forecast"] as? [[String: Any]])
    #expect(forecast.map { $0["mean"] as? Double } == [9, 11])
    let parameters = try #require(fit["parameters"] as? [[String: Any]])
    #expect(parameters[0]["value"] as? Double == 2)
    // Steps 1, 2, 3: variance 2/3, so ln L = −3/2 (ln(2π · 2/3) + 1).
    let likelihood = try #require(fit["logLikelihood"] as? Double)
    #expect(abs(likelihood - -1.5 * (log(2 * Double.pi * 2 / 3) + 1)) < 1e-12)
  }

  @Test(arguments: ["naive", "drift", "seasonal-naive:5", "ar(2);window=250", "trend", "ewma"])
  func everyBaselineFitsTheBundledCloses(model: String) throws {
    let data = Sandbox.repository.appendingPathComponent(
      "Fixtures/market/sp500_1999_2018/sp500_1999_2018.csv.gz"
    ).path
    let result = try Sandbox().run(
      "fit", "--model", model, "--data", data, "--transform", "log-return", "--horizon", "3",
      "--rows", "1:1000", "--format", "json")
    #expect(result.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let fit = try #require(object as? [String: Any])
    #expect(fit["n"] as? Int == 999)
    #expect((fit["forecast"] as? [Any])?.count == 3)
  }

  @Test func aConstantSeriesHasNoLikelihoodAndSaysWhy() throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write("y\n5\n5\n5\n5\n5\n5\n5\n5\n", to: "flat.csv")
    let naive = try sandbox.run("fit", "--model", "naive", "--data", file, "--format", "json")
    #expect(naive.status == 0)
    #expect(naive.output.contains("\"logLikelihood\": null"))
    let autoregression = try sandbox.run("fit", "--model", "ar(1)", "--data", file)
    #expect(autoregression.status == 65)
    #expect(autoregression.errors.contains("dependent"))
  }

  @Test func aBacktestsBooksAddUp() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(
      "backtest", "--out", "books", "--cost-bps", "5", "--format", "json")
    #expect(result.status == 0)
    let text = String(
      decoding: try sandbox.bytes("books/sp500_1999_2018.ledger.csv"), as: UTF8.self)
    var balances: [String: Int] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      let cents = try #require(Int(cells[3].replacing(".", with: "")))
      balances[String(cells[1]), default: 0] += cents
      balances[String(cells[2]), default: 0] -= cents
    }
    #expect(balances["capital"] == -100_000_00)
    let total = balances.values.reduce(0, +)
    #expect(total == 0)
    let trades = String(
      decoding: try sandbox.bytes("books/sp500_1999_2018.trades.csv"), as: UTF8.self
    )
    .split(separator: "\n").dropFirst()
    #expect(trades.count > 30)
  }

  @Test func dearerTradingEarnsLess() throws {
    let sandbox = try Sandbox()
    let finals = try ["0", "5", "20"].map { cost in
      let result = try sandbox.run(
        "backtest", "--out", "books", "--cost-bps", cost, "--format", "json")
      let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      let results = (object as? [String: Any])?["results"] as? [[String: Any]]
      let session = results?.first?["session"] as? [String: Any]
      return try #require(session?["finalEquity"] as? Double)
    }
    #expect(finals[0] > finals[1] && finals[1] > finals[2])
  }

  @Test func aDataCheckNamesEveryFinding() throws {
    let sandbox = try Sandbox()
    let dirty = try sandbox.write(
      "date,open,high,low,close\n2020-01-01,10,11,9,10\n2020-01-02,10,9,11,x\n", to: "dirty.csv")
    let result = try sandbox.run("data", "check", dirty, "--format", "json")
    #expect(result.status == 1)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let files = (object as? [String: Any])?["files"] as? [[String: Any]]
    let findings = try #require(files?.first?["findings"] as? [[String: Any]])
    let number = try #require(findings.first { $0["rule"] as? String == "not-a-number" })
    #expect(number["row"] as? Int == 3)
    #expect(number["column"] as? String == "close")
    #expect(number["value"] as? String == "x")
    #expect(number["severity"] as? String == "error")
    let clean = try sandbox.run(
      "data", "check",
      Sandbox.repository.appendingPathComponent(
        "Fixtures/market/sp500_1999_2018/sp500_1999_2018.csv.gz"
      ).path)
    #expect(clean.status == 0)
  }

  @Test func benchmarksAreListed() throws {
    let result = try Sandbox().run("bench", "--list")
    #expect(result.output.contains("csv-read") && result.output.contains("session-sma"))
  }
}
