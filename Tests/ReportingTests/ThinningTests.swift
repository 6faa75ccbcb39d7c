// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Testing

@Suite("Thinning")
struct ThinningTests {
  @Test("the extremes, the ends and the order survive")
  func extremes() {
    var source = SampleSource(seed: 4)
    let points = (0..<5000).map {
      PlotPoint(x: Double($0) * 0.12, y: source.uniform(-1...1))
    }
    let thinned = Thinning.perColumn(points)
    let (lowest, highest) = (thinned.map(\.y).min(), thinned.map(\.y).max())
    let isOrdered = zip(thinned, thinned.dropFirst()).allSatisfy { $0.x < $1.x }
    #expect(lowest == points.map(\.y).min())
    #expect(highest == points.map(\.y).max())
    #expect(thinned.first == points.first && thinned.last == points.last)
    #expect(isOrdered)
    #expect(thinned.count <= 2 * 601 + 2)
  }

  @Test("short lists stay as they are")
  func short() {
    let points = [PlotPoint(x: 0, y: 1), PlotPoint(x: 0, y: 2)]
    #expect(Thinning.perColumn([]).isEmpty)
    #expect(Thinning.perColumn(points) == points)
  }

  @Test("path text is short, relative and never drifts")
  func pathText() {
    var path = PathText()
    path.trace([
      PlotPoint(x: 0.04, y: 10), PlotPoint(x: 0.51, y: 9.96), PlotPoint(x: 0.52, y: 9.96),
      PlotPoint(x: 2, y: 12.25), PlotPoint(x: 1.5, y: 12.3),
    ])
    #expect(path.text == "M0 10h.5l1.5 2.3h-.5")
  }
}
