// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting

extension MarketPicture {
  /// A picture with every kind of mark; each text is made by `text` from its name.
  static func sample(
    bars: Int = 200, assets: Int = 1, text: (String) -> String = { $0 }
  ) -> MarketPicture {
    var source = SampleSource(seed: 5)
    let closes = (0..<bars).map { 100 + Double($0 % 40) * 0.3 + source.uniform(-1...1) }
    let asset = Asset(
      name: text("asset"), lows: closes.map { $0 - 1 }, highs: closes.map { $0 + 1 },
      closes: closes)
    var picture = MarketPicture(
      title: text("title"), subtitle: text("subtitle"), barUnit: text("unit"),
      assets: [asset], factNames: [text("drift"), text("spread")],
      segments: [
        Segment(firstBar: 0, facts: [text("d0"), text("s0")]),
        Segment(firstBar: 80, facts: [text("d1"), text("s1")]),
        Segment(firstBar: 150, facts: [text("d2"), text("s2")]),
      ],
      states: [
        Row(name: text("calm"), spans: [0..<30, 60..<200]),
        Row(name: text("panic"), spans: [30..<60]),
      ],
      events: [
        Row(name: text("halt"), spans: [10..<12]),
        Row(name: text("gap"), spans: [40..<41, 90..<91, 120..<121]),
      ],
      jumps: [
        Jump(bar: 5, isUp: true), Jump(bar: 50, isUp: false), Jump(bar: 100, isUp: false),
      ],
      volatility: (0..<bars).map { 0.2 + Double($0 % 50) / 1000 }, volumes: closes.map { $0 * 1000 }
    )
    for number in 1..<max(assets, 1) {
      picture.assets.append(asset)
      picture.assets[number].name = text("other\(number)")
    }
    return picture
  }

  /// As much of everything as there can be, in `bars` bars.
  static func crowded(bars: Int) -> MarketPicture {
    var source = SampleSource(seed: 9)
    let closes = (0..<bars).map { _ in source.uniform(90...400) }
    let spans = (0..<bars).map { $0..<$0 + 1 }
    func every(_ step: Int, from first: Int) -> [Range<Int>] {
      spans.filter { $0.lowerBound % step == first }
    }
    return MarketPicture(
      title: "crowded", subtitle: String(repeating: "many words and ", count: 30),
      barUnit: "a trading day",
      assets: [
        Asset(
          name: "A001", lows: closes.map { $0 - source.uniform(0...9) },
          highs: closes.map { $0 + source.uniform(0...9) }, closes: closes)
      ],
      factNames: ["log drift a year", "volatility a year"],
      segments: (0..<30).map { Segment(firstBar: $0 * bars / 30, facts: ["+1,234 %", "1,234 %"]) },
      states: (0..<7).map { Row(name: "state number \($0)", spans: every(7, from: $0)) },
      events: (0..<20).map { Row(name: "kind-of-event-\($0)", spans: every(20, from: $0)) },
      jumps: (0..<bars).map { Jump(bar: $0, isUp: $0 % 3 == 0) },
      volatility: closes.map { $0 / 500 }, volumes: closes.map { $0 * 12_345 })
  }
}

/// A text of a picture and about the room that it takes.
struct TextBox {
  let text: String
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  func touches(_ other: TextBox) -> Bool { x.overlaps(other.x) && y.overlaps(other.y) }

  /// The texts of a picture.
  static func all(in svg: String) -> [TextBox] {
    svg.split(separator: "\n").filter { $0.hasPrefix("<text") }.compactMap { line in
      guard let x = number("x", in: line), let y = number("y", in: line),
        let start = line.firstIndex(of: ">"), let end = line.lastIndex(of: "<"), start < end
      else { return nil }
      let text = String(line[line.index(after: start)..<end])
      let size = line.contains("\"title\"") ? 18.0 : line.contains("\"subtitle\"") ? 13 : 11
      let width = Double(text.count) * size * 0.54
      let left =
        line.contains("\"end\"") ? x - width : line.contains("\"middle\"") ? x - width / 2 : x
      return TextBox(text: text, x: left...left + width, y: y - size * 0.8...y + size * 0.2)
    }
  }

  private static func number(_ name: String, in line: Substring) -> Double? {
    let parts = line.split(separator: " \(name)=\"", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return Double(String(parts[1].prefix { $0 != "\"" }))
  }
}

/// The paths of a class in a picture.
func paths(_ name: String, in svg: String) -> [String] {
  svg.split(separator: "\n").filter { $0.hasPrefix("<path class=\"\(name)\"") }.map { line in
    String((line.split(separator: " d=\"").last ?? "").prefix { $0 != "\"" })
  }
}

/// The number of pieces of the paths of a class.
func pieces(_ name: String, in svg: String) -> Int {
  paths(name, in: svg).joined().count(where: { $0 == "M" })
}
