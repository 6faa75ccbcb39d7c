// SPDX-License-Identifier: GPL-3.0-or-later
//
// The main job, end to end. Planted faults caught here: a verdict that differs from the exit
// status; a field of the report that changes from run to run; a certificate beside a refusal; NaN
// in JSON; a gate that a lax policy opens.

import Foundation
import Storage
import Testing

@Suite struct CertifyTests {
  @Test func theBundledCandidateIsRefusedOnTheBundledData() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run("certify", "--out", "results")
    #expect(result.status == 1)
    #expect(result.output.contains("REFUSED: sma-crossover-10-30"))
    #expect(result.output.contains("control: known-good"))
    #expect(result.errors == "")

    let text = String(decoding: try sandbox.bytes("results/report.json"), as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"schema\": \"pmx.report/1\""))
    let report = try sandbox.json("results/report.json")
    #expect(report["verdict"] as? String == "REFUSED")
    #expect(report["exitStatus"] as? Int == 1)
    let trades = try closedTrades(report)
    #expect(trades > 30)
    let hasCertificate = FileManager.default.fileExists(
      atPath: sandbox.path("results/certificate.json"))
    #expect(!hasCertificate)
    let page = String(decoding: try sandbox.bytes("results/report.html"), as: UTF8.self)
    #expect(page.contains("<svg") && page.contains("REFUSED"))
    #expect(!page.contains("http://") && !page.contains("https://"))
  }

  @Test func twoRunsDifferOnlyInTheirRunTime() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run("certify", "--out", "a")
    _ = try sandbox.run("certify", "--out", "b")
    let texts = try ["a", "b"].map { folder in
      String(decoding: try sandbox.bytes(folder + "/report.json"), as: UTF8.self)
    }
    let bodies = texts.map { $0.prefix { _ in true }.components(separatedBy: "\"runTime\"")[0] }
    #expect(bodies[0] == bodies[1])
    #expect(bodies[0].count > 10_000)
    let pages = try ["a", "b"].map { try sandbox.bytes($0 + "/report.html") }
    let configurations = try ["a", "b"].map { try sandbox.bytes($0 + "/configuration.json") }
    #expect(pages[0] == pages[1])
    #expect(configurations[0] == configurations[1])
  }

  @Test func figuresThatAreNoNumbersAreNullBesideAReason() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(
      "certify", "--candidate", Sandbox.candidate("buy-and-hold"), "--out", "results", "--format",
      "json")
    #expect(result.status == 1)
    let report = try sandbox.json("results/report.json")
    let results = try #require(report["results"] as? [[String: Any]])
    let measurements = try #require(results.first?["measurements"] as? [[String: Any]])
    let factor = try #require(measurements.first { $0["statistic"] as? String == "profit_factor" })
    let estimate = try #require(factor["estimate"] as? [String: Any])
    #expect(estimate["value"] is NSNull)
    #expect(estimate["reason"] as? String == "no closed trades")
  }

  @Test func aCandidateThatNeverTradesIsInconclusive() throws {
    let sandbox = try Sandbox()
    let text = try String(contentsOfFile: Sandbox.candidate("sma-crossover"), encoding: .utf8)
    let candidate = try sandbox.write(
      text.replacingOccurrences(of: "slow: 30", with: "slow: 90000"), to: "never.yaml")
    let result = try sandbox.run("certify", "--candidate", candidate, "--out", "results")
    #expect(result.status == 2)
    #expect(result.output.contains("INCONCLUSIVE: "))
  }

  @Test func aPolicyThatLetsNoiseThroughMakesTheRunVoid() throws {
    let sandbox = try Sandbox()
    let policy = try sandbox.write(
      "required_sets: [data]\ncriteria:\n  data:\n    days: {at_least: 1}\n", to: "lax.yaml")
    let result = try sandbox.run("certify", "--policy", policy, "--out", "results")
    #expect(result.status == 2)
    #expect(result.output.contains("VOID: "))
    let report = try sandbox.json("results/report.json")
    #expect(report["controlsAsTheyMustBe"] as? Bool == false)
  }

  @Test func theCheatIsRefusedBecauseItLooksAhead() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(
      "certify", "--candidate", Sandbox.candidate("control-look-ahead"), "--out", "results")
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n")
    let caught = lines.contains { $0.hasPrefix("FAIL") && $0.contains("no-look-ahead") }
    #expect(caught)
  }

  @Test func withoutAKeyNothingIsCertified() throws {
    let sandbox = try Sandbox()
    let result = try sandbox.run(
      "certify", "--candidate", Sandbox.candidate("control-known-good"), "--out", "results")
    #expect(result.status == 64)
    #expect(result.errors.contains("pmx key create"))
    let exists = FileManager.default.fileExists(atPath: sandbox.path("results/certificate.json"))
    #expect(!exists)
  }

  @Test func anEarlierCertificateIsSetAsideByALaterRefusal() throws {
    let sandbox = try Sandbox()
    _ = try sandbox.run("key", "create")
    let first = try sandbox.run(
      "certify", "--candidate", Sandbox.candidate("control-known-good"), "--out", "results")
    let second = try sandbox.run("certify", "--out", "results")
    #expect(first.status == 0)
    #expect(second.status == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("results"))
    #expect(names.contains("earlier-1"))
    #expect(!names.contains("certificate.json"))
    let earlier = try sandbox.run("verify", "results/earlier-1/certificate.json")
    #expect(earlier.status == 0)
  }

  @Test(arguments: [0, 2, 5, 10, 20, 40, 80, 150, 300, 500, 700, 900, 1100])
  func anInterruptLeavesTheStoreConsistent(milliseconds: Int) throws {
    let sandbox = try Sandbox()
    let started = try sandbox.start(["certify", "--out", "results"])
    Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
    started.process.interrupt()
    started.process.waitUntilExit()
    let store = sandbox.path("results/pmx.sqlite")
    if FileManager.default.fileExists(atPath: store) {
      let intact = try RunStore(path: store).isIntact()
      #expect(intact)
    }
    let again = try sandbox.run("certify", "--out", "results")
    #expect(again.status == 1)
  }

  private func closedTrades(_ report: [String: Any]) throws -> Int {
    let results = try #require(report["results"] as? [[String: Any]])
    let session = try #require(results.first?["session"] as? [String: Any])
    return try #require(session["closedTrades"] as? Int)
  }
}
