// SPDX-License-Identifier: GPL-3.0-or-later
//
// A market as a value: what is written here and a seed make every byte of it. Random numbers are
// keyed by the program's name, the asset's name, the purpose and the bar, and by nothing else of
// the program: another asset, a longer segment or another volume model leaves all other numbers as
// they were.

/// A stretch of bars with one process.
public struct MarketSegment: Hashable, Sendable {
  /// What moves the prices.
  public var process: PriceProcess
  /// The number of bars.
  public var bars: Int
  /// How the assets depend on each other; nil for the program's dependence.
  public var dependence: Dependence?
  /// What befalls the segment, in order.
  public var stresses: [Stress]

  /// Makes a segment.
  public init(
    _ process: PriceProcess, bars: Int, dependence: Dependence? = nil, stresses: [Stress] = []
  ) {
    self.process = process
    self.bars = bars
    self.dependence = dependence
    self.stresses = stresses
  }
}

/// The description of a synthetic market.
public struct MarketProgram: Hashable, Sendable {
  /// The dataset's name, which names its random streams.
  public var name: String
  /// The assets' names.
  public var assets: [String]
  /// When the bars stand.
  public var calendar: BarCalendar
  /// The price before the first bar.
  public var initialPrice: Double
  /// The share of the variance of a session's first bar that falls into the night before its open,
  /// in [0, 1); of daily bars, the night's share of the day.
  public var overnightShare: Double
  /// The pieces into which a bar's path is cut; its extremes are exact for every number of them.
  public var stepsPerBar: Int
  /// The smallest change of a quoted price; nil for prices that are not rounded.
  public var tick: Double?
  /// How assets depend on each other.
  public var dependence: Dependence
  /// How much is traded; nil for no volume column.
  public var volume: VolumeModel?
  /// What trading costs; nil for no such columns.
  public var microstructure: MicrostructureModel?
  /// The column in which a leak or an edge is planted; nil for no such column.
  public var signal: SignalColumn?
  /// The stretches of the market in their order.
  public var segments: [MarketSegment]
  /// What is wrong with the recorded data, in the order in which it went wrong.
  public var faults: [DataFault]

  /// Makes a program.
  public init(
    name: String, assets: [String] = ["A001"], calendar: BarCalendar = .daily,
    initialPrice: Double = 100, overnightShare: Double = 0, stepsPerBar: Int = 1,
    tick: Double? = nil, dependence: Dependence = .independent,
    volume: VolumeModel? = VolumeModel(),
    microstructure: MicrostructureModel? = nil, signal: SignalColumn? = nil,
    segments: [MarketSegment], faults: [DataFault] = []
  ) {
    self.name = name
    self.assets = assets
    self.calendar = calendar
    self.initialPrice = initialPrice
    self.overnightShare = overnightShare
    self.stepsPerBar = stepsPerBar
    self.tick = tick
    self.dependence = dependence
    self.volume = volume
    self.microstructure = microstructure
    self.signal = signal
    self.segments = segments
    self.faults = faults
  }

  /// The number of bars of each asset.
  public var bars: Int { segments.reduce(0) { $0 + $1.bars } }

  /// The names of some assets: A001, A002 and so on.
  public static func assetNames(_ count: Int) -> [String] {
    (1...max(1, count)).map { number in
      let digits = String(number)
      return "A" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
  }
}
