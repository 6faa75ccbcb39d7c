// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happens to a failing case: it is run again to see whether it always fails, simplified, run
// again, stored and explained. A case that fails only now and then is simplified with several tries
// for each candidate, and reported as flaky, never dropped.

extension PropertyRun {
  /// Simplifies, stores and explains a failing case.
  func finish(_ item: Found) -> PropertyFailure {
    guard !item.isExample, let first = item.record.result, let identity = item.record.failure else {
      return failure(item.record, minimality: (false, 0), replays: (0, 0))
    }
    var replays = again(first, identity, times: 3)
    if replays.failing < replays.all {
      let more = again(first, identity, times: 17)
      replays = (replays.failing + more.failing, replays.all + more.all)
    }
    guard replays.failing > 0 else {
      return failure(item.record, minimality: (false, 0), replays: replays)
    }
    let tries = replays.failing == replays.all ? 1 : min(12, 3 * replays.all / replays.failing)
    var reduction = Reduction(run: self, identity: identity, tries: tries)
    let (best, isMinimal) = reduction.reduce(first)
    statistics.shrinkCalls += reduction.calls
    guard let record = rendered(best, identity, tries: 3 * tries) else {
      let times = (replays.failing, replays.all + 3 * tries)
      return failure(item.record, minimality: (false, reduction.calls), replays: times)
    }
    _ = store(record, replacing: item.entry)
    var explanation: [String] = []
    if settings.explains, tries == 1 {
      explanation = Explanation(run: self, of: best, identity, spent: reduction.calls).lines
    }
    return failure(
      record, minimality: (isMinimal && tries == 1, reduction.calls), replays: replays, explanation)
  }

  /// Runs a case again so many times.
  private func again(
    _ result: CaseResult, _ identity: FailureIdentity, times: Int
  ) -> (failing: Int, all: Int) {
    statistics.shrinkCalls += times
    let failing = (0..<times).filter { _ in
      runner.run(TestCase(replaying: Replay(result.tape))).failure == identity
    }
    return (failing.count, times)
  }

  /// Runs a case until it fails again, with its value rendered; nil where it never does.
  private func rendered(
    _ result: CaseResult, _ identity: FailureIdentity, tries: Int
  ) -> CaseRecord? {
    for _ in 0..<tries {
      statistics.shrinkCalls += 1
      let record = runner.run(TestCase(replaying: Replay(result.tape)), [.tape, .rendering])
      if record.failure == identity { return record }
    }
    return nil
  }

  private func failure(
    _ record: CaseRecord, minimality: (isMinimal: Bool, calls: Int),
    replays: (failing: Int, all: Int), _ explanation: [String] = []
  ) -> PropertyFailure {
    var record = record
    if record.rendered.isEmpty, let tape = record.result?.tape {
      let again = runner.run(TestCase(replaying: Replay(tape)), [.rendering])
      record.rendered = again.rendered
    }
    let identity = record.failure ?? FailureIdentity("unknown")
    let blob = record.result.map {
      ReplayBlob(tape: $0.tape, spans: $0.spans, identity: identity).text
    }
    return PropertyFailure(
      identity: identity, rendered: record.rendered, message: record.message,
      notes: record.events.notes, blob: blob ?? "", isMinimal: minimality.isMinimal,
      passes: ShrinkPass.all.count, explanation: explanation, calls: minimality.calls,
      isFlaky: replays.failing < replays.all, replays: replays)
  }
}

/// Runs the shrinker on a case, within the limits of the settings.
struct Reduction {
  let run: PropertyRun
  let identity: FailureIdentity
  /// How often a candidate is run before it is believed to pass.
  let tries: Int
  private(set) var calls = 0

  init(run: PropertyRun, identity: FailureIdentity, tries: Int) {
    self.run = run
    self.identity = identity
    self.tries = tries
  }

  /// The simplest case that was found, and whether no pass could improve it.
  mutating func reduce(_ first: CaseResult) -> (best: CaseResult, isMinimal: Bool) {
    let counter = CallCounter()
    let (run, identity, tries) = (run, identity, tries)
    let limit = run.settings.callLimit
    let end = run.settings.shrinkTimeLimit.map { run.settings.clock() + $0.seconds }
    var shrinker = Shrinker(first, failure: identity, callLimit: limit) { replay, weight, commit in
      if counter.calls >= limit || end.map({ run.settings.clock() >= $0 }) ?? false {
        counter.isCut = true
        return nil
      }
      let candidate = Candidate(replay: replay, weightLimit: weight, commit: commit)
      return candidate.result(run, identity, tries: tries, counter)
    }
    let isMinimal = shrinker.shrink()
    calls = counter.calls
    return (shrinker.best, isMinimal && !counter.isCut)
  }
}

/// Counts calls across the shrinker's candidates.
private final class CallCounter {
  var calls = 0
  var isCut = false
}

/// A case that the shrinker wants to know about.
private struct Candidate {
  let replay: Replay
  let weightLimit: Int
  let commit: (Tape) -> Bool

  func result(
    _ run: PropertyRun, _ identity: FailureIdentity, tries: Int, _ counter: CallCounter
  ) -> CaseResult? {
    var wanted: Bool?
    var last: CaseResult?
    for _ in 0..<tries {
      let testCase = TestCase(replaying: replay, weightLimit: weightLimit)
      testCase.commitment = { testCase in
        let answer = wanted ?? commit(testCase.tape)
        wanted = answer
        return answer
      }
      let record = run.runner.run(testCase, [.tape])
      if wanted == true || run.runner.body.drawsItself { counter.calls += 1 }
      guard wanted == true else { return nil }
      last = record.result
      if record.failure == identity { break }
      // Another failure on the way is worth keeping, too.
      if record.failure != nil, !run.isFull { run.add(record) }
    }
    return last
  }
}
