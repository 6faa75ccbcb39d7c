// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation

/// What a candidate must show.
public struct PromotionPolicy: Hashable, Sendable {
  /// The probability that every interval is to hold.
  public let confidence: Double
  /// Resamples of each bootstrap.
  public let resamples: Int
  /// Days for which a certificate is good.
  public let certificateDays: Int
  /// The criteria in the order of the policy.
  public let criteria: [Criterion]
  /// The sets that must be kept; the others are reported only.
  public let requiredSets: [String]

  /// Makes a policy.
  ///
  /// - Throws: `PolicyError` where it requires nothing, or something that it does not define.
  public init(
    confidence: Double, resamples: Int, certificateDays: Int, criteria: [Criterion],
    requiredSets: [String]
  ) throws(PolicyError) {
    guard confidence > 0.5, confidence < 1 else {
      throw PolicyError(key: "confidence", problem: "\(confidence) must lie in (0.5, 1)")
    }
    guard (199...1_000_000).contains(resamples) else {
      throw PolicyError(key: "resamples", problem: "\(resamples) must lie in 199...1000000")
    }
    guard (1...3650).contains(certificateDays) else {
      throw PolicyError(
        key: "certificate_days", problem: "\(certificateDays) must lie in 1...3650")
    }
    guard !requiredSets.isEmpty else {
      throw PolicyError(
        key: "required_sets", problem: "a policy that requires nothing certifies anything")
    }
    for set in requiredSets where !criteria.contains(where: { $0.set == set }) {
      throw PolicyError(key: "required_sets", problem: "there is no set of criteria \"\(set)\"")
    }
    self.confidence = confidence
    self.resamples = resamples
    self.certificateDays = certificateDays
    self.criteria = criteria
    self.requiredSets = requiredSets
  }

  /// How intervals are made under this policy.
  public func measurementSettings(seed: UInt64) -> MeasurementSettings {
    MeasurementSettings(level: confidence, resamples: resamples, seed: seed)
  }

  /// The limit for the RMSE ratio of a single window: that of the policy's own RMSE criterion.
  ///
  /// One source for one threshold (THR-03); 1.1 where the policy judges no RMSE ratio.
  public var violationLimit: Double {
    criteria.first { $0.measurement == .rmseRatio }?.bound.limit ?? 1.1
  }

  /// The number that the required sets ask a sample measurement to reach; nil where none asks.
  public func requiredSample(_ id: MeasurementID) -> Double? {
    criteria.filter { $0.measurement == id && $0.asksForSample && requiredSets.contains($0.set) }
      .map(\.bound.limit).max()
  }
}
