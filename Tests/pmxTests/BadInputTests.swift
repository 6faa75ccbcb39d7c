// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bad input gets one clear line that names the place, the right exit status, and leaves earlier
// results untouched. Documentation/CLI.md has this table for people.

import Foundation
import Testing

/// A file that is wrong, and what must be said of it.
struct BadFile: Sendable, CustomTestStringConvertible {
  let name: String
  let content: String
  let status: Int32
  let says: [String]
  var testDescription: String { name }

  static let head = "date,open,high,low,close,volume\n2020-01-01,10,11,9,10,100\n"
  static let all = [
    BadFile(name: "empty", content: "", status: 65, says: ["empty"]),
    BadFile(name: "header only", content: "date,open,high,low,close\n", status: 65, says: ["row"]),
    BadFile(
      name: "missing column", content: "date,open,high,low\n2020-01-01,1,1,1\n", status: 65,
      says: ["close"]),
    BadFile(
      name: "text in a number", content: head + "2020-01-02,10,11,9,abc,1\n", status: 65,
      says: ["row 3", "column close", "abc"]),
    BadFile(
      name: "NaN", content: head + "2020-01-02,10,11,NaN,10,1\n", status: 65,
      says: ["row 3", "column low", "NaN"]),
    BadFile(
      name: "negative price", content: head + "2020-01-02,10,11,-9,10,1\n", status: 65,
      says: ["row 3", "column low", "-9"]),
    BadFile(
      name: "unsorted dates", content: head + "2019-12-31,10,11,9,10,1\n", status: 65,
      says: ["row 3", "column date", "2019-12-31"]),
    BadFile(
      name: "low above high", content: head + "2020-01-02,10,9,11,10,1\n", status: 65,
      says: ["row 3", "ohlc-order"]),
    BadFile(
      name: "American dates", content: "date,open,high,low,close\n01/31/2020,1,1,1,1\n",
      status: 65, says: ["row 2", "01/31/2020", "--date-format"]),
    BadFile(
      name: "garbage without a line", content: String(repeating: "x", count: 4 << 20), status: 65,
      says: ["line"]),
  ]
}

@Suite struct BadInputTests {
  @Test(arguments: BadFile.all)
  func aBadFileGetsOneLineAndChangesNothing(bad: BadFile) throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write(bad.content, to: "bad.csv")
    _ = try sandbox.write("earlier", to: "report.json")
    for arguments in [["certify"], ["backtest"]] {
      let result = try sandbox.run(arguments + ["--data", file, "--out", "."])
      #expect(result.status == bad.status)
      #expect(result.errors.hasPrefix("pmx: "))
      let lines = result.errors.split(separator: "\n").count
      #expect(lines == 1)
      for word in bad.says {
        let said = result.errors.contains(word)
        #expect(said, "\(result.errors)")
      }
      #expect(result.output == "")
    }
    let kept = try sandbox.bytes("report.json")
    #expect(kept == Data("earlier".utf8))
  }

  @Test func aTruncatedArchiveIsRefused() throws {
    let sandbox = try Sandbox()
    let whole = try Data(
      contentsOf: Sandbox.repository.appendingPathComponent(
        "Fixtures/market/sp500_1999_2018/sp500_1999_2018.csv.gz"))
    try whole.prefix(50_000).write(to: sandbox.folder.appendingPathComponent("cut.csv.gz"))
    let result = try sandbox.run("certify", "--data", "cut.csv.gz")
    #expect(result.status == 65)
    #expect(result.errors.contains("cut.csv.gz") && result.errors.contains("gzip"))
  }

  @Test func whatCannotBeReadOrWrittenIsAnInputOutputError() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.write("a file", to: "taken")
    let results = [
      try sandbox.run("certify", "--data", "none.csv"),
      try sandbox.run("certify", "--candidate", "none.yaml"),
      try sandbox.run("certify", "--policy", "none.yaml"),
      try sandbox.run("certify", "--out", "taken"),
      try sandbox.run("certify", "--out", "taken/below"),
      try sandbox.run("backtest", "--out", "taken"),
      try sandbox.run("fit", "--model", "naive", "--data", "none.csv"),
      try sandbox.run("data", "check", "none.csv"),
    ]
    #expect(results.map(\.status) == [Int32](repeating: 74, count: results.count))
    let kept = try sandbox.bytes("taken")
    #expect(kept == Data("a file".utf8))
  }

  @Test(arguments: [
    ("criteria:\n  mvs:\n    win_rat: {above: 0.4}\n", "criteria.mvs.win_rat"),
    ("criteria:\n  mvs:\n    win_rate: {abov: 0.4}\n", "abov"),
    ("confidense: 0.9\n", "confidense"), ("confidence: high\n", "confidence"),
    ("criteria:\n  mvs:\n    win_rate: {above: 0.52, warn: 0.4}\n", "soft side"),
    ("criteria:\n  mvs:\n    win_rate: {above: 0.4, at_least: 0.4}\n", "exactly one"),
    ("required_sets: []\n", "required_sets"), ("required_sets: [mvp]\n", "mvp"),
    ("confidence: [\n", "not YAML"), ("", "empty"), ("schema: pmx.policy/2\n", "pmx.policy/1"),
  ])
  func aPolicyThatIsWrongIsNamed(text: String, says: String) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run("certify", "--policy", try sandbox.write(text, to: "policy.yaml"))
    #expect(result.status == 65)
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(result.errors.contains("policy.yaml"))
  }

  @Test func everyErrorIsOneLine() throws {
    let sandbox = try Sandbox()
    let results = [
      try sandbox.run("verify"), try sandbox.run("certify", "--seed", "-1"),
      try sandbox.run("certify", "--seed", "9007199254740992"),
      try sandbox.run("certify", "--out", ""),
      try sandbox.run("certify", "--out", "/proc/none"),
    ]
    let lines = results.map { $0.errors.split(separator: "\n").count }
    #expect(lines == [Int](repeating: 1, count: results.count))
    #expect(results.map(\.status) == [64, 64, 64, 64, 74])
  }

  @Test func twoFilesOfOneNameAndABombOfAliasesAreRefused() throws {
    let sandbox = try Sandbox()
    let data = try sandbox.write(BadFile.head, to: "x.csv")
    let twice = try sandbox.run("backtest", "--data", data, data)
    #expect(twice.status == 64)
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...9 {
      bomb += "a\(level): &a\(level) ["
      bomb += [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    let result = try sandbox.run("certify", "--policy", try sandbox.write(bomb, to: "bomb.yaml"))
    #expect(result.status == 65)
    #expect(result.errors.contains("too many values"))
  }

  @Test(arguments: [
    ("fast: 10", "fast: 30", "fast"), ("fast: 10", "fast: ten", "rule.fast"),
    ("kind: sma-crossover", "kind: look-ahead", "controls"), ("fast: 10", "speed: 10", "rule.fast"),
    ("model: drift", "model: magic", "magic"), ("training: 500", "training: 1", "training"),
    ("below: short", "below: sideways", "below"), ("slippage_bps: 2", "slippage: 2", "slippage"),
    ("name: sma-crossover-10-30", "title: x", "name"),
    ("schema: pmx.candidate/1", "a: b", "schema"),
  ])
  func aCandidateThatIsWrongIsNamed(old: String, new: String, says: String) throws {
    let sandbox = try Sandbox()
    let text = try String(contentsOfFile: Sandbox.candidate("sma-crossover"), encoding: .utf8)
    let file = try sandbox.write(text.replacingOccurrences(of: old, with: new), to: "c.yaml")
    let result = try sandbox.run("certify", "--candidate", file)
    #expect(result.status == 65)
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(result.errors.contains("c.yaml"))
  }

  @Test func wrongUsageIsSaidSo() throws {
    let sandbox = try Sandbox()
    let results = [
      try sandbox.run("certify", "--sed", "1"), try sandbox.run("certify", "--seed", "x"),
      try sandbox.run("nonsense"), try sandbox.run("fit", "--data", "x"),
      try sandbox.run("fit", "--model", "magic", "--data", "x.csv"),
      try sandbox.run("bench", "--task", "none"), try sandbox.run("verify"),
      try sandbox.run("data", "check", "--date-format", "nonsense", "x.csv"),
      try sandbox.run("backtest", "--cost-bps=-5"), try sandbox.run("key", "show"),
    ]
    #expect(results.map(\.status) == [Int32](repeating: 64, count: results.count))
  }
}
