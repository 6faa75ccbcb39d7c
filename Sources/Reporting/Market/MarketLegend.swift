// SPDX-License-Identifier: GPL-3.0-or-later

/// What the marks in the panels mean: samples with their names, in rows.
struct MarketLegend {
  /// How an entry's mark looks.
  enum Sample: Equatable {
    case line(Int)
    case range
    case structuralBreak
    case strike
    case up
    case down
  }

  /// A sample with its name and its place.
  struct Entry: Equatable {
    let sample: Sample
    let name: String
    var x = 0.0
    var row = 0
  }

  private(set) var entries: [Entry] = []

  static let rowHeight = 19.0
  private static let sampleWidth = 30.0

  /// The number of rows.
  var rows: Int { (entries.last?.row ?? -1) + 1 }

  init(_ picture: MarketPicture, strikes: Int, showsJumps: Bool) {
    let assets = picture.shownAssets
    if assets.count == 1 {
      entries.append(Entry(sample: .range, name: "low to high of the bar"))
      entries.append(Entry(sample: .line(0), name: "close"))
    } else {
      for (index, asset) in assets.enumerated() {
        entries.append(Entry(sample: .line(index), name: "close of \(asset.name)"))
      }
    }
    let breaks = picture.shownSegments.count - 1
    if breaks > 0 {
      let plural = breaks == 1 ? "structural break" : "\(breaks) structural breaks"
      entries.append(Entry(sample: .structuralBreak, name: plural))
    }
    if strikes > 0 {
      entries.append(
        Entry(sample: .strike, name: strikes == 1 ? "1 event" : "\(strikes) events"))
    }
    if showsJumps {
      let up = picture.shownJumps.count(where: \.isUp)
      let down = picture.shownJumps.count - up
      let jumps = { count in count == 1 ? "jump" : "\(count) jumps" }
      if up > 0 { entries.append(Entry(sample: .up, name: jumps(up) + " up")) }
      if down > 0 { entries.append(Entry(sample: .down, name: jumps(down) + " down")) }
    }
    place()
  }

  /// Puts the entries side by side, as many in a row as fit.
  private mutating func place() {
    var (x, row) = (MarketLayout.margin, 0)
    for index in entries.indices {
      let width = Self.sampleWidth + PictureText.width(entries[index].name, size: 11) + 22
      if x > MarketLayout.margin && x + width > MarketLayout.width - MarketLayout.margin {
        (x, row) = (MarketLayout.margin, row + 1)
      }
      (entries[index].x, entries[index].row) = (x, row)
      x += width
    }
  }

  func write(top: Double, to html: inout HTMLWriter) {
    for entry in entries {
      let middle = top + Double(entry.row) * Self.rowHeight + 9
      write(entry.sample, x: entry.x, middle: middle, to: &html)
      PictureText.write(
        entry.name, x: entry.x + Self.sampleWidth, y: middle + 4, to: &html)
    }
  }

  private func write(
    _ sample: Sample, x: Double, middle: Double, to html: inout HTMLWriter
  ) {
    var path = PathText()
    let name: String
    switch sample {
    case .line(let index):
      name = "line a\(index)"
      path.trace([PlotPoint(x: x, y: middle), PlotPoint(x: x + 23, y: middle)])
    case .range:
      name = "range"
      let heights = [5.0, 7, 4, 8, 6, 5, 7]
      for (index, height) in heights.enumerated() {
        path.upright(x: x + 2 + Double(index) * 3, from: middle - height, to: middle + height - 3)
      }
    case .structuralBreak:
      name = "break"
      path.upright(x: x + 15, from: middle - 8, to: middle + 8)
    case .strike:
      name = "strike"
      path.rectangle(Stretch(start: x + 5, end: x + 23), from: middle - 7, to: middle + 7)
    case .up, .down:
      name = sample == .up ? "up" : "down"
      path.triangle(x: x + 20, y: middle + (sample == .up ? -4 : 4), isUp: sample == .up)
    }
    html.empty("path", ["class": name, "d": path.text])
  }
}

extension PathText {
  /// Adds a triangle with its tip at a point, pointing up or down.
  mutating func triangle(x: Double, y: Double, isUp: Bool) {
    let height = isUp ? 7.0 : -7.0
    move(to: PlotPoint(x: x, y: y))
    line(to: PlotPoint(x: x + 4, y: y + height))
    line(to: PlotPoint(x: x - 4, y: y + height))
    close()
  }
}
