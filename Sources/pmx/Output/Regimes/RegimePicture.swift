// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Verification

extension MarketPicture {
  /// The picture of a market that was made, with the truth about it.
  init(_ market: SyntheticMarket, title: String, summary: String) {
    let first = market.assets.first
    let years = Double(market.program.calendar.barsPerYear)
    self.init(
      title: title, subtitle: summary, barUnit: market.program.calendar.barUnit,
      assets: market.assets.prefix(3).map {
        Asset(name: $0.name, lows: $0.lows, highs: $0.highs, closes: $0.closes)
      },
      factNames: SegmentFacts.names(market), segments: SegmentFacts.segments(market),
      states: market.stateRows, events: first.map { Self.rows($0.truth.events) } ?? [],
      jumps: first?.truth.jumps.map { Jump(bar: $0.bar, isUp: $0.size > 0) } ?? [],
      volatility: first?.truth.conditionalVolatility.map { $0 * years.squareRoot() } ?? [],
      volumes: first?.volumes ?? [])
  }

  /// A row for each kind of event, in the order in which they first occur.
  private static func rows(_ events: [MarketEvent]) -> [Row] {
    var rows: [Row] = []
    for event in events {
      if let place = rows.firstIndex(where: { $0.name == event.kind }) {
        rows[place].spans.append(event.bars)
      } else {
        rows.append(Row(name: event.kind, spans: [event.bars]))
      }
    }
    return rows
  }
}

extension BarCalendar {
  /// What one bar is, in words.
  fileprivate var barUnit: String {
    if barsPerSession > 1 { return "a \(barsPerSession)th of a trading day" }
    return skipsWeekends ? "a trading day" : "a day"
  }
}

extension SyntheticMarket {
  /// A row for each hidden state that the program names, with the stretches of bars that are in it.
  fileprivate var stateRows: [MarketPicture.Row] {
    let names = program.segments.map(\.process.stateNames)
    var rows: [MarketPicture.Row] = []
    for name in names.joined() where !rows.contains(where: { $0.name == name }) {
      rows.append(MarketPicture.Row(name: name, spans: []))
    }
    for (bar, (segment, state)) in zip(truth.segments, truth.states).enumerated() {
      guard names[segment].indices.contains(state),
        let row = rows.firstIndex(where: { $0.name == names[segment][state] })
      else { continue }
      if let last = rows[row].spans.last, last.upperBound == bar {
        rows[row].spans[rows[row].spans.count - 1] = last.lowerBound..<bar + 1
      } else {
        rows[row].spans.append(bar..<bar + 1)
      }
    }
    return rows
  }
}

/// What holds in each segment, in short texts for the table above the prices.
private enum SegmentFacts {
  static func names(_ market: SyntheticMarket) -> [String] {
    var names = ["log drift a year", "volatility a year"]
    if market.assets.count > 1 { names.append("correlation") }
    if showsProcess(market) { names.append("process") }
    return names
  }

  static func segments(_ market: SyntheticMarket) -> [MarketPicture.Segment] {
    let starts = [0] + market.truth.breaks
    return zip(starts, market.program.segments).map { start, segment in
      MarketPicture.Segment(
        firstBar: start, facts: facts(market, segment, start..<start + segment.bars))
    }
  }

  private static func facts(
    _ market: SyntheticMarket, _ segment: MarketSegment, _ bars: Range<Int>
  ) -> [String] {
    guard let asset = market.assets.first else { return [] }
    let years = Double(market.program.calendar.barsPerYear)
    let drift = mean(asset.truth.expectedReturn[bars]) * years
    let volatility = mean(asset.truth.conditionalVolatility[bars]) * years.squareRoot()
    let sign = drift > 0 ? "+" : ""
    var facts = [
      sign + NumberText.percent(drift, decimals: 0), NumberText.percent(volatility, decimals: 0),
    ]
    if market.assets.count > 1 {
      let dependence = segment.dependence ?? market.program.dependence
      let rows = dependence.correlation(assets: market.assets.count, bar: bars.lowerBound)
      facts.append(NumberText.fixed(rows[0][1], decimals: 2))
    }
    if showsProcess(market) {
      facts.append(String(segment.process.kind.map { $0 == "_" ? " " : $0 }))
    }
    return facts
  }

  /// Whether the segments differ in what drives the price.
  private static func showsProcess(_ market: SyntheticMarket) -> Bool {
    let kinds = market.program.segments.map(\.process.kind)
    return kinds.contains { $0 != kinds[0] }
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0, +) / Double(max(values.count, 1))
  }
}
