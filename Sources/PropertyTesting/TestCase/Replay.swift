// SPDX-License-Identifier: GPL-3.0-or-later

/// A tape to be followed: choice by choice, or span by span.
///
/// A stretch that is bound to a span replaces what that span drew: once the span closes, whatever
/// is left of the stretch is skipped, and where the stretch is too short the simplest choices are
/// taken. With a guide every span is so bound: a span that opens where the guide has none of its
/// label gets the simplest choices, and one that closes skips what the guide's span has left. So
/// the parts of an edited tape meet the generators that they were made for, even where the number
/// of choices between them has changed.
struct Replay {
  var tape: Tape
  /// The spans of the tape in the order in which they opened; nil to follow choice by choice.
  private(set) var guide: [Span]?
  private var nextGuide = 0
  /// For each open span the guide's span; nil for one that the guide does not have.
  private var matched: [Int?] = []
  private var missing = 0
  /// The choices that replace a span's, by their positions in the tape.
  var stretch: Range<Int>?
  /// The depth of the span that they replace.
  var stretchDepth = 0
  private var position = 0
  private var isInStretch = false

  init(_ tape: Tape) { self.tape = tape }

  init(_ tape: Tape, stretch: Range<Int>, depth: Int) {
    self.tape = tape
    self.stretch = stretch
    self.stretchDepth = depth
  }

  init(_ tape: Tape, guide: [Span]) {
    self.tape = tape
    self.guide = guide
  }

  /// A digest of the tape and of how it is to be followed.
  var fingerprint: UInt64 {
    var hash = tape.fingerprint
    func mix(_ part: Int) {
      hash = (hash ^ UInt64(bitPattern: Int64(part))) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
    }
    if let stretch { [1, stretch.lowerBound, stretch.upperBound, stretchDepth].forEach(mix) }
    guard let guide else { return hash }
    for span in guide {
      mix(span.start)
      mix(span.end)
      mix(span.depth)
      mix(Int(truncatingIfNeeded: span.label.hash))
    }
    return hash
  }

  /// A span has opened.
  mutating func opened(_ label: Label) {
    guard let guide else { return }
    if missing == 0, nextGuide < guide.count, guide[nextGuide].label == label,
      guide[nextGuide].start == position, guide[nextGuide].depth == matched.count
    {
      matched.append(nextGuide)
      nextGuide += 1
    } else {
      matched.append(nil)
      missing += 1
    }
  }

  mutating func next() -> Choice? {
    if guide != nil {
      if missing > 0 { return nil }
      if let open = matched.last, let index = open, let guide, position >= guide[index].end {
        return nil
      }
    }
    if let stretch {
      if position == stretch.lowerBound { isInStretch = true }
      if isInStretch, position >= stretch.upperBound { return nil }
    }
    guard position < tape.choices.count else { return nil }
    position += 1
    return tape.choices[position - 1]
  }

  mutating func nextPayload() -> (Choice, Payload?)? {
    guard let choice = next() else { return nil }
    let isPayload = choice.kind == .block || choice.kind == .bytes
    return (choice, isPayload ? tape.payloads[Int(choice.bits)] : nil)
  }

  /// A span has closed; its depth is the number of spans still open.
  mutating func closed(depth: Int) {
    if let guide, let top = matched.popLast() {
      guard let index = top else {
        missing -= 1
        return
      }
      position = max(position, guide[index].end)
      while nextGuide < guide.count, guide[nextGuide].depth > guide[index].depth { nextGuide += 1 }
      return
    }
    guard isInStretch, depth == stretchDepth, let stretch else { return }
    isInStretch = false
    position = max(position, stretch.upperBound)
    self.stretch = nil
  }
}
