// SPDX-License-Identifier: GPL-3.0-or-later

/// How intervals are made: their level, the number of resamples and the seed.
public struct MeasurementSettings: Hashable, Sendable {
  /// The probability that an interval is to hold.
  public let level: Double
  /// Resamples of each bootstrap.
  public let resamples: Int
  /// The seed of every bootstrap.
  public let seed: UInt64

  /// Makes the settings.
  public init(level: Double, resamples: Int, seed: UInt64) {
    self.level = level
    self.resamples = resamples
    self.seed = seed
  }

  var bootstrap: StationaryBootstrap {
    StationaryBootstrap(resamples: resamples, level: level, seed: seed)
  }
}
