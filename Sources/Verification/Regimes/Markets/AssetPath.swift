// SPDX-License-Identifier: GPL-3.0-or-later

/// The moves of one asset's log price before prices are made of them: one entry a bar.
///
/// Stress operators work here, so that open, high, low and close agree whatever they did.
struct AssetPath {
  /// The change of the bar, night and session together, jumps apart.
  var changes: [Double]
  /// The variance that the path ran through in the bar.
  var variances: [Double]
  /// The variance of the bar's return as known before it.
  var conditionalVariances: [Double]
  /// The mean of the bar's return as known before it.
  var expected: [Double]
  /// The jumps in order of bar; instant 0 is before the open.
  var jumps: [JumpMark] = []
  /// Factors that operators lay on the bar's volume, spread and depth; empty for none.
  var factors: [ActivityFactors] = []
  /// What operators did.
  var events: [MarketEvent] = []

  /// The number of bars.
  var count: Int { changes.count }

  init(capacity: Int) {
    changes = []
    variances = []
    conditionalVariances = []
    expected = []
    changes.reserveCapacity(capacity)
    variances.reserveCapacity(capacity)
    conditionalVariances.reserveCapacity(capacity)
    expected.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func append(_ move: BarMove) {
    changes.append(move.change)
    variances.append(move.variance)
    conditionalVariances.append(move.conditionalVariance)
    expected.append(move.expected)
    if !factors.isEmpty { factors.append(ActivityFactors()) }
  }
}

/// What an operator makes of a bar's usual activity: each is a multiple of it.
struct ActivityFactors {
  var volume = 1.0
  var spread = 1.0
  var depth = 1.0
}
