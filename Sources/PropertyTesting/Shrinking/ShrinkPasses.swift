// SPDX-License-Identifier: GPL-3.0-or-later

extension ShrinkPass {
  /// The passes in the order in which they run: what removes most comes first, and what
  /// seldom helps last, when nothing else has for a round.
  package static let all: [ShrinkPass] = [
    extrapolate, deleteItems, zeroEverything, simplifySpans, hoistDescendants,
    minimiseDuplicates, minimiseChoices, minimisePayloads, deleteWindows, deleteAndRebase,
    reorderSiblings, lowerTogether, redistribute, copyNeighbours, scaleTogether, lowerAndBump,
    deleteAndAbsorb, tryAlternatives, realign, deleteSlices, deletePairs, swapValues,
    exchangeValues, shiftTheRest, keepRatio, keepProduct, payloadPairs, descendLadders, clearBits,
    scanSimplest, scanPairs,
  ]
}

extension Shrinker {
  /// Whether the tape is so long that a pass whose time grows with its square is left out.
  var isLong: Bool { choices.count > 2000 }

  /// Spans that follow each other directly inside one span and have one label: the items of a list.
  ///
  /// Outer groups come before inner ones, and groups of one depth in the order of the tape.
  func siblings() -> [[Span]] {
    var groups: [[Span]] = []
    // The group that is still open at each depth.
    var open: [[Span]] = []
    for span in spans where span.count > 0 {
      // What lies deeper belonged to the span before.
      while open.count > span.depth + 1 { groups.append(open.removeLast()) }
      while open.count <= span.depth { open.append([]) }
      if let last = open[span.depth].last, last.end != span.start || last.label != span.label {
        groups.append(open[span.depth])
        open[span.depth] = []
      }
      open[span.depth].append(span)
    }
    groups += open
    return groups.filter { !$0.isEmpty }.sorted {
      ($0[0].depth, $0[0].start) < ($1[0].depth, $1[0].start)
    }
  }

  /// The siblings that begin with a span at a place; empty where there are none any more.
  func siblings(from start: Int, depth: Int, label: Label) -> [Span] {
    var group: [Span] = []
    for span in spans where span.count > 0 && span.depth <= depth {
      if !group.isEmpty, span.depth < depth || span.start != group[group.count - 1].end { break }
      guard span.depth == depth, span.label == label else { continue }
      if !group.isEmpty || span.start == start { group.append(span) }
    }
    return group
  }

  /// Calls for every item of a group from the last to the first, as the group then is; an item that
  /// was deleted leaves its place to the one behind it, so its place is asked for again.
  mutating func forEachItemFromEnd(
    of group: [Span], _ isDeleted: (inout Shrinker, _ item: Span, _ place: Int) -> Bool
  ) {
    let first = group[0]
    var place = group.count - 1
    while place >= 0, !isExhausted {
      let rest = siblings(from: first.start, depth: first.depth, label: first.label)
      if place >= rest.count || !isDeleted(&self, rest[place], place) { place -= 1 }
    }
  }

  /// The case with a span's content replaced by that of a span inside it, followed span by span.
  func replacing(_ outer: Span, at index: Int, with inner: Span) -> Replay {
    var edited = choices
    edited.replaceSubrange(outer.start..<outer.end, with: choices[inner.start..<inner.end])
    var guide = Array(spans[..<index])
    let removed = outer.count - inner.count
    for place in guide.indices where guide[place].end >= outer.end { guide[place].end -= removed }
    var inside = false
    for span in spans[index...] {
      let isInner = span == inner
      if isInner { inside = true }
      if inside, isInner || span.depth > inner.depth {
        let shift = outer.start - inner.start
        guide.append(
          Span(
            label: span.label, start: span.start + shift, end: span.end + shift,
            depth: span.depth - inner.depth + outer.depth))
        continue
      }
      if inside { inside = false }
      if span.start >= outer.end, span != outer {
        guide.append(
          Span(
            label: span.label, start: span.start - removed, end: span.end - removed,
            depth: span.depth))
      }
    }
    return Replay(Tape(choices: edited, payloads: best.tape.payloads), guide: guide)
  }

  /// The positions of scalar choices that are not simplest.
  func positions(of kind: Choice.Kind) -> [Int] {
    choices.indices.filter { choices[$0].kind == kind && choices[$0] != choices[$0].simplest }
  }
}
