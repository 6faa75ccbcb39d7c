// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting

extension MarketProgram {
  /// Which values random programs have.
  public enum DrawnValues: Hashable, Sendable {
    /// Values like those of markets: their prices stay numbers.
    case usual
    /// All values that the rules allow; to print, read and check, rather than to make.
    case all
  }

  /// Random valid programs for property tests; the simplest is one short Brownian segment of one
  /// asset.
  ///
  /// - Parameters:
  ///   - assets: the number of assets.
  ///   - segments: the number of segments.
  ///   - bars: the most bars of a segment, up to 60; one has at least as many as its process needs.
  ///   - values: which values the fields have.
  public static func generator(
    assets: ClosedRange<Int> = 1...5, segments: ClosedRange<Int> = 1...4, bars: Int = 60,
    values: DrawnValues = .usual
  ) -> Generator<MarketProgram> {
    FieldDrawer.generator(
      MarketProgram.self, scope: FieldScope(),
      limits: DrawLimits(assets: assets, segments: segments, bars: bars, values: values))
  }
}
