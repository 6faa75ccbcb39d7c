// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Testing

@Suite("Bars and series read from files")
struct ReaderTests {
  @Test("bars come with their exact prices, volumes and adjusted closes")
  func bars() throws {
    let text = """
      \u{feff}Date,Adj Close,"Open",high,LOW,close,volume,note
      2024-01-01,9.5,10.1,10.30000001,9.9,10.2,100,"a,b"
      2024-01-02T00:00:00+01:00,9.6,10.2,11,10,1.05e1,0.5,
      """
    let bars = try withFile(text) { try BarFile.read(path: $0, name: "X") }
    let series = try BarSeries(
      name: "X",
      bars: [
        Bar(
          timestamp: #require(Timestamp(year: 2024, month: 1, day: 1)),
          open: Price(units: 1_010_000_000), high: Price(units: 1_030_000_001),
          low: Price(units: 990_000_000), close: Price(units: 1_020_000_000), volume: 100),
        Bar(
          timestamp: Timestamp(microseconds: 1_704_150_000_000_000),
          open: Price(units: 1_020_000_000), high: Price(units: 1_100_000_000),
          low: Price(units: 1_000_000_000), close: Price(units: 1_050_000_000), volume: 0.5),
      ])
    #expect(bars.series == series)
    #expect(bars.adjustedCloses == [9.5, 9.6])
    #expect(bars.rows == 2)
  }

  @Test("bars without a volume have none")
  func noVolume() throws {
    let bars = try withFile("time,open,high,low,close\n2024-01-01,1,1,1,1\n") {
      try BarFile.read(path: $0, name: "X")
    }
    #expect(bars.series.volumes == nil)
    #expect(bars.adjustedCloses == nil)
  }

  @Test("quote bars become mid bars, half to even")
  func quotes() throws {
    let text = """
      time,bid_open,bid_high,bid_low,bid_close,ask_open,ask_high,ask_low,ask_close
      2024-01-01,1,1.00000003,0.9,1.0,1.00000001,1.00000004,0.9,1.00000003
      """
    let bars = try withFile(text) { try BarFile.read(path: $0, name: "X") }
    let bar = bars.series[0]
    let units = [bar.open, bar.high, bar.low, bar.close].map(\.units)
    #expect(units == [100_000_000, 100_000_004, 90_000_000, 100_000_002])
    #expect(bars.layout == .quoteBars)
  }

  @Test("series: all columns that hold numbers, blanks as nil, text left out")
  func series() throws {
    let text = "date,name,x,y\n2024-01-01,a,1.5,\n2024-01-02,,,2\n"
    let loaded = try withFile(text) { try SeriesFile.read(path: $0, columns: []) }
    #expect(loaded.names == ["x", "y"])
    #expect(loaded.columns == [[1.5, nil], [nil, 2]])
    #expect(loaded.timestamps?.count == 2)
    #expect(loaded.layout == .panel)
  }

  @Test("series: chosen columns in the order of the choice, from any layout")
  func chosen() throws {
    let loaded = try withFile(BarText(count: 2).text) {
      try SeriesFile.read(path: $0, columns: ["volume", "CLOSE"])
    }
    #expect(loaded.names == ["volume", "close"])
    #expect(loaded.columns == [[1000, 1001], [101, 100]])
    #expect(loaded.layout == .bars)
  }

  @Test("a column's exact spelling wins over another's without case")
  func exactName() throws {
    let loaded = try withFile("X,x\n1,2\n") { try SeriesFile.read(path: $0, columns: ["x"]) }
    #expect(loaded.columns == [[2]])
  }

  @Test("series without dates have none")
  func noDates() throws {
    let loaded = try withFile("row,x\n0,1\n1,2\n") { try SeriesFile.read(path: $0, columns: ["x"]) }
    #expect(loaded.timestamps == nil)
    #expect(loaded.columns == [[1, 2]])
    #expect(loaded.firstRow == 2)
  }

  @Test("the order of stamps equals its twin that compares with every stamp before")
  func stampOrder() {
    var random = SplitMix64(seed: 31)
    var wrong: [[Int64]] = []
    for _ in 0..<2000 {
      let stamps = (0..<6).map { _ in Int64.random(in: 0..<12, using: &random) }
      var order = StampOrder()
      for (index, stamp) in stamps.enumerated() {
        var expected: RuleSet = []
        expected.add(.duplicateStamp, if: stamps[..<index].contains(stamp))
        expected.add(.backwardStamp, if: index > 0 && stamp < stamps[index - 1])
        if order.add(Timestamp(microseconds: stamp)) != expected { wrong.append(stamps) }
      }
    }
    #expect(wrong == [])
  }
}
