// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate of the known-good control, and every way to tamper with what it is bound to.

import Foundation
import Testing

/// The known-good control certified once for all tests of this file.
private struct Certified {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    _ = try sandbox.run("key", "create")
    let result = try sandbox.run(
      "certify", "--candidate", Sandbox.candidate("control-known-good"), "--out", "results")
    try #require(result.status == 0, "\(result.output)\(result.errors)")
  }
}

@Suite struct VerifyTests {
  @Test func anIntactCertificateHolds() throws {
    let certified = try Certified()
    let result = try certified.sandbox.run("verify", "results/certificate.json")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("HOLDS: results/certificate.json\n"))
    #expect(result.output.contains("data: synthetic"))
  }

  @Test(arguments: [
    ("certificate.json", 120, "certificate"), ("configuration.json", 60, "configuration"),
    ("planted-edge.csv", 60, "data planted-edge.csv"),
  ])
  func everyFlippedByteIsRefusedAndNamed(file: String, places: Int, name: String) throws {
    let sandbox = try Certified().sandbox
    let path = "results/" + file
    let whole = try sandbox.bytes(path)
    var wrong: [String] = []
    for place in 0..<places {
      var altered = whole
      let offset = place == 0 ? 0 : whole.count * place / places - 1
      altered[offset] ^= UInt8(1 << (place % 8))
      try altered.write(to: URL(fileURLWithPath: sandbox.path(path)))
      let result = try sandbox.run("verify", "results/certificate.json")
      let named = result.output.split(separator: "\n").contains { $0.hasPrefix("REFUSED: \(name)") }
      if result.status != 1 || !named { wrong.append("byte \(offset): \(result.output)") }
    }
    try whole.write(to: URL(fileURLWithPath: sandbox.path(path)))
    #expect(wrong == [])
    let intact = try sandbox.run("verify", "results/certificate.json").status
    #expect(intact == 0)
  }

  @Test func anAlteredCopyOfTheExecutableIsRefused() throws {
    let sandbox = try Certified().sandbox
    let whole = try Data(contentsOf: Sandbox.executable)
    let copy = URL(fileURLWithPath: sandbox.path("copy"))
    try whole.write(to: copy)
    let same = try sandbox.run("verify", "results/certificate.json", "--executable", "copy")
    #expect(same.status == 0)
    for place in 0..<8 {
      let handle = try FileHandle(forUpdating: copy)
      let offset = whole.count * place / 8
      try handle.seek(toOffset: UInt64(offset))
      try handle.write(contentsOf: Data([whole[offset] ^ 1]))
      try handle.close()
      let result = try sandbox.run("verify", "results/certificate.json", "--executable", "copy")
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("REFUSED: executable"))
      let restore = try FileHandle(forUpdating: copy)
      try restore.seek(toOffset: UInt64(offset))
      try restore.write(contentsOf: Data([whole[offset]]))
      try restore.close()
    }
  }

  @Test func whatCannotBeFoundIsNamed() throws {
    let sandbox = try Certified().sandbox
    let results = [
      try sandbox.run("verify", "results/certificate.json", "--data", "none.csv"),
      try sandbox.run("verify", "results/certificate.json", "--config", "none.json"),
      try sandbox.run("verify", "results/certificate.json", "--executable", "none"),
    ]
    #expect(results.map(\.status) == [1, 1, 1])
    #expect(results[0].output.contains("data planted-edge.csv: cannot be read"))
    #expect(results[1].output.contains("configuration: cannot be read"))
    #expect(results[2].output.contains("executable: cannot be read"))
    let missing = try sandbox.run("verify", "none.json")
    #expect(missing.status == 74)
  }

  @Test func aPipeIsBoundByTheBytesThatWereRead() throws {
    let sandbox = try Certified().sandbox
    let pipe = sandbox.path("pipe")
    _ = unsafe mkfifo(pipe, 0o600)
    let data = try sandbox.bytes("results/planted-edge.csv")
    let writer = Thread {
      try? data.write(to: URL(fileURLWithPath: pipe), options: [])
    }
    writer.start()
    let result = try sandbox.run(
      "certify", "--candidate", Sandbox.candidate("control-known-good"), "--data", pipe, "--out",
      "piped")
    #expect(result.status == 0)
    let nothing = try sandbox.run("verify", "piped/certificate.json", "--data", "/dev/null")
    #expect(nothing.status == 1)
    let same = try sandbox.run(
      "verify", "piped/certificate.json", "--data", "results/planted-edge.csv")
    #expect(same.status == 0)
  }

  @Test func anInterruptedRunLeavesAnEarlierCertificateWhole() throws {
    let sandbox = try Certified().sandbox
    for milliseconds in [50, 200, 500, 900, 1300] {
      let started = try sandbox.start([
        "certify", "--candidate", Sandbox.candidate("control-known-good"), "--out", "results",
        "--seed", "9",
      ])
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      started.process.terminate()
      started.process.waitUntilExit()
      let names = try FileManager.default.contentsOfDirectory(atPath: sandbox.path("results"))
      let earlier = names.filter { $0.hasPrefix("earlier-") }.sorted()
      let places = ["results"] + earlier.map { "results/" + $0 }
      let statuses = try places.map {
        try sandbox.run("verify", $0 + "/certificate.json").status
      }
      // The first certificate holds somewhere, whenever the run was stopped.
      #expect(statuses.contains(0), "\(milliseconds) ms: \(names)")
    }
  }

  @Test func anotherMachineNeedsThePublicKeyAlone() throws {
    let sandbox = try Certified().sandbox
    let home = sandbox.folder.appendingPathComponent("home")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: home.appendingPathComponent("keys/trusted").path)
    let key = try #require(names.first)
    try FileManager.default.moveItem(
      at: home.appendingPathComponent("keys/trusted/\(key)"),
      to: sandbox.folder.appendingPathComponent("key.pub"))
    try FileManager.default.removeItem(at: home)
    let stranger = try sandbox.run("verify", "results/certificate.json")
    #expect(stranger.status == 1)
    #expect(stranger.output.contains("not trusted here"))
    let told = try sandbox.run("verify", "results/certificate.json", "--trust", "key.pub")
    #expect(told.status == 0)
  }

  @Test func certificatesOfAReplacedKeyStillHold() throws {
    let sandbox = try Certified().sandbox
    let rotated = try sandbox.run("key", "rotate", "--format", "json")
    #expect(rotated.status == 0)
    let result = try sandbox.run("verify", "results/certificate.json", "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.contains("\"holds\": true"))
  }
}
