// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of marks below the prices. Its place says what a mark is, its colour only repeats it.
struct MarketLane {
  /// What the marks are.
  enum Mark: Equatable {
    /// A hidden state, by its number.
    case state(Int)
    case event
    case jump
  }

  /// The label beside the row.
  let label: String
  let mark: Mark
  /// The bars of the marks; of jumps, those up.
  let spans: [Range<Int>]
  /// The bars of jumps down.
  var fallingSpans: [Range<Int>] = []

  static let height = 15.0
}

/// Rows under a common heading.
struct LaneGroup {
  let title: String
  let lanes: [MarketLane]

  /// So many kinds of event have a row each; what is beyond shares the last row.
  static let eventRows = 8

  /// The rows of a picture, as far as it has marks.
  static func groups(of picture: MarketPicture) -> [LaneGroup] {
    let bars = picture.bars
    let states = picture.states.enumerated().map { index, state in
      MarketLane(
        label: state.name, mark: .state(index), spans: state.clamped(to: bars).spans)
    }
    var happenings = eventLanes(picture.events.map { $0.clamped(to: bars) })
    let jumps = picture.shownJumps
    if !jumps.isEmpty {
      happenings.append(
        MarketLane(
          label: counted("jump", jumps.count), mark: .jump,
          spans: jumps.filter(\.isUp).map { $0.bar..<$0.bar + 1 },
          fallingSpans: jumps.filter { !$0.isUp }.map { $0.bar..<$0.bar + 1 }))
    }
    let groups = [
      LaneGroup(title: "Hidden state of each bar", lanes: states),
      LaneGroup(title: title(picture, jumps: jumps.count), lanes: happenings),
    ]
    return groups.filter { !$0.lanes.isEmpty }
  }

  private static func title(_ picture: MarketPicture, jumps: Int) -> String {
    let owner = picture.shownAssets.count > 1 ? " of \(picture.shownAssets[0].name)" : ""
    let jumpTitle = "Jumps\(owner): ticks above the line are up, below it down"
    if picture.events.isEmpty { return jumpTitle }
    return jumps == 0 ? "Events\(owner)" : "Events\(owner). " + jumpTitle
  }

  private static func eventLanes(_ events: [MarketPicture.Row]) -> [MarketLane] {
    let shown = events.filter { !$0.spans.isEmpty }
    let own = shown.count > eventRows ? shown.prefix(eventRows - 1) : shown[...]
    var lanes = own.map {
      MarketLane(label: counted($0.name, $0.spans.count), mark: .event, spans: $0.spans)
    }
    let rest = shown.dropFirst(own.count)
    if !rest.isEmpty {
      let spans = rest.flatMap(\.spans)
      lanes.append(
        MarketLane(
          label: counted("\(rest.count) other kinds", spans.count), mark: .event, spans: spans))
    }
    return lanes
  }

  /// A name with how often it occurs, where that is more than once.
  private static func counted(_ name: String, _ count: Int) -> String {
    count == 1 ? name : "\(name) × \(count)"
  }
}
