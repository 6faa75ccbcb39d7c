// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every run left behind, in SQLite. A run is written twice: when it begins, and, in one
// transaction with all that it found, when it ends. Whatever happens in between, a kill included,
// leaves a run that has begun and not ended, and every earlier run as it was.

import Evaluation
import GRDB
import Promotion

/// The database of runs, evidence and verdicts.
public struct RunStore: Sendable {
  private let pool: DatabasePool

  /// Opens or makes the database and brings its schema up to date.
  ///
  /// - Throws: `StorageError` where the file cannot be opened or is no database.
  public init(path: String) throws(StorageError) {
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.foreignKeysEnabled = true
      pool = try DatabasePool(path: path, configuration: configuration)
      try StoreSchema.migrator.migrate(pool)
    } catch {
      throw StorageError(path: path, problem: "\(error)")
    }
  }

  /// Writes that a run has begun, and returns its number.
  public func begin(_ run: RunRecord) throws(StorageError) -> Int64 {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO run (command, started_at, seed, configuration_sha256, executable_sha256,
            source_commit, source_dirty) VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          run.command, run.startedAt, Int64(bitPattern: run.seed), run.configurationDigest,
          run.executableDigest, run.commit, run.dirty,
        ])
      return database.lastInsertedRowID
    }
  }

  /// Writes all that a run found, and that it has ended, in one transaction.
  public func finish(
    _ id: Int64, verdict: Verdict, findings: [RunFinding], dataFiles: [RunDataFile],
    finishedAt: String
  ) throws(StorageError) {
    try write { database in
      for file in dataFiles { try Self.insert(file, run: id, into: database) }
      for finding in findings { try Self.insert(finding, run: id, into: database) }
      try database.execute(
        sql: "UPDATE run SET finished_at = ?, verdict = ? WHERE id = ?",
        arguments: [finishedAt, verdict.rawValue, id])
    }
  }

  /// The number of different configurations that ended runs have tried on a data file.
  public func configurationsTried(onData digest: String) throws(StorageError) -> Int {
    do {
      return try pool.read { database in
        try Int.fetchOne(
          database,
          sql: """
            SELECT COUNT(DISTINCT run.configuration_sha256) FROM run
            JOIN data_file ON data_file.run_id = run.id
            WHERE data_file.sha256 = ? AND run.finished_at IS NOT NULL
            """, arguments: [digest]) ?? 0
      }
    } catch {
      throw StorageError(path: pool.path, problem: "\(error)")
    }
  }

  /// Whether SQLite finds the file intact.
  public func isIntact() throws(StorageError) -> Bool {
    do {
      return try pool.read { database in
        try String.fetchOne(database, sql: "PRAGMA integrity_check") == "ok"
          && Row.fetchOne(database, sql: "PRAGMA foreign_key_check") == nil
      }
    } catch {
      throw StorageError(path: pool.path, problem: "\(error)")
    }
  }

  /// The verdicts of ended runs, oldest first; nil for a run that has not ended.
  public func verdicts() throws(StorageError) -> [String?] {
    do {
      return try pool.read { database in
        try Optional<String>.fetchAll(database, sql: "SELECT verdict FROM run ORDER BY id")
      }
    } catch {
      throw StorageError(path: pool.path, problem: "\(error)")
    }
  }

  private func write<Result>(
    _ work: (Database) throws -> Result
  ) throws(StorageError) -> Result {
    do { return try pool.write(work) } catch {
      throw StorageError(path: pool.path, problem: "\(error)")
    }
  }

  private static func insert(_ file: RunDataFile, run: Int64, into database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO data_file (run_id, name, provenance, sha256, bars) VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [run, file.name, file.provenance.rawValue, file.digest, file.bars])
  }

  private static func insert(_ finding: RunFinding, run: Int64, into database: Database) throws {
    let evidence = finding.evidence
    try database.execute(
      sql: """
        INSERT INTO trial (run_id, candidate, series, provenance, control_role, verdict, reasons)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run, evidence.candidate, evidence.series, evidence.provenance.rawValue, finding.controlRole,
        finding.decision.verdict.rawValue, finding.decision.reasons.joined(separator: "\n"),
      ])
    let trial = database.lastInsertedRowID
    for measurement in evidence.measurements {
      try database.execute(
        sql: """
          INSERT INTO measurement (trial_id, statistic, estimate, reason, lower, upper, count, unit,
            method) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          trial, measurement.id.rawValue, measurement.estimate.finiteValue,
          absence(of: measurement.estimate), finite(measurement.lower), finite(measurement.upper),
          measurement.count, measurement.unit, measurement.method,
        ])
    }
    for check in evidence.integrity {
      try database.execute(
        sql: """
          INSERT INTO integrity_check (trial_id, name, outcome, detail, count, unit)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          trial, check.id, outcomeWord(check.outcome).word, outcomeWord(check.outcome).detail,
          check.count, check.unit,
        ])
    }
  }

  /// SQLite stores no NaN and this schema no infinity.
  private static func finite(_ value: Double?) -> Double? {
    value.flatMap { $0.isFinite ? $0 : nil }
  }
}
