// SPDX-License-Identifier: GPL-3.0-or-later

/// Hands the choices of an old tape to the choices of a new one by the labels around them.
///
/// A span of the new case goes with the span of the old one that has its label and its number among
/// the spans of that label, inside spans that go together. A choice takes the value of the old
/// choice that lies in the same span, allows the same, and has the same number among those. Spans
/// that only one side has are looked through.
struct TapeMatching {
  /// How alike choices must be.
  enum Manner {
    /// The same kind with the same range.
    case template
    /// The same kind.
    case kind
  }

  /// Choices of one look in spans of one label.
  struct GroupKey: Hashable {
    let label: Label?
    let template: Choice
  }

  private struct PoolKey: Hashable {
    let span: Int?
    let template: Choice
  }

  /// Other orders for some groups: for each new choice the number of the old one.
  var assignments: [GroupKey: [Int?]] = [:]

  private let blob: ReplayBlob
  private let manner: Manner
  private let old: SpanTree

  init(_ blob: ReplayBlob, _ manner: Manner) {
    self.blob = blob
    self.manner = manner
    old = SpanTree(blob.spans, count: blob.tape.choices.count)
  }

  /// The new tape with the old values, and the positions of choices for which there were none.
  func handedOver(to result: CaseResult) -> (tape: Tape, gaps: [Int]) {
    let new = SpanTree(result.spans, count: result.tape.choices.count)
    let partners = partners(of: new)
    let pools = pools(partners)
    var taken: [PoolKey: Int] = [:]
    var tape = result.tape
    var gaps: [Int] = []
    for position in tape.choices.indices {
      let span = partner(of: new.owner(of: position), in: new, partners)
      let key = PoolKey(span: span, template: look(tape.choices[position]))
      let number = taken[key, default: 0]
      taken[key] = number + 1
      let pool = pools[key] ?? []
      let place = order(key).map { number < $0.count ? $0[number] : nil } ?? number
      guard let place, place < pool.count else {
        gaps.append(position)
        continue
      }
      hand(blob.tape.choices[pool[place]], to: position, of: &tape)
    }
    return (tape, gaps)
  }

  private func order(_ key: PoolKey) -> [Int?]? {
    if assignments.isEmpty { return nil }
    let label = key.span.map { old.spans[$0].label }
    return assignments[GroupKey(label: label, template: key.template)]
  }

  private func hand(_ choice: Choice, to position: Int, of tape: inout Tape) {
    switch choice.kind {
    case .integer, .double, .boolean: tape.choices[position].bits = choice.bits
    case .block, .bytes:
      let payload = blob.tape.payloads[Int(choice.bits)]
      guard tape.payloads[Int(tape.choices[position].bits)] != payload else { return }
      tape.choices[position].bits = UInt64(tape.payloads.count)
      tape.payloads.append(payload)
    }
  }

  private func look(_ choice: Choice) -> Choice {
    switch manner {
    case .template: choice.template
    case .kind: Choice(kind: choice.kind, bits: 0, lower: 0, upper: 0)
    }
  }

  // MARK: Spans

  /// For each new span its old one.
  private func partners(of new: SpanTree) -> [Int?] {
    struct Key: Hashable {
      let parent: Int?
      let label: Label
    }
    var waiting: [Key: [Int]] = [:]
    for (index, span) in old.spans.enumerated() {
      waiting[Key(parent: old.parents[index], label: span.label), default: []].append(index)
    }
    var counts: [Key: Int] = [:]
    var partners: [Int?] = []
    for (index, span) in new.spans.enumerated() {
      let parent = partner(of: new.parents[index], in: new, partners)
      let key = Key(parent: parent, label: span.label)
      let number = counts[key, default: 0]
      counts[key] = number + 1
      let candidates = waiting[key] ?? []
      partners.append(number < candidates.count ? candidates[number] : nil)
    }
    return partners
  }

  /// The old span of a new one, or of the innermost around it that has one.
  private func partner(of span: Int?, in new: SpanTree, _ partners: [Int?]) -> Int? {
    var span = span
    while let index = span {
      if let partner = partners[index] { return partner }
      span = new.parents[index]
    }
    return nil
  }

  /// The old choices by the innermost span around them that has a new one.
  private func pools(_ partners: [Int?]) -> [PoolKey: [Int]] {
    let matched = Set(partners.compactMap { $0 })
    var pools: [PoolKey: [Int]] = [:]
    for (position, choice) in blob.tape.choices.enumerated() {
      var span = old.owner(of: position)
      while let index = span, !matched.contains(index) { span = old.parents[index] }
      pools[PoolKey(span: span, template: look(choice)), default: []].append(position)
    }
    return pools
  }

  // MARK: Assignments

  /// Groups of choices that look alike, with the most that one span has of them, old and new.
  func groups(of result: CaseResult) -> [(key: GroupKey, old: Int, new: Int)] {
    let new = SpanTree(result.spans, count: result.tape.choices.count)
    let partners = partners(of: new)
    var counts: [PoolKey: (old: Int, new: Int)] = [:]
    for (key, pool) in pools(partners).sorted(by: { $0.value[0] < $1.value[0] }) {
      counts[key, default: (0, 0)].old = pool.count
    }
    for (position, choice) in result.tape.choices.enumerated() {
      let span = partner(of: new.owner(of: position), in: new, partners)
      counts[PoolKey(span: span, template: look(choice)), default: (0, 0)].new += 1
    }
    var groups: [GroupKey: (old: Int, new: Int)] = [:]
    for (key, count) in counts.sorted(by: { ($0.key.span ?? -1) < ($1.key.span ?? -1) }) {
      let label = key.span.map { old.spans[$0].label }
      let known = groups[GroupKey(label: label, template: key.template)] ?? (0, 0)
      groups[GroupKey(label: label, template: key.template)] = (
        max(known.old, count.old), max(known.new, count.new)
      )
    }
    return groups.filter { $0.value.new > 1 && $0.value.old > 0 }
      .sorted { $0.key.rank.lexicographicallyPrecedes($1.key.rank) }
      .map { ($0.key, $0.value.old, $0.value.new) }
  }

  /// Other orders to try for a case: each group alone, then the groups that have grown together.
  func alternatives(for result: CaseResult) -> [[GroupKey: [Int?]]] {
    let families = groups(of: result)
    let single = families.flatMap { group in
      Self.orders(of: group.old, to: group.new).map { [group.key: $0] }
    }
    var joint: [[GroupKey: [Int?]]] = [[:]]
    for group in families where group.new > group.old {
      let orders = Self.orders(of: group.old, to: group.new).prefix(12)
      joint = joint.prefix(40).flatMap { known in
        orders.map { order in known.merging([group.key: order]) { _, new in new } }
      }
    }
    return joint.filter { $0.count > 1 } + single
  }

  /// Ways to give some old choices to some new ones, those that keep the order first; at most 120.
  private static func orders(of old: Int, to new: Int) -> [[Int?]] {
    guard new <= 8 else { return [] }
    var all: [[Int?]] = []
    func extend(_ order: [Int?], _ left: [Int]) {
      guard all.count < 5_000 else { return }
      if order.count == new {
        if new > old ? left.isEmpty : order.allSatisfy({ $0 != nil }) { all.append(order) }
        return
      }
      for place in left { extend(order + [place], left.filter { $0 != place }) }
      if new > old { extend(order + [nil], left) }
    }
    extend([], Array(0..<min(old, 8)))
    let ranked = all.enumerated().sorted {
      (disorder($0.element), $0.offset) < (disorder($1.element), $1.offset)
    }
    return ranked.prefix(120).map(\.element)
  }

  private static func disorder(_ order: [Int?]) -> Int {
    let places = order.compactMap { $0 }
    return zip(places, places.dropFirst()).filter { $0 > $1 }.count
  }
}

extension TapeMatching.GroupKey {
  /// A fixed order of groups, in which no two share a place.
  var rank: [UInt64] {
    [
      label == nil ? 0 : 1, label?.hash ?? 0, UInt64(template.kind.rawValue), template.lower,
      template.upper, UInt64(bitPattern: template.centre), template.allowsNaN ? 1 : 0,
    ]
  }
}
