// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// All that a gate may look at: measurements and integrity checks of one candidate on one series.
public struct Evidence: Hashable, Sendable {
  /// Where the rows behind the evidence come from; never mixed in one evidence.
  public enum Provenance: String, Hashable, Sendable {
    /// Read from a data file.
    case file
    /// Made by a generator.
    case synthetic
  }

  /// The candidate's name.
  public let candidate: String
  /// The series' name.
  public let series: String
  /// Where the rows come from.
  public let provenance: Provenance
  /// The measurements, one an id.
  public let measurements: [Measurement]
  /// The integrity checks.
  public let integrity: [IntegrityCheck]

  /// Makes evidence.
  ///
  /// - Precondition: no two measurements have one id.
  public init(
    candidate: String, series: String, provenance: Provenance, measurements: [Measurement],
    integrity: [IntegrityCheck]
  ) {
    precondition(
      Set(measurements.map(\.id)).count == measurements.count, "a statistic is measured once")
    self.candidate = candidate
    self.series = series
    self.provenance = provenance
    self.measurements = measurements
    self.integrity = integrity
  }

  /// The measurement of a statistic, if it was made.
  public func measurement(_ id: MeasurementID) -> Measurement? {
    measurements.first { $0.id == id }
  }
}
