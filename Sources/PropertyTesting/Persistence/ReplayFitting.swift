// SPDX-License-Identifier: GPL-3.0-or-later
//
// A stored case meets a generator that may have changed since. First the tape is replayed as it is,
// then followed span by span; then its choices are handed to the new generator's spans by label and
// by what they allow, wherever they stand now; then other assignments of choices that look alike
// are tried, and random contents for choices that the old tape does not have. The first case that
// fails ends the search.

/// Finds the case that a stored one means today.
struct ReplayFitting {
  private let blob: ReplayBlob
  private var runs = 0
  private var failing: CaseRecord?
  /// Runs that a case may take that no longer fails.
  private static let limit = 1_500

  init(_ blob: ReplayBlob) { self.blob = blob }

  /// Runs replays until one fails; the record of that one, or of the plain replay.
  mutating func run(_ run: (Replay) -> CaseRecord) -> CaseRecord {
    let plain = run(Replay(blob.tape))
    if plain.failure != nil { return plain }
    // What replays choice by choice without a change is the same case, and it passes now.
    if let result = plain.result, result.tape == blob.tape, result.spans == blob.spans {
      return plain
    }
    let guided = attempt(Replay(blob.tape, guide: blob.spans), run)
    for matching in [TapeMatching.Manner.template, .kind] where failing == nil {
      let matching = TapeMatching(blob, matching)
      guard let fitted = settle(matching, from: guided, run) else { continue }
      fillGaps(matching, fitted, run)
      tryAssignments(matching, fitted, run)
    }
    return failing ?? plain
  }

  private mutating func attempt(_ replay: Replay, _ run: (Replay) -> CaseRecord) -> CaseResult? {
    guard runs < Self.limit, failing == nil else { return nil }
    runs += 1
    let record = run(replay)
    if record.failure != nil { failing = record }
    return record.result
  }

  /// Hands choices over and runs the result until nothing changes: each run may open further spans.
  private mutating func settle(
    _ matching: TapeMatching, from start: CaseResult?, _ run: (Replay) -> CaseRecord
  ) -> CaseResult? {
    guard var result = start else { return nil }
    while failing == nil {
      let (tape, _) = matching.handedOver(to: result)
      guard tape.choices != result.tape.choices || tape.payloads != result.tape.payloads else {
        return result
      }
      guard let next = attempt(Replay(tape), run), next.tape != result.tape else { return result }
      result = next
    }
    return nil
  }

  /// Draws what the old tape does not have.
  private mutating func fillGaps(
    _ matching: TapeMatching, _ fitted: CaseResult, _ run: (Replay) -> CaseRecord
  ) {
    let (tape, gaps) = matching.handedOver(to: fitted)
    guard !gaps.isEmpty, failing == nil else { return }
    var redraw = Redraw(random: RandomSource(seed: blob.tape.fingerprint))
    for _ in 0..<60 {
      var filled = tape
      for gap in gaps { redraw.redraw(gap, in: &filled) }
      _ = attempt(Replay(filled), run)
    }
  }

  /// Hands choices that look alike over in other orders, the same order in all spans of a label.
  private mutating func tryAssignments(
    _ matching: TapeMatching, _ fitted: CaseResult, _ run: (Replay) -> CaseRecord
  ) {
    for orders in matching.alternatives(for: fitted) where failing == nil {
      var other = matching
      other.assignments = orders
      _ = settle(other, from: fitted, run)
    }
  }
}
