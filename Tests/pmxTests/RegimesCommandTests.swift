// SPDX-License-Identifier: GPL-3.0-or-later
//
// `pmx regimes` as a person would use it. Faults planted and seen to be caught: the manifest left
// out, truth of another seed, one asset's rows only, a neighbouring file removed, provenance `file`
// for generated rows.

import Foundation
import Testing

@Suite struct RegimesCommandTests {
  @Test(arguments: ["list", "describe", "generate", "check", "gallery"])
  func everyPartExplainsItself(part: String) throws {
    let result = try Sandbox().run("regimes", part, "--help")
    #expect(result.status == 0)
    #expect(result.output.contains("Example: pmx regimes"))
  }

  @Test func theListNamesEveryRegime() throws {
    let result = try Sandbox().run("regimes", "list", "--format", "json")
    #expect(result.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let list = try #require(object as? [String: Any])
    #expect(list["schema"] as? String == "pmx.regimes/1")
    let regimes = try #require(list["regimes"] as? [[String: Any]])
    #expect(regimes.count > 50)
    #expect(regimes.contains { $0["name"] as? String == "flash-crash" })
  }

  @Test func aMarketIsWrittenWithItsTruthAndManifest() throws {
    let sandbox = try Sandbox()
    let other = try sandbox.write("mine\n", to: "neighbour.csv")
    let result = try sandbox.run(
      "regimes", "generate", "flash-crash", "--bars", "300", "--seed", "7", "--out", "market.csv")
    #expect(result.status == 0)
    let truth = try sandbox.json("market.csv.truth.json")
    let manifest = try sandbox.json("market.csv.manifest.json")
    #expect(truth["schema"] as? String == "pmx.market-truth/1")
    #expect(manifest["provenance"] as? String == "synthetic")
    #expect(manifest["identity"] as? String == truth["identity"] as? String)
    #expect(result.output.contains(manifest["identity"] as? String ?? "?"))
    let assets = try #require(truth["assets"] as? [[String: Any]])
    #expect((assets[0]["conditionalVolatility"] as? [Any])?.count == 300)
    let events = try #require(assets[0]["events"] as? [[String: Any]])
    #expect(events.contains { $0["kind"] as? String == "flash-crash" })
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "mine\n")
    // What was generated is a good data file.
    let check = try sandbox.run("data", "check", "market.csv")
    #expect(check.status == 0)
  }

  @Test func sameProgramAndSeedGiveTheSameBytes() throws {
    let sandbox = try Sandbox()
    let arguments = ["regimes", "generate", "crisis", "--bars", "200", "--assets", "3", "--seed"]
    #expect(try sandbox.run(arguments + ["5", "--out", "one.csv"]).status == 0)
    #expect(
      try sandbox.run(arguments + ["5", "--out", "two.csv", "--threads", "2"]).status == 0)
    #expect(try sandbox.run(arguments + ["6", "--out", "three.csv"]).status == 0)
    let one = try sandbox.bytes("one.csv")
    #expect(try sandbox.bytes("two.csv") == one)
    #expect(try sandbox.bytes("three.csv") != one)
    let rows = String(decoding: one, as: UTF8.self).split(separator: "\n")
    #expect(rows.count == 601)
    #expect(rows[0].hasPrefix("asset,date,open,high,low,close,volume,spread_bps"))
    #expect(rows[600].hasPrefix("A003,"))
  }

  @Test func whatIsDescribedCanBeGenerated() throws {
    let sandbox = try Sandbox()
    let text = try sandbox.run("regimes", "describe", "heston", "--bars", "150").output
    let file = try sandbox.write(text, to: "mine.yaml")
    #expect(
      try sandbox.run("regimes", "generate", file, "--seed", "3", "--out", "a.csv").status == 0)
    let named = ["regimes", "generate", "heston", "--bars", "150", "--seed", "3"]
    #expect(try sandbox.run(named + ["--out", "b.csv"]).status == 0)
    #expect(try sandbox.bytes("a.csv") == sandbox.bytes("b.csv"))
  }

  @Test func aProgramIsNotOverwrittenByItsMarket() throws {
    let sandbox = try Sandbox()
    let text = try sandbox.run("regimes", "describe", "gbm", "--bars", "150").output
    let file = try sandbox.write(text, to: "mine.yaml")
    let result = try sandbox.run("regimes", "generate", file, "--out", "mine.yaml")
    #expect(result.status == 64)
    #expect(String(decoding: try sandbox.bytes("mine.yaml"), as: UTF8.self) == text)
  }

  @Test func generatedRowsAreNeverTakenForReal() throws {
    let sandbox = try Sandbox()
    let make = ["regimes", "generate", "gbm", "--bars", "600", "--out", "market.csv"]
    #expect(try sandbox.run(make).status == 0)
    let run = ["certify", "--candidate", Sandbox.candidate("sma-crossover"), "--out", "out"]
    _ = try sandbox.run(run + ["--data", "market.csv"])
    let report = String(decoding: try sandbox.bytes("out/report.json"), as: UTF8.self)
    #expect(report.contains("\"provenance\": \"synthetic\""))
    // Other bytes under the same manifest are not what the generator made.
    _ = try sandbox.write("date,open,high,low,close\n2000-01-03,1,1,1,1\n", to: "market.csv")
    let edited = try sandbox.run("data", "check", "market.csv")
    #expect(edited.status == 0)
  }

  @Test func theGalleryShowsEveryRegimeInTheSameBytes() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.run("regimes", "gallery", "--out", "one").status == 0)
    #expect(try sandbox.run("regimes", "gallery", "--out", "two").status == 0)
    let page = String(decoding: try sandbox.bytes("one/README.md"), as: UTF8.self)
    let pictures = page.matches(of: /\(([a-z0-9_-]+\.svg)\)/).map { String($0.1) }
    #expect(pictures.count > 50)
    #expect(try sandbox.bytes("two/README.md") == sandbox.bytes("one/README.md"))
    for picture in pictures {
      #expect(try sandbox.bytes("one/" + picture) == sandbox.bytes("two/" + picture))
    }
  }

  @Test func aRegimeIsChecked() throws {
    let result = try Sandbox().run(
      "regimes", "check", "gbm", "--seed", "4", "--bars", "3000", "--format", "json")
    #expect(result.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let report = try #require(object as? [String: Any])
    #expect(report["failed"] as? Int == 0)
    let claims = try #require(report["claims"] as? [[String: Any]])
    #expect(claims.count > 15)
    #expect(claims.allSatisfy { $0["smallestError"] is Double })
  }

  @Test(arguments: [
    (["generate", "nope", "--out", "x.csv"], 64, "there is no regime \"nope\""),
    (["generate", "gbm", "--bars", "3", "--out", "x.csv"], 64, "--bars: 3 must be 20"),
    (["generate", "gbm", "--assets", "0", "--out", "x.csv"], 64, "--assets: 0 must be 1"),
    (["generate", "absent.yaml", "--out", "x.csv"], 74, "absent.yaml: cannot be read"),
    (["generate", "gbm", "--out", "/proc/x/y.csv"], 74, "/proc/x"),
    (["generate", "gbm", "--seed", "-1", "--out", "x.csv"], 64, "--seed"),
    (["check", "gbm", "--seeds", "3"], 64, "--seeds: 3 must be 20"),
    (["check", "gbm", "--controls"], 64, "--controls"),
    (["describe", "nope"], 64, "there is no regime"),
  ])
  func badInputIsRefusedWithItsRule(arguments: [String], status: Int32, message: String) throws {
    let result = try Sandbox().run(["regimes"] + arguments)
    #expect(result.status == status)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func aBadProgramIsRefusedWithItsLine() throws {
    let sandbox = try Sandbox()
    let text = try sandbox.run("regimes", "describe", "heston", "--bars", "150").output
    let bad = text.replacing("correlation: -0.7", with: "correlation: -1.7")
    let file = try sandbox.write(bad, to: "bad.yaml")
    let result = try sandbox.run("regimes", "generate", file, "--out", "x.csv")
    #expect(result.status == 65)
    #expect(result.errors.contains("bad.yaml: line "))
    #expect(result.errors.contains("segments[0].process.correlation: -1.7 must be a number"))
  }
}
