// SPDX-License-Identifier: GPL-3.0-or-later

/// The smallest change of a quoted price.
struct PriceTick {
  private let size: Double
  /// The ticks of one unit, where they are a whole number: a price is then the nearest double to
  /// its decimal, 100.21 and not 100.21000000000001.
  private let perUnit: Double?

  init(_ size: Double) {
    self.size = size
    let inverse = (1 / size).rounded()
    perUnit = (inverse * size - 1).magnitude < 1e-12 ? inverse : nil
  }

  /// The whole number of ticks nearest to a price, one at least.
  func nearest(_ price: Double) -> Double { self.price(ticks(price).rounded(.toNearestOrEven)) }

  /// The largest whole number of ticks that is not above a price, one at least.
  func below(_ price: Double) -> Double { self.price(ticks(price).rounded(.down)) }

  /// The smallest whole number of ticks that is not below a price.
  func above(_ price: Double) -> Double { self.price(ticks(price).rounded(.up)) }

  private func ticks(_ price: Double) -> Double { perUnit.map { price * $0 } ?? price / size }

  private func price(_ ticks: Double) -> Double {
    let count = max(1, ticks)
    return perUnit.map { count / $0 } ?? count * size
  }
}
