// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Testing

@Suite("Report page")
struct ReportPageTests {
  @Test("every slot of text is escaped")
  func escaping() {
    var slots = 0
    // Each slot carries a number of its own, so that none can hide behind another.
    func slot() -> String {
      slots += 1
      return "<b id=\"x\">&'slot\(slots);"
    }
    let html = samplePage(text: slot).html()
    let missing = (1...slots).filter {
      !html.contains("&lt;b id=&quot;x&quot;&gt;&amp;&#39;slot\($0);")
    }
    #expect(missing.isEmpty)
    #expect(!html.contains("<b "))
    #expect(MarkupChecker(html).complaints.isEmpty)
  }

  @Test("control characters never reach the page")
  func controlCharacters() {
    let html = samplePage { "a\u{0}b\u{1B}c\r\n" }.html()
    let allowed: Set<Unicode.Scalar> = ["\n", "\t"]
    #expect(!html.unicodeScalars.contains { $0.value < 0x20 && !allowed.contains($0) })
  }

  @Test("hostile numbers neither trap nor show", arguments: HostileSeries.all)
  func hostileNumbers(_ series: HostileSeries) {
    let kinds: [Axis.Kind] = [.number, .percent, .money, .date, .logarithmic]
    var failures = [String]()
    for x in kinds {
      for y in kinds {
        let html = page(of: series.chart(x: x, y: y)).html().lowercased()
        let body = html.split(separator: "</style>")[1]
        if body.contains("nan") || body.contains("inf") { failures.append("\(x) \(y)") }
        failures += MarkupChecker(html).complaints
      }
    }
    #expect(failures.isEmpty)
  }

  @Test("a gap in the numbers is a gap in the line")
  func gaps() {
    let points = [1, 2, .nan, 4, 5, .nan, 7].enumerated().map {
      Point(x: Double($0.offset), y: $0.element)
    }
    let line = Line(name: "Line", points: points, style: .primary)
    let html = page(of: chart(lines: [line])).html()
    let path = html.split(separator: "\n").last { $0.contains("\"line primary\"") } ?? ""
    #expect(path.count(where: { $0 == "M" }) == 2)
    #expect(html.count(of: "<circle") == 1)
  }

  @Test("the same page gives the same bytes, and two decades of bars stay small")
  func sizeAndBytes() {
    var source = SampleSource(seed: 5)
    var value = 100_000.0
    let points = (0..<5000).map { index in
      value *= 1 + source.uniform(-0.02...0.0203)
      return Point(x: 10_600 + Double(index) * 1.4, y: value)
    }
    let lines = [
      Line(name: "Strategy", points: points, style: .primary, filledToZero: true),
      Line(name: "Buy and hold", points: points.reversed(), style: .secondary),
    ]
    let html = page(of: chart(lines: lines, x: .date, y: .money)).html()
    let again = page(of: chart(lines: lines, x: .date, y: .money)).html()
    let size = html.utf8.count - page(of: chart(lines: [])).html().utf8.count
    #expect(html == again)
    #expect(size < 60_000)
  }

  @Test("nothing outside the file is needed")
  func selfContained() {
    let html = samplePage { "text" }.html()
    let forbidden = ["<script", "http:", "https:", "url(", "@import", "src=", "href="]
    #expect(forbidden.filter { html.contains($0) }.isEmpty)
  }

  @Test("verdicts and badges are words, and charts describe themselves")
  func words() {
    let html = samplePage { "PASS" }.html()
    let checker = MarkupChecker(html)
    #expect(html.contains(">PASS</p>") && html.contains(">PASS</span>"))
    #expect(html.count(of: "role=\"img\"") == 2)
    #expect(checker.identifiers.count == 4)
    #expect(html.contains("PASS ends at 2.000; lowest 1.000, highest 2.000."))
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { split(separator: part).count - 1 }
}
