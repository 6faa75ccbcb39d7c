// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes a failing test case simpler until nothing simpler fails in the same way.
//
// The shrinker edits the tape of the best case so far and asks what the edited tape means. A
// candidate counts only if the case that it makes is simpler in shortlex order than the best one,
// so shrinking ends whatever the property does: every step goes down in a well-founded order.
// Passes run until each of them has nothing left to try on the final tape; then the case is minimal
// under all of them. Cases that have been seen are not run again, and a case that is not simpler is
// dropped before the property is called.

/// Simplifies one failing test case.
struct Shrinker {
  /// Runs a replay; nil where the case was unwanted, discarded or passed without being looked at.
  typealias Run = (_ replay: Replay, _ weightLimit: Int, _ commit: @escaping (Tape) -> Bool) ->
    CaseResult?

  private(set) var best: CaseResult
  let failure: FailureIdentity
  private let run: Run
  private let passes: [ShrinkPass]
  /// Fingerprints of the cases that have been looked at.
  private var seen: Set<UInt64> = []
  /// Fingerprints of the edits that did not lead to a better case, and never will: the best case
  /// only becomes simpler, and the property is taken to be a function of the case.
  private var tried: Set<UInt64> = []
  /// The weight of the case that the last candidate made; nil where it made none.
  private(set) var madeWeight: Int?
  /// Candidates that the property was called for.
  private(set) var calls = 0
  /// Candidates that became the best case.
  private(set) var improvements = 0
  /// Property calls that may be spent.
  let callLimit: Int
  /// What each pass has cost and brought, in the order of the passes.
  private(set) var statistics: [PassStatistics]
  /// The best case at the end of the round before; nil in the first round.
  private(set) var previousRound: Tape?

  init(
    _ first: CaseResult, failure: FailureIdentity, callLimit: Int,
    passes: [ShrinkPass] = ShrinkPass.all, run: @escaping Run
  ) {
    best = first
    self.failure = failure
    self.passes = passes
    statistics = passes.map { PassStatistics(name: $0.name) }
    self.run = run
    self.callLimit = callLimit
    seen.insert(first.tape.fingerprint)
  }

  var choices: [Choice] { best.tape.choices }
  var spans: [Span] { best.spans }
  var isExhausted: Bool { calls >= callLimit }

  /// Shrinks to the end; returns whether every pass was dry on the final case.
  mutating func shrink() -> Bool {
    while !isExhausted {
      let start = best.tape
      let before = improvements
      for (place, pass) in passes.enumerated() {
        // The patient passes wait for a round in which nothing else has helped.
        if pass.isPatient, improvements != before { break }
        let (oldCalls, oldImprovements) = (calls, improvements)
        pass.run(&self)
        statistics[place].calls += calls - oldCalls
        statistics[place].improvements += improvements - oldImprovements
        if isExhausted { return false }
      }
      if improvements == before { return true }
      previousRound = start
    }
    return false
  }

  /// Tries a tape; true where it became the best case.
  @discardableResult
  mutating func attempt(_ tape: Tape) -> Bool { attempt(Replay(tape)) }

  /// Tries choices with the payloads of the best case.
  @discardableResult
  mutating func attempt(_ choices: [Choice]) -> Bool {
    attempt(Tape(choices: choices, payloads: best.tape.payloads))
  }

  /// Tries choices, and takes them only where they make the tape shorter.
  ///
  /// What is deleted from the end of a tape grows back as simplest choices; a pass that deletes and
  /// lowers something else at once would otherwise lower it one by one without deleting anything.
  mutating func attemptShorter(_ choices: [Choice]) -> Bool {
    attemptShorter(Replay(Tape(choices: choices, payloads: best.tape.payloads)))
  }

  mutating func attemptShorter(_ replay: Replay) -> Bool {
    attempt(replay, weightLimit: best.tape.weight - 1)
  }

  /// Tries a replay; true where it became the best case.
  mutating func attempt(_ replay: Replay) -> Bool {
    attempt(replay, weightLimit: best.tape.weight)
  }

  private mutating func attempt(_ replay: Replay, weightLimit: Int) -> Bool {
    madeWeight = nil
    guard !isExhausted,
      tried.insert(replay.fingerprint ^ UInt64(best.tape.weight == weightLimit ? 0 : 1)).inserted
    else { return false }
    var isNew = false
    let current = best.tape
    var known: Set<UInt64> = []
    swap(&known, &seen)
    var weight: Int?
    let result = run(replay, weightLimit) { tape in
      weight = tape.weight
      isNew = tape.isSimpler(than: current) && known.insert(tape.fingerprint).inserted
      return isNew
    }
    swap(&known, &seen)
    madeWeight = weight
    if isNew { calls += 1 }
    guard let result, isNew, result.failure == failure, result.tape.isSimpler(than: current) else {
      return false
    }
    best = result
    improvements += 1
    return true
  }

  /// What a replay makes, without a call of the property; nil where it makes nothing that is as
  /// short as the best case.
  func made(by replay: Replay) -> Tape? {
    var made: Tape?
    _ = run(replay, best.tape.weight) { tape in
      made = tape
      return false
    }
    return made
  }

  // MARK: Edits

  /// The choices without some of them.
  func without(_ range: Range<Int>) -> [Choice] {
    Array(choices[..<range.lowerBound] + choices[range.upperBound...])
  }

  /// Tries the case without some choices.
  @discardableResult
  mutating func attemptDeleting(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty, range.upperBound <= choices.count else { return false }
    return attempt(without(range))
  }

  /// Tries the case with some choices changed.
  @discardableResult
  mutating func attempt(_ changes: [(index: Int, choice: Choice)]) -> Bool {
    var edited = choices
    for change in changes where change.index < edited.count { edited[change.index] = change.choice }
    return attempt(edited)
  }

  /// Tries another integer at a position.
  mutating func attempt(_ index: Int, integer: Int64) -> Bool {
    guard index < choices.count, choices[index].allows(integer) else { return false }
    var choice = choices[index]
    choice.integer = integer
    return attempt([(index, choice)])
  }

  /// Tries another double at a position.
  mutating func attempt(_ index: Int, double: Double) -> Bool {
    guard index < choices.count, choices[index].allows(double) else { return false }
    var choice = choices[index]
    choice.double = double
    return attempt([(index, choice)])
  }

  /// The largest number for which a trial succeeds, found by doubling and halving, given that
  /// trials grow harder; trials change the best case as they succeed.
  ///
  /// Source: MacIver and Donaldson, "Test-case reduction via test-case generation", ECOOP 2020,
  /// section 3.3 (adaptive deletion); written anew here.
  mutating func largest(
    upTo limit: Int, _ trial: (inout Shrinker, _ size: Int) -> Bool
  ) -> Int {
    guard limit >= 1, trial(&self, 1) else { return 0 }
    var good = 1
    var bad = limit == .max ? limit : limit + 1
    while good <= bad / 2, good * 2 < bad {
      if trial(&self, good * 2) { good *= 2 } else { bad = good * 2 }
    }
    while bad - good > 1 {
      let middle = good + (bad - good) / 2
      if trial(&self, middle) { good = middle } else { bad = middle }
    }
    return good
  }
}

/// A manner of making a case simpler.
package struct ShrinkPass: Sendable {
  package let name: String
  /// Whether the pass waits for a round in which no other pass has helped.
  var isPatient = false
  let run: @Sendable (inout Shrinker) -> Void
}

/// What a pass has cost and brought.
package struct PassStatistics: Hashable, Sendable {
  /// The pass's name.
  package let name: String
  /// Calls of the property.
  package var calls = 0
  /// Simpler cases that it found.
  package var improvements = 0
}
