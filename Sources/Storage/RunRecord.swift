// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Promotion

/// What is known of a run when it begins.
public struct RunRecord: Hashable, Sendable {
  /// The command: "certify".
  public let command: String
  /// When it began, ISO 8601 in UTC.
  public let startedAt: String
  /// The seed of everything random.
  public let seed: UInt64
  /// SHA-256 of the resolved configuration.
  public let configurationDigest: String
  /// SHA-256 of the executable.
  public let executableDigest: String
  /// The commit of the source; nil where none is known.
  public let commit: String?
  /// Whether the source differed from that commit; nil where none is known.
  public let dirty: Bool?

  /// Makes a record.
  public init(
    command: String, startedAt: String, seed: UInt64, configurationDigest: String,
    executableDigest: String, commit: String?, dirty: Bool?
  ) {
    self.command = command
    self.startedAt = startedAt
    self.seed = seed
    self.configurationDigest = configurationDigest
    self.executableDigest = executableDigest
    self.commit = commit
    self.dirty = dirty
  }
}

/// A data file that a run has read.
public struct RunDataFile: Hashable, Sendable {
  /// The file's name as it was given.
  public let name: String
  /// Where its rows come from.
  public let provenance: Evidence.Provenance
  /// SHA-256 of its bytes.
  public let digest: String
  /// The number of bars read.
  public let bars: Int

  /// Makes a record.
  public init(name: String, provenance: Evidence.Provenance, digest: String, bars: Int) {
    self.name = name
    self.provenance = provenance
    self.digest = digest
    self.bars = bars
  }
}

/// What a run found about one candidate on one series.
public struct RunFinding: Hashable, Sendable {
  /// What the gate saw.
  public let evidence: Evidence
  /// What the gate said.
  public let decision: GateDecision
  /// The control's role; nil for the candidate itself.
  public let controlRole: String?

  /// Makes a record.
  public init(evidence: Evidence, decision: GateDecision, controlRole: String?) {
    self.evidence = evidence
    self.decision = decision
    self.controlRole = controlRole
  }
}

/// Why a statistic is no number; nil where it is one.
func absence(of statistic: Statistic) -> String? {
  switch statistic {
  case .finite: nil
  case .infinite: "infinite"
  case .undefined(let reason): reason
  }
}

/// A check's outcome as a word and its detail.
func outcomeWord(_ outcome: IntegrityCheck.Outcome) -> (word: String, detail: String?) {
  switch outcome {
  case .holds: ("holds", nil)
  case .violated(let place): ("violated", place)
  case .notObserved(let why): ("not observed", why)
  }
}

/// The database cannot be used.
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The database's file.
  public let path: String
  /// What went wrong.
  public let problem: String

  public var description: String { "\(path): \(problem)" }
}
