// SPDX-License-Identifier: GPL-3.0-or-later
//
// The store keeps what it is told, refuses what contradicts itself, and survives being cut off.
// Planted faults caught here: a run that is marked as ended before its findings are written; a
// verdict without an end; NaN written as null without a reason.

import Evaluation
import Foundation
import Promotion
import Storage
import Testing

@Suite struct RunStoreTests {
  @Test func aRunIsBegunAndEndedWithItsFindings() throws {
    try withFolder { folder in
      let store = try RunStore(path: folder + "/pmx.sqlite")
      let id = try store.begin(record(configuration: "a"))
      #expect(try store.verdicts() == [nil])
      try finish(store, id)
      #expect(try store.verdicts() == ["REFUSED"])
      #expect(try store.isIntact())
    }
  }

  @Test func reopeningKeepsEverythingAndMigratesOnce() throws {
    try withFolder { folder in
      let path = folder + "/pmx.sqlite"
      let first = try RunStore(path: path)
      try finish(first, try first.begin(record(configuration: "a")))
      let second = try RunStore(path: path)
      _ = try second.begin(record(configuration: "b"))
      #expect(try second.verdicts() == ["REFUSED", nil])
    }
  }

  @Test func configurationsTriedOnTheSameDataAreCountedOnce() throws {
    try withFolder { folder in
      let store = try RunStore(path: folder + "/pmx.sqlite")
      for configuration in ["a", "b", "a"] {
        try finish(store, try store.begin(record(configuration: configuration)))
      }
      _ = try store.begin(record(configuration: "c"))
      let tried = try store.configurationsTried(onData: digest("data"))
      let other = try store.configurationsTried(onData: digest("other"))
      #expect(tried == 2)
      #expect(other == 0)
    }
  }

  @Test func aThousandRunsHaveAThousandNumbers() throws {
    try withFolder { folder in
      let store = try RunStore(path: folder + "/pmx.sqlite")
      var numbers = Set<Int64>()
      for _ in 0..<1000 { numbers.insert(try store.begin(record(configuration: "a"))) }
      #expect(numbers.count == 1000)
    }
  }

  @Test func whatCannotBeOpenedIsNamed() throws {
    try withFolder { folder in
      let path = folder + "/pmx.sqlite"
      try Data("this is no database, and long enough to be taken for one".utf8).write(
        to: URL(fileURLWithPath: path))
      #expect(throws: StorageError.self) { try RunStore(path: path) }
      #expect(throws: StorageError.self) { try RunStore(path: folder + "/none/pmx.sqlite") }
    }
  }

  @Test func infiniteAndUndefinedFiguresAreNullBesideAReason() throws {
    try withFolder { folder in
      let store = try RunStore(path: folder + "/pmx.sqlite")
      let id = try store.begin(record(configuration: "a"))
      let measurements = [
        Evaluation.Measurement(
          id: .profitFactor, estimate: .infinite, lower: 2, upper: .infinity, count: 3,
          unit: tradeUnit, method: "m"),
        Evaluation.Measurement.missing(.winRate, unit: tradeUnit, reason: "no closed trades"),
      ]
      // The schema's CHECK constraints refuse a null without a reason.
      try finish(store, id, measurements: measurements)
      #expect(try store.verdicts() == ["REFUSED"])
    }
  }

  // MARK: Parts

  private func withFolder(_ work: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pmx-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try work(folder.path)
  }

  private func digest(_ text: String) -> String { Digest(of: Array(text.utf8)).hexadecimal }

  private func record(configuration: String) -> RunRecord {
    RunRecord(
      command: "certify", startedAt: "2026-01-01", seed: .max,
      configurationDigest: digest(configuration), executableDigest: digest("pmx"),
      commit: "abc", dirty: false)
  }

  private func finish(
    _ store: RunStore, _ id: Int64, measurements: [Evaluation.Measurement] = []
  ) throws {
    let evidence = Evidence(
      candidate: "c", series: "s", provenance: .file, measurements: measurements,
      integrity: [
        IntegrityCheck(id: "law", statement: "It holds.", outcome: .holds, count: 3, unit: "bars")
      ])
    let policy = try PromotionPolicy(
      confidence: 0.95, resamples: 999, certificateDays: 1,
      criteria: [Criterion(set: "s", measurement: .capital, bound: .atLeast(1))],
      requiredSets: ["s"])
    try store.finish(
      id, verdict: .refused,
      findings: [
        RunFinding(
          evidence: evidence, decision: GateDecision(evidence: evidence, policy: policy),
          controlRole: nil)
      ],
      dataFiles: [
        RunDataFile(name: "d.csv", provenance: .file, digest: digest("data"), bars: 3)
      ], finishedAt: "2026-01-02")
  }
}
