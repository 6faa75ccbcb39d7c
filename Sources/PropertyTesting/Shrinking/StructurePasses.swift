// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes that replace a span's content, with the rest of the tape held in its place.

extension ShrinkPass {
  /// Gives spans their simplest content.
  static let simplifySpans = ShrinkPass(name: "simplify spans") { shrinker in
    var index = 0
    while index < shrinker.spans.count, !shrinker.isExhausted {
      let span = shrinker.spans[index]
      let isWorth = span.count > 1 && span.count <= 200
      if isWorth, shrinker.choices[span.start..<span.end].contains(where: { $0 != $0.simplest }) {
        let kept = shrinker.without(span.start..<span.end)
        let tape = Tape(choices: kept, payloads: shrinker.best.tape.payloads)
        _ = shrinker.attempt(Replay(tape, stretch: span.start..<span.start, depth: span.depth))
      }
      index += 1
    }
  }

  /// Puts a part of a value in the place of the whole, where both were made alike.
  static let hoistDescendants = ShrinkPass(name: "hoist descendants") { shrinker in
    var index = 0
    while index < shrinker.spans.count, !shrinker.isExhausted {
      if !hoist(into: index, &shrinker) { index += 1 }
    }
  }

  private static func hoist(into index: Int, _ shrinker: inout Shrinker) -> Bool {
    let outer = shrinker.spans[index]
    guard outer.label != .item, outer.count > 1 else { return false }
    var tried = 0
    for inner in shrinker.spans[(index + 1)...] {
      if inner.start >= outer.end || tried >= 24 { break }
      guard inner.label == outer.label, inner.end <= outer.end, inner.count < outer.count else {
        continue
      }
      tried += 1
      if shrinker.attempt(shrinker.replacing(outer, at: index, with: inner)) { return true }
    }
    return false
  }

  /// Brings siblings into order: all at once, then neighbour by neighbour; and with integers that
  /// point at swapped items swapped, too.
  static let reorderSiblings = ShrinkPass(name: "reorder siblings") { shrinker in
    for group in shrinker.siblings() where group.count > 1 {
      let first = group[0]
      guard group.count <= 64, !shrinker.isLong else {
        if group.count > 64 { sortAll(group, &shrinker) }
        continue
      }
      func current(_ shrinker: Shrinker) -> [Span] {
        shrinker.siblings(from: first.start, depth: first.depth, label: first.label)
      }
      sortAll(current(shrinker), &shrinker)
      var place = 1
      while place < current(shrinker).count, !shrinker.isExhausted {
        var slot = place
        while slot > 0 {
          let spans = current(shrinker)
          guard slot < spans.count, swapped(spans, slot, &shrinker) else { break }
          slot -= 1
        }
        place += 1
      }
    }
  }

  private static func sortAll(_ spans: [Span], _ shrinker: inout Shrinker) {
    guard let first = spans.first, let last = spans.last, spans.count > 2 else { return }
    let payloads = shrinker.best.tape.payloads
    let parts = spans.map {
      Tape(choices: Array(shrinker.choices[$0.start..<$0.end]), payloads: payloads)
    }
    let sorted = parts.enumerated().sorted {
      $0.element.isSimpler(than: $1.element)
        || (!$1.element.isSimpler(than: $0.element) && $0.offset < $1.offset)
    }
    let edited =
      Array(shrinker.choices[..<first.start]) + sorted.flatMap(\.element.choices)
      + shrinker.choices[last.end...]
    shrinker.attempt(edited)
  }

  private static func swapped(
    _ spans: [Span], _ slot: Int, _ shrinker: inout Shrinker
  ) -> Bool {
    let (left, right) = (spans[slot - 1], spans[slot])
    let choices = shrinker.choices
    let edited =
      Array(choices[..<left.start]) + choices[right.start..<right.end]
      + choices[left.start..<left.end] + choices[right.end...]
    if shrinker.attempt(edited) { return true }
    guard left.label == .item else { return false }
    // Integers that point at one of the two items follow it: those outside them, or all.
    let (low, high) = (Int64(slot - 1), Int64(slot))
    for isInside in [false, true] {
      var rebased = edited
      var hasPointer = false
      for index in rebased.indices where isInside || index < left.start || index >= right.end {
        guard rebased[index].kind == .integer else { continue }
        let value = rebased[index].integer
        guard value == low || value == high else { continue }
        let other = value == low ? high : low
        guard rebased[index].allows(other) else { continue }
        rebased[index].integer = other
        hasPointer = true
      }
      if hasPointer, shrinker.attempt(rebased) { return true }
    }
    return false
  }

  /// Replaces an item by its neighbour's content, or all doubles of an item by one of them.
  static let copyNeighbours = ShrinkPass(name: "copy neighbours") { shrinker in
    if shrinker.isLong { return }
    for group in shrinker.siblings() where group.count <= 32 && group[0].label == .item {
      for (place, span) in group.enumerated() {
        guard span.end <= shrinker.choices.count else { break }
        if place > 0, group[place - 1].count == span.count {
          let copy = shrinker.choices[group[place - 1].start..<group[place - 1].end]
          var edited = shrinker.choices
          edited.replaceSubrange(span.start..<span.end, with: copy)
          shrinker.attempt(edited)
        }
        flatten(span, &shrinker)
      }
    }
  }

  private static func flatten(_ span: Span, _ shrinker: inout Shrinker) {
    let doubles = (span.start..<span.end).filter { shrinker.choices[$0].kind == .double }
    guard doubles.count > 1, doubles.count <= 8 else { return }
    for source in doubles {
      let value = shrinker.choices[source].double
      var edited = shrinker.choices
      for index in doubles where edited[index].allows(value) { edited[index].double = value }
      shrinker.attempt(edited)
    }
  }
}
