// SPDX-License-Identifier: GPL-3.0-or-later

/// The vertical axes of a picture, and what they are called.
struct MarketScales {
  /// A vertical axis with its name and the factor by which the values are shown.
  struct Vertical {
    let name: String
    let scale: AxisScale
    var factor = 1.0

    func position(_ value: Double) -> Double? { scale.position(value * factor) }
  }

  let prices: Vertical?
  let volatility: Vertical?
  let volumes: Vertical?

  init(_ picture: MarketPicture, _ layout: MarketLayout) {
    prices = Self.prices(picture, layout.prices)
    volatility = layout.volatility.flatMap { frame in
      Extent(of: picture.volatility, kind: .percent).map { extent in
        let owner = Self.owner(picture)
        return Vertical(
          name: "True volatility\(owner), as known before each bar, in % a year",
          scale: AxisScale(
            kind: .percent,
            extent: Extent(lower: min(0, extent.lower), upper: extent.upper * 1.05), tickCount: 3,
            roundsOutward: true, start: frame.bottom, end: frame.top))
      }
    }
    volumes = layout.volumes.flatMap { frame in
      Extent(of: picture.volumes, kind: .number).map { Self.volumes(picture, frame, $0) }
    }
  }

  /// The widest label of any axis, in characters.
  var widestLabel: Int {
    [prices, volatility, volumes].compactMap { $0 }
      .flatMap(\.scale.ticks).map(\.label.count).max() ?? 0
  }

  private static func owner(_ picture: MarketPicture) -> String {
    picture.shownAssets.count > 1 ? " of \(picture.shownAssets[0].name)" : ""
  }

  private static func prices(
    _ picture: MarketPicture, _ frame: MarketLayout.Frame
  ) -> Vertical? {
    let assets = picture.shownAssets
    let isIndexed = assets.count > 1
    let values = assets.flatMap { asset in
      isIndexed ? asset.indexedCloses : asset.closes + asset.shownLows + asset.shownHighs
    }
    guard let extent = Extent(of: values, kind: .number) else { return nil }
    // Where the price has gone far, equal ratios tell more than equal differences.
    let isLogarithmic = extent.lower > 1e-280 && extent.upper / extent.lower > 3
    let quantity = isIndexed ? "Closes, the first of each is 100" : "Price, in currency units"
    return Vertical(
      name: isLogarithmic ? quantity + "; logarithmic scale" : quantity,
      scale: AxisScale(
        kind: isLogarithmic ? .logarithmic : .number, extent: extent, tickCount: 6,
        roundsOutward: true, start: frame.bottom, end: frame.top))
  }

  private static func volumes(
    _ picture: MarketPicture, _ frame: MarketLayout.Frame, _ extent: Extent
  ) -> Vertical {
    let traded = picture.volumes.filter(Axis.Kind.logarithmic.admits).sorted()
    let usual = traded.isEmpty ? 0 : traded[traded.count / 2]
    let (unit, factor) =
      switch usual {
      case 1e5...: ("millions of units", 1e-6)
      case 1e3...: ("thousands of units", 1e-3)
      default: ("units", 1.0)
      }
    let quantity = "Volume\(owner(picture)), in \(unit) a bar"
    // One extreme bar must not press all others to the ground.
    let isLogarithmic = usual > 0 && extent.upper > 20 * usual
    let shown =
      isLogarithmic
      ? Extent(lower: traded[0] * factor / 2, upper: extent.upper * factor)
      : Extent(lower: 0, upper: max(0, extent.upper * factor))
    return Vertical(
      name: isLogarithmic ? quantity + "; logarithmic scale" : quantity,
      scale: AxisScale(
        kind: isLogarithmic ? .logarithmic : .number, extent: shown,
        tickCount: isLogarithmic ? 3 : 2,
        roundsOutward: true, start: frame.bottom, end: frame.top),
      factor: factor)
  }
}

extension MarketPicture.Asset {
  /// The lows of the bars that have a close.
  var shownLows: ArraySlice<Double> { lows.prefix(closes.count) }
  /// The highs of the bars that have a close.
  var shownHighs: ArraySlice<Double> { highs.prefix(closes.count) }

  /// The closes in per cent of the first that is positive.
  var indexedCloses: [Double] {
    guard let base = closes.first(where: Axis.Kind.logarithmic.admits) else { return [] }
    return closes.map { $0 / base * 100 }
  }
}
