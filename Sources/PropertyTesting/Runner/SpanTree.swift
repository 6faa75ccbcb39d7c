// SPDX-License-Identifier: GPL-3.0-or-later

/// The spans of a case as a tree, with the choices between them as leaves.
struct SpanTree {
  /// A part of a case.
  enum Part: Hashable {
    /// A span, by its position.
    case span(Int)
    /// A choice that lies in no deeper span, by its position.
    case choice(Int)
  }

  let spans: [Span]
  /// For each span the one around it.
  let parents: [Int?]
  private let byParent: [Int?: [Part]]
  private let owners: [Int?]
  /// Whether an item begins at a position.
  private let beginsItem: [Bool]

  init(_ spans: [Span], count: Int) {
    var open: [Int] = []
    var owners = [Int?](repeating: nil, count: count)
    var parents: [Int?] = []
    for (index, span) in spans.enumerated() {
      open.removeLast(max(0, open.count - span.depth))
      parents.append(open.last)
      open.append(index)
      for position in span.start..<span.end { owners[position] = index }
    }
    self.spans = spans
    self.parents = parents
    self.owners = owners
    var beginsItem = [Bool](repeating: false, count: count)
    for span in spans where span.label == .item && span.count > 0 { beginsItem[span.start] = true }
    self.beginsItem = beginsItem
    byParent = Self.group(spans, parents, owners)
  }

  private static func group(
    _ spans: [Span], _ parents: [Int?], _ owners: [Int?]
  ) -> [Int?: [Part]] {
    var parts: [Int?: [(start: Int, part: Part)]] = [:]
    for (index, span) in spans.enumerated() {
      parts[parents[index], default: []].append((span.start, .span(index)))
    }
    for (position, owner) in owners.enumerated() {
      parts[owner, default: []].append((position, .choice(position)))
    }
    return parts.mapValues { list in
      list.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
        .map(\.element.part)
    }
  }

  /// The innermost spans and loose choices of a part; of the whole case for nil.
  func children(of part: Part?) -> [Part] {
    switch part {
    case nil: byParent[nil] ?? []
    case .span(let index): byParent[index] ?? []
    case .choice: []
    }
  }

  /// The innermost span around a choice.
  func owner(of position: Int) -> Int? { owners[position] }

  func positions(of part: Part) -> Range<Int> {
    switch part {
    case .span(let index): spans[index].start..<spans[index].end
    case .choice(let position): position..<position + 1
    }
  }

  /// Whether a choice says that a list goes on.
  func goesOn(_ position: Int, _ tape: Tape) -> Bool {
    tape.choices[position].kind == .boolean && beginsItem[position]
  }

  /// A tape with another content of a part, the rest held where it was.
  func replay(_ tape: Tape, varying part: Part) -> Replay {
    guard case .span(let index) = part, spans[index].count > 0 else { return Replay(tape) }
    return Replay(tape, stretch: spans[index].start..<spans[index].end, depth: spans[index].depth)
  }

  /// What a report calls a part; nil for spans that only hold others.
  func name(of part: Part, among parts: [Part]) -> String? {
    switch part {
    case .choice:
      let choices = parts.filter { if case .choice = $0 { true } else { false } }
      guard choices.count > 1, let place = choices.firstIndex(of: part) else { return nil }
      return "choice \(place + 1)"
    case .span(let index):
      let label = spans[index].label
      if Self.silent.contains(label) { return nil }
      let alike = parts.filter {
        if case .span(let other) = $0 { spans[other].label == label } else { false }
      }
      let name = LabelNames.text(of: label) ?? "part"
      guard alike.count > 1, let place = alike.firstIndex(of: part) else { return name }
      return "\(name) \(place + 1)"
    }
  }

  private static let silent: Set<Label> = [.list, .draw, .flatMap, .filter, .oneOf, .recursive]
}
