// SPDX-License-Identifier: GPL-3.0-or-later

extension SyntheticMarket {
  /// Checks that every price is a positive finite number.
  ///
  /// Any growth rate leaves the range of numbers if it lasts long enough, so that no range of a
  /// field alone can keep prices within it.
  ///
  /// - Throws: the segment of the first bar of the first asset that is beyond it.
  /// - Complexity: O(assets · bars).
  func requireUsablePrices() throws(MarketProgramDefect) {
    for asset in assets {
      for bar in 0..<asset.count
      where !(asset.lows[bar] > 0 && asset.highs[bar] < .infinity) {
        throw MarketProgramDefect(
          place: "segments[\(truth.segments[bar])].process",
          problem: "the price of \(asset.name) leaves the range of numbers at bar \(bar)")
      }
    }
  }
}
