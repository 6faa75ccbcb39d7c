// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes for choices that decide which choices follow them: kinds, counts, flags.

extension ShrinkPass {
  /// Tries every value of choices between few values: a larger one may make the tape shorter.
  ///
  /// Between up to eight values all are tried, between more only those that do shorten the tape.
  static let tryAlternatives = ShrinkPass(name: "try alternatives") { shrinker in
    guard shrinker.choices.count <= 200 else { return }
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      let others = shrinker.choices[index].alternatives(256)
      for other in others where shrinker.attemptHolding(index, other, shorter: others.count >= 8) {
        break
      }
      index += 1
    }
  }

  /// Changes a choice on which the length of the rest depends, and deletes as many choices behind
  /// it as that made superfluous, wherever they lie.
  static let realign = ShrinkPass(name: "realign", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      if !realign(index, &shrinker) { index += 1 }
    }
  }

  private static func realign(_ index: Int, _ shrinker: inout Shrinker) -> Bool {
    for other in shrinker.choices[index].shapingValues {
      var edited = shrinker.choices
      edited[index] = other
      let tape = Tape(choices: edited, payloads: shrinker.best.tape.payloads)
      guard let made = shrinker.made(by: Replay(tape)) else { continue }
      let lost = edited.count - made.choices.count
      guard lost > 0, index + lost < edited.count else { continue }
      for start in (index + 1)...min(edited.count - lost, index + 48) {
        var cut = edited
        cut.removeSubrange(start..<(start + lost))
        if shrinker.attemptShorter(cut) { return true }
      }
    }
    return false
  }
}

extension Shrinker {
  /// Tries another value of a choice that may decide which choices follow it: as the tape stands,
  /// and with the parts of the case held in their places.
  fileprivate mutating func attemptHolding(
    _ index: Int, _ other: Choice, shorter: Bool
  ) -> Bool {
    var edited = choices
    guard index < edited.count else { return false }
    edited[index] = other
    let tape = Tape(choices: edited, payloads: best.tape.payloads)
    let guided = Replay(tape, guide: spans)
    return shorter
      ? attemptShorter(Replay(tape)) || attemptShorter(guided)
      : attempt(Replay(tape)) || attempt(guided)
  }
}

extension Choice {
  /// The other values of a choice between at most so many.
  fileprivate func alternatives(_ most: Int64) -> [Choice] {
    switch kind {
    case .boolean: return lower < upper ? [with(bits: bits ^ 1)] : []
    case .integer:
      let width = integerRange.upperBound &- integerRange.lowerBound
      guard width >= 0, width < most else { return [] }
      return integerRange.filter { $0 != integer }.map { with(bits: UInt64(bitPattern: $0)) }
    case .double, .block, .bytes: return []
    }
  }

  /// The values that may change the shape of what follows: all of a few, else the next simpler one.
  fileprivate var shapingValues: [Choice] {
    let few = alternatives(32)
    guard few.isEmpty, kind == .integer, integer != centre else { return few }
    return [with(bits: UInt64(bitPattern: integer > centre ? integer - 1 : integer + 1))]
  }

  private func with(bits: UInt64) -> Choice {
    var other = self
    other.bits = bits
    return other
  }
}
