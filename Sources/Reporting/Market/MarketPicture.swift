// SPDX-License-Identifier: GPL-3.0-or-later

/// A market and what is known of it, drawn as a stand-alone SVG document.
///
/// All panels share one axis of bars, counted from 0: the prices, rows for hidden states and for
/// events, the volatility and the volume. Values that an axis cannot show (not finite, or a price
/// that is not positive on a logarithmic axis) are left out. More bars than the drawing has columns
/// come down to the extremes of each column: however many there are, a line or row has no more
/// pieces than columns.
public struct MarketPicture: Sendable {
  /// The prices of an asset, one entry a bar; the lists are read as far as the closes go.
  public struct Asset: Sendable {
    /// The name in the legend.
    public var name: String
    /// The lowest price of each bar.
    public var lows: [Double]
    /// The highest price of each bar.
    public var highs: [Double]
    /// The last price of each bar.
    public var closes: [Double]

    /// Makes the prices of an asset.
    public init(name: String, lows: [Double], highs: [Double], closes: [Double]) {
      self.name = name
      self.lows = lows
      self.highs = highs
      self.closes = closes
    }
  }

  /// A stretch of bars between two structural breaks.
  public struct Segment: Sendable {
    /// The first bar.
    public var firstBar: Int
    /// What holds in the segment: one short text for each of the picture's `factNames`.
    public var facts: [String]

    /// Makes a segment.
    public init(firstBar: Int, facts: [String]) {
      self.firstBar = firstBar
      self.facts = facts
    }
  }

  /// A named row of marks along the axis of bars: a hidden state, or a kind of event.
  public struct Row: Sendable {
    /// What the marks are.
    public var name: String
    /// The bars of each mark.
    public var spans: [Range<Int>]

    /// Makes a row.
    public init(name: String, spans: [Range<Int>]) {
      self.name = name
      self.spans = spans
    }
  }

  /// A jump of the first asset's price.
  public struct Jump: Sendable {
    /// The bar in which it falls.
    public var bar: Int
    /// Whether the price rose.
    public var isUp: Bool

    /// Makes a jump.
    public init(bar: Int, isUp: Bool) {
      self.bar = bar
      self.isUp = isUp
    }
  }

  /// The name of the market.
  public var title: String
  /// What it is, in a sentence.
  public var subtitle: String
  /// What one bar is, such as "a trading day".
  public var barUnit: String
  /// The assets: one with its range, or the closes of the first three, indexed to 100.
  public var assets: [Asset]
  /// The names of the segments' facts.
  public var factNames: [String]
  /// The segments in order of their bars; structural breaks stand between them.
  public var segments: [Segment]
  /// The hidden states, each with the bars in which it holds.
  public var states: [Row]
  /// The kinds of event, each with the bars that it touches.
  public var events: [Row]
  /// The jumps of the first asset.
  public var jumps: [Jump]
  /// The volatility of the first asset as a fraction a year, one entry a bar; empty for no panel.
  public var volatility: [Double]
  /// The units of the first asset traded, one entry a bar; empty for no panel.
  public var volumes: [Double]

  /// Makes a picture.
  public init(
    title: String, subtitle: String, barUnit: String, assets: [Asset], factNames: [String] = [],
    segments: [Segment] = [], states: [Row] = [], events: [Row] = [], jumps: [Jump] = [],
    volatility: [Double] = [], volumes: [Double] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.barUnit = barUnit
    self.assets = assets
    self.factNames = factNames
    self.segments = segments
    self.states = states
    self.events = events
    self.jumps = jumps
    self.volatility = volatility
    self.volumes = volumes
  }

  /// The SVG document.
  ///
  /// The same picture gives the same bytes on every machine.
  ///
  /// - Complexity: O(n log n) in the bars and marks.
  public func svg() -> String { MarketDrawing(self).svg() }
}

extension MarketPicture {
  /// The number of bars on the axis.
  var bars: Int { shownAssets.map(\.closes.count).max() ?? 0 }

  /// The assets that are drawn.
  var shownAssets: [Asset] { Array(assets.prefix(3)) }

  /// The segments that begin at a bar of the axis.
  var shownSegments: [Segment] {
    segments.filter { (0..<bars).contains($0.firstBar) }.sorted { $0.firstBar < $1.firstBar }
  }

  /// The jumps within the axis.
  var shownJumps: [Jump] { jumps.filter { (0..<bars).contains($0.bar) } }
}

extension MarketPicture.Row {
  /// The row with the parts of its spans that lie within some bars.
  func clamped(to bars: Int) -> MarketPicture.Row {
    MarketPicture.Row(
      name: name, spans: spans.map { $0.clamped(to: 0..<bars) }.filter { !$0.isEmpty })
  }
}
