// SPDX-License-Identifier: GPL-3.0-or-later

extension MarketPicture {
  /// The picture in words, for readers who do not see the drawing.
  var description: String {
    guard bars > 0 else { return "No bars." }
    var sentences = ["\(Self.counted(bars, "bar")), each \(barUnit)."]
    sentences += shownAssets.map(Self.sentence)
    let breaks = shownSegments.dropFirst().map { String($0.firstBar) }
    if !breaks.isEmpty {
      sentences.append("Structural breaks at bar \(breaks.joined(separator: ", ")).")
    }
    for state in states.map({ $0.clamped(to: bars) }) {
      let count = state.spans.reduce(0) { $0 + $1.count }
      sentences.append("Hidden state \(state.name): \(Self.counted(count, "bar")).")
    }
    for event in events.map({ $0.clamped(to: bars) }) {
      sentences.append("Event \(event.name): \(Self.counted(event.spans.count, "time")).")
    }
    if !shownJumps.isEmpty {
      let up = shownJumps.count(where: \.isUp)
      sentences.append("\(up) jumps up and \(shownJumps.count - up) jumps down.")
    }
    if let extent = Extent(of: volatility.prefix(bars), kind: .percent) {
      let kind = Axis.Kind.percent
      sentences.append(
        "Volatility a year between \(kind.spoken(extent.lower)) and \(kind.spoken(extent.upper)).")
    }
    if let extent = Extent(of: volumes.prefix(bars), kind: .number) {
      let kind = Axis.Kind.number
      sentences.append(
        "Volume a bar between \(kind.spoken(extent.lower)) and \(kind.spoken(extent.upper)).")
    }
    return sentences.joined(separator: " ")
  }

  private static func sentence(_ asset: Asset) -> String {
    let values = asset.closes.filter(Axis.Kind.number.admits)
    guard let last = values.last, let extent = Extent(of: values, kind: .number) else {
      return "\(asset.name): no prices."
    }
    let kind = Axis.Kind.number
    return "\(asset.name) closes at \(kind.spoken(last)); lowest close "
      + "\(kind.spoken(extent.lower)), highest \(kind.spoken(extent.upper))."
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    NumberText.fixed(Double(count), decimals: 0, groupsThousands: true)
      + (count == 1 ? " \(noun)" : " \(noun)s")
  }
}
