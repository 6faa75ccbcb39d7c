// SPDX-License-Identifier: GPL-3.0-or-later
//
// The schema, migration by migration. A migration that has been released is never edited; the next
// change is a new one. CHECK constraints hold what the code promises, so that a row that breaks a
// promise is refused loudly whoever writes it: the predecessor documented four and had none.

import GRDB

enum StoreSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: runs, evidence and verdicts") { database in
      try database.execute(sql: runs)
      try database.execute(sql: evidence)
    }
    return migrator
  }

  private static let runs = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      command TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      verdict TEXT CHECK (verdict IN ('CERTIFIED', 'REFUSED', 'INCONCLUSIVE', 'VOID')),
      seed INTEGER NOT NULL,
      configuration_sha256 TEXT NOT NULL CHECK (length(configuration_sha256) = 64),
      executable_sha256 TEXT NOT NULL CHECK (length(executable_sha256) = 64),
      source_commit TEXT,
      source_dirty INTEGER CHECK (source_dirty IN (0, 1)),
      CHECK ((finished_at IS NULL) = (verdict IS NULL)),
      CHECK ((source_commit IS NULL) = (source_dirty IS NULL))
    ) STRICT;
    CREATE TABLE data_file (
      run_id INTEGER NOT NULL REFERENCES run (id),
      name TEXT NOT NULL,
      provenance TEXT NOT NULL CHECK (provenance IN ('file', 'synthetic')),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      bars INTEGER NOT NULL CHECK (bars >= 0)
    ) STRICT;
    CREATE INDEX data_file_by_digest ON data_file (sha256, run_id);
    """

  private static let evidence = """
    CREATE TABLE trial (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      run_id INTEGER NOT NULL REFERENCES run (id),
      candidate TEXT NOT NULL,
      series TEXT NOT NULL,
      provenance TEXT NOT NULL CHECK (provenance IN ('file', 'synthetic')),
      control_role TEXT CHECK (control_role IN ('look-ahead', 'noise', 'known-good')),
      verdict TEXT NOT NULL CHECK (verdict IN ('CERTIFIED', 'REFUSED', 'INCONCLUSIVE')),
      reasons TEXT NOT NULL
    ) STRICT;
    CREATE TABLE measurement (
      trial_id INTEGER NOT NULL REFERENCES trial (id),
      statistic TEXT NOT NULL,
      estimate REAL,
      reason TEXT,
      lower REAL,
      upper REAL,
      count INTEGER NOT NULL CHECK (count >= 0),
      unit TEXT NOT NULL,
      method TEXT NOT NULL,
      PRIMARY KEY (trial_id, statistic),
      CHECK ((estimate IS NULL) = (reason IS NOT NULL)),
      CHECK (lower IS NULL OR upper IS NULL OR lower <= upper)
    ) STRICT;
    CREATE TABLE integrity_check (
      trial_id INTEGER NOT NULL REFERENCES trial (id),
      name TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('holds', 'violated', 'not observed')),
      detail TEXT,
      count INTEGER NOT NULL CHECK (count >= 0),
      unit TEXT NOT NULL,
      PRIMARY KEY (trial_id, name),
      CHECK ((outcome = 'holds') = (detail IS NULL)),
      CHECK (outcome <> 'holds' OR count > 0)
    ) STRICT;
    """
}
