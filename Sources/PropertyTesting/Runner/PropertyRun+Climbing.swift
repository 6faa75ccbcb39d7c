// SPDX-License-Identifier: GPL-3.0-or-later
//
// Targeted search: from the best-scoring random case, one choice after another is changed, and what
// scores at least as well is kept. Steps grow while they pay.
//
// Source: Löscher and Sagonas, "Targeted property-based testing", ISSTA 2017; here the neighbours
// are those of the choices, not of the values, so that nobody has to write them.

/// The best case of one score.
struct ScoredCase {
  var score: Double
  /// The best score among random cases.
  var random: Double
  var tape: Tape
  var spans: [Span]
}

extension PropertyRun {
  /// Keeps a case that scores higher than any before it.
  func keepScores(_ record: CaseRecord) {
    guard let result = record.result else { return }
    for (label, score) in record.events.scores where score > scores[label]?.score ?? -.infinity {
      scores[label] = ScoredCase(
        score: score, random: score, tape: result.tape, spans: result.spans)
    }
  }

  /// Climbs towards higher scores until a case fails, nothing helps any more or the budget is
  /// spent.
  func climb() {
    for label in scores.keys.sorted() where found.isEmpty {
      var climber = Climber(label: label, redraw: Redraw(random: random.split()))
      climber.climb(self)
    }
  }
}

private struct Climber {
  let label: String
  var redraw: Redraw
  var spent = 0
  var failed = 0

  mutating func climb(_ run: PropertyRun) {
    while !isDone(run) {
      guard let best = run.scores[label], !best.tape.choices.isEmpty else { return }
      let index = redraw.below(best.tape.choices.count)
      switch best.tape.choices[index].kind {
      case .integer: climbInteger(index, run)
      case .double: climbDouble(index, run)
      case .boolean: _ = attempt(run) { $0.tape.choices[index].bits ^= 1 }
      case .block, .bytes: break
      }
      if redraw.below(2) == 0 {
        var copy = redraw
        _ = attempt(run) { best in
          // Where the property is no function of the case, the tape may have become shorter.
          if index < best.tape.choices.count { copy.redraw(index, in: &best.tape) }
        }
        redraw = copy
      }
      if redraw.below(4) == 0 { repeatSpan(run) }
    }
  }

  private func isDone(_ run: PropertyRun) -> Bool {
    let patience = max(200, 6 * (run.scores[label]?.tape.choices.count ?? 0))
    return spent >= run.settings.targetCases || failed >= patience || run.isTimeOver
      || !run.found.isEmpty
  }

  private mutating func climbInteger(_ index: Int, _ run: PropertyRun) {
    for direction: Int64 in [1, -1] {
      var step = direction
      while !isDone(run), add(step, to: index, run) { step = step.addingReportingOverflow(step).0 }
    }
  }

  private mutating func add(_ step: Int64, to index: Int, _ run: PropertyRun) -> Bool {
    attempt(run) { best in
      guard index < best.tape.choices.count else { return }
      let (value, overflow) = best.tape.choices[index].integer.addingReportingOverflow(step)
      if !overflow, best.tape.choices[index].allows(value) {
        best.tape.choices[index].integer = value
      }
    }
  }

  private mutating func climbDouble(_ index: Int, _ run: PropertyRun) {
    for direction in [1.0, -1] {
      var step = direction * (redraw.below(2) == 0 ? 1 : 0x1p-10)
      while !isDone(run), add(step, to: index, run) { step *= 2 }
    }
    for factor in [2, 0.5, -1] where !isDone(run) {
      _ = attempt(run) { best in
        guard index < best.tape.choices.count else { return }
        best.tape.choices[index].double *= factor
      }
    }
  }

  private mutating func add(_ step: Double, to index: Int, _ run: PropertyRun) -> Bool {
    attempt(run) { best in
      guard index < best.tape.choices.count else { return }
      let value = best.tape.choices[index].double + step
      if best.tape.choices[index].allows(value) { best.tape.choices[index].double = value }
    }
  }

  /// Says an item twice, so that lists grow.
  private mutating func repeatSpan(_ run: PropertyRun) {
    guard let items = run.scores[label]?.spans.filter({ $0.label == .item && $0.count > 1 }),
      !items.isEmpty
    else { return }
    let item = items[redraw.below(items.count)]
    _ = attempt(run) { best in
      guard item.end <= best.tape.choices.count else { return }
      best.tape.choices.insert(
        contentsOf: Array(best.tape.choices[item.start..<item.end]), at: item.end)
    }
  }

  /// Runs a changed case and keeps it where it scores no lower; true where it scores higher.
  private mutating func attempt(_ run: PropertyRun, _ change: (inout ScoredCase) -> Void) -> Bool {
    guard !isDone(run), let best = run.scores[label] else { return false }
    var changed = best
    change(&changed)
    guard changed.tape != best.tape else {
      failed += 1
      return false
    }
    spent += 1
    let replay = Replay(changed.tape)
    let testCase = TestCase(replaying: replay, weightLimit: run.settings.sizeLimit)
    let record = run.runner.run(testCase, run.wishes.union(.tape))
    run.statistics.targeted += 1
    run.count(record, how: "targeted")
    if record.failure != nil { run.add(record) }
    let score = record.events.scores.filter { $0.label == label }.map(\.score).max()
    guard let score, let result = record.result, score >= best.score else {
      failed += 1
      return false
    }
    run.scores[label] = ScoredCase(
      score: score, random: best.random, tape: result.tape, spans: result.spans)
    failed = score > best.score ? 0 : failed + 1
    return score > best.score
  }
}
