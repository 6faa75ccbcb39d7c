// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Testing

@Suite("Market picture")
struct MarketPictureTests {
  @Test("every mark of the input appears, in its number")
  func marks() {
    let svg = MarketPicture.sample().svg()
    // Two breaks through prices, states, happenings, volatility and volume; one in the legend.
    #expect(pieces("break", in: svg) == 2 * 5 + 1)
    #expect(pieces("tint s0", in: svg) == 2)
    #expect(pieces("tint s1", in: svg) == 1)
    #expect(pieces("s0", in: svg) == 2)
    #expect(pieces("s1", in: svg) == 1)
    #expect(pieces("event", in: svg) == 1 + 3)
    // Each jump stands in its row and among the prices; the legend has one of either kind.
    #expect(pieces("up", in: svg) == 1 + 1 + 1)
    #expect(pieces("down", in: svg) == 2 + 2 + 1)
    #expect(pieces("strike", in: svg) == 4 + 1)
    // The legend's sample has seven bars.
    #expect(pieces("range", in: svg) == 200 + 7)
    #expect(pieces("volume", in: svg) == 200)
    #expect(pieces("line volatility", in: svg) == 1)
    #expect(pieces("line a0", in: svg) == 1 + 1)
  }

  @Test("names, facts and counts are written out")
  func texts() {
    let texts = Set(TextBox.all(in: MarketPicture.sample().svg()).map(\.text))
    let expected = [
      "title", "subtitle", "drift", "spread", "d0", "d1", "d2", "s0", "s1", "s2", "from bar", "0",
      "80", "150", "calm", "panic", "halt", "gap × 3", "jump × 3", "4 events", "jump up",
      "2 jumps down", "2 structural breaks", "Bar, counted from 0; a bar is unit",
    ]
    #expect(expected.filter { !texts.contains($0) } == [])
  }

  @Test("the description says in words what the drawing shows")
  func description() {
    let svg = MarketPicture.sample().svg()
    let line = svg.split(separator: "\n").first { $0.hasPrefix("<desc") } ?? ""
    let facts = [
      "subtitle", "200 bars, each unit", "asset closes at", "Structural breaks at bar 80, 150",
      "Hidden state calm: 170 bars", "Hidden state panic: 30 bars", "Event halt: 1 time.",
      "Event gap: 3 times", "1 jumps up and 2 jumps down",
      "Volatility a year between 20.0\u{A0}% and 24.9\u{A0}%.",
      "Volume a bar between",
    ]
    #expect(facts.filter { !line.contains($0) } == [])
    #expect(svg.contains("role=\"img\" aria-labelledby=\"title description\""))
    #expect(svg.contains("<title id=\"title\">title</title>"))
  }

  @Test("every text is escaped, and the document is well formed", arguments: [1, 3])
  func escaping(assets: Int) {
    var names: [String] = []
    let picture = MarketPicture.sample(assets: assets) { name in
      names.append(name)
      return "<b id=\"x\">&'\(name);"
    }
    let svg = picture.svg()
    let missing = names.filter { !svg.contains("&lt;b id=&quot;x&quot;&gt;&amp;&#39;\($0);") }
    #expect(missing == [])
    #expect(!svg.contains("<b "))
    #expect(MarkupChecker(svg).complaints == [])
  }

  @Test("several assets start at 100, each with a line of its own; more than three are not drawn")
  func severalAssets() {
    var picture = MarketPicture.sample(assets: 4)
    for asset in 0..<4 {
      let factor = Double(asset * 7 + 1)
      picture.assets[asset].closes = picture.assets[asset].closes.map { $0 * factor }
    }
    let svg = picture.svg()
    let lines = (0..<4).map { paths("line a\($0)", in: svg).last ?? "" }
    #expect(lines[0] == lines[1] && lines[1] == lines[2] && lines[3] == "")
    #expect(lines[0].count > 200)
    #expect(pieces("range", in: svg) == 0)
    #expect(svg.contains(">close of other2<") && !svg.contains("other3"))
  }

  @Test("a price that has gone far stands on a logarithmic axis, in equal steps for equal ratios")
  func logarithmicAxis() {
    let closes = [10.0, 20, 40, 80]
    var picture = MarketPicture.sample(bars: 4)
    picture.assets[0] = MarketPicture.Asset(
      name: "A", lows: closes, highs: closes, closes: closes)
    let svg = picture.svg()
    #expect(svg.contains("logarithmic scale"))
    let steps = (paths("line a0", in: svg).last ?? "").split(separator: "l").dropFirst()
    #expect(steps.count == 3 && Set(steps.map { $0.split(separator: "-").last }).count == 1)
    picture.assets[0].closes = [10, 11, 12, 13]
    picture.assets[0].lows = picture.assets[0].closes
    picture.assets[0].highs = picture.assets[0].closes
    #expect(!picture.svg().contains("Price, in currency units; logarithmic scale"))
  }

  @Test("an extreme of many bars reaches as far as one of few")
  func extremesSurvive() {
    func top(bars: Int) -> Double? {
      var closes = [Double](repeating: 100, count: bars)
      closes[0] = 90
      var picture = MarketPicture.sample(bars: bars)
      picture.assets[0] = MarketPicture.Asset(
        name: "A", lows: closes, highs: closes, closes: closes)
      picture.assets[0].highs[bars / 2] = 137
      let pieces = (paths("range", in: picture.svg()).last ?? "").split(separator: "M")
      return pieces.compactMap { piece in
        Double(piece.split(separator: " ").last?.prefix { $0 != "v" } ?? "")
      }.min()
    }
    #expect(top(bars: 100) != nil)
    #expect(top(bars: 7919) == top(bars: 100))
  }

  @Test("many events and jumps collapse into their rows, with their count")
  func manyEvents() {
    var picture = MarketPicture.sample(bars: 5000)
    picture.events = [
      MarketPicture.Row(name: "tick", spans: (0..<2500).map { $0 * 2..<$0 * 2 + 1 }),
      MarketPicture.Row(name: "run", spans: (100..<200).map { $0..<$0 + 1 }),
    ]
    picture.jumps = (0..<5000).map { MarketPicture.Jump(bar: $0, isUp: true) }
    let svg = picture.svg()
    #expect(svg.contains(">tick × 2500<") && svg.contains(">run × 100<"))
    #expect(svg.contains(">jump × 5000<"))
    #expect(pieces("strike", in: svg) == 0)
    // 2,500 events closer than their width are one stretch, and so are neighbours.
    #expect(pieces("event", in: svg) == 2)
    #expect(pieces("up", in: svg) == 1)
  }

  @Test("kinds of event beyond eight share a row that counts them")
  func manyKinds() {
    var picture = MarketPicture.sample()
    picture.events = (0..<12).map { kind in
      MarketPicture.Row(name: "kind\(kind)", spans: [kind * 10..<kind * 10 + 1, 150..<151])
    }
    let texts = TextBox.all(in: picture.svg()).map(\.text)
    #expect(texts.filter { $0.hasPrefix("kind") } == (0..<7).map { "kind\($0) × 2" })
    #expect(texts.contains("5 other kinds × 10"))
    picture.events.removeLast(4)
    #expect(TextBox.all(in: picture.svg()).count { $0.text.hasPrefix("kind") } == 8)
  }

  @Test("the size is bounded, whatever the number of bars and marks", arguments: [1000, 20_000])
  func size(bars: Int) {
    let svg = MarketPicture.crowded(bars: bars).svg()
    #expect(svg.utf8.count < 150_000, "\(svg.utf8.count) bytes")
    #expect(MarkupChecker(svg).complaints == [])
  }

  @Test("no text touches another or the edge", arguments: [1, 3])
  func texts(assets: Int) {
    for picture in [MarketPicture.sample(assets: assets), .crowded(bars: 1000)] {
      let boxes = TextBox.all(in: picture.svg())
      #expect(boxes.count > 30)
      for (index, box) in boxes.enumerated() {
        #expect(box.x.lowerBound > 2 && box.x.upperBound < 958, "\(box)")
        for other in boxes[..<index] { #expect(!box.touches(other), "\(box) \(other)") }
      }
    }
  }

  @Test("no bars and one bar have pictures too")
  func fewBars() {
    let empty = MarketPicture(title: "none", subtitle: "", barUnit: "a day", assets: [])
    #expect(empty.svg().contains(">No bars to draw<"))
    #expect(empty.svg().contains("No bars."))
    #expect(MarkupChecker(empty.svg()).complaints == [])
    let bare = MarketPicture.sample(bars: 0).svg()
    #expect(bare.contains(">No bars to draw<"))
    let one = MarketPicture.sample(bars: 1).svg()
    #expect(one.contains("1 bar, each unit"))
    // What lies beyond the bars is left out.
    #expect(one.contains("Hidden state calm: 1 bar.") && one.contains("Event halt: 0 times."))
    #expect(!one.contains(">halt<"))
    // The close and the volatility.
    #expect(one.split(separator: "\n").count { $0.hasPrefix("<circle") } == 2)
    #expect(pieces("break", in: one) == 0)
    #expect(TextBox.all(in: one).map(\.text).count { $0 == "0" } == 1)
    #expect(MarkupChecker(one).complaints == [])
  }

  @Test("hostile numbers neither trap nor show")
  func hostileNumbers() {
    let values: [Double] = [
      .nan, .infinity, -.infinity, 0, -0.0, -1, 1e308, -1e308, .leastNonzeroMagnitude, 1, 100, .nan,
    ]
    for shift in 0..<values.count {
      var picture = MarketPicture.sample(bars: values.count, assets: shift % 2 == 0 ? 1 : 3)
      let turned = Array(values[shift...] + values[..<shift])
      for asset in picture.assets.indices { picture.assets[asset].closes = turned }
      picture.assets[0].lows = turned.reversed()
      picture.volatility = turned
      picture.volumes = turned.reversed()
      picture.jumps.append(MarketPicture.Jump(bar: -1, isUp: true))
      picture.jumps.append(MarketPicture.Jump(bar: .max, isUp: true))
      picture.events.append(MarketPicture.Row(name: "far", spans: [-5..<3, 4..<4, 11..<Int.max]))
      let svg = picture.svg()
      let body = (svg.split(separator: "</style>").last ?? "").lowercased()
      #expect(!body.contains("nan") && !body.contains("inf"))
      #expect(MarkupChecker(svg).complaints == [])
    }
  }

  @Test("a missing price is a gap in the line")
  func gaps() {
    var picture = MarketPicture.sample()
    picture.assets[0].closes[100] = .nan
    #expect(pieces("line a0", in: picture.svg()) == 2 + 1)
  }

  @Test("the same picture gives the same bytes, without digits that nobody sees")
  func bytes() {
    let svg = MarketPicture.sample().svg()
    #expect(MarketPicture.sample().svg() == svg)
    #expect(!svg.contains(/[0-9]\.[0-9]{3}/))
    // Three bars of 294 units from 52 on; one unit of the price is 62.5 from 103, at 106, down.
    let closes = [100.0, 102, 101]
    var picture = MarketPicture.sample(bars: 3)
    picture.states = []
    picture.events = []
    picture.jumps = []
    picture.segments = []
    picture.assets[0] = MarketPicture.Asset(
      name: "A", lows: [99, 100, 100.5], highs: [101, 103, 102], closes: closes)
    #expect(paths("range", in: picture.svg()).last == "M199 231v125M493 106v187.5M787 168.5v93.8")
    #expect(paths("line a0", in: picture.svg()).last == "M199 293.5l294-125l294 62.5")
  }
}
