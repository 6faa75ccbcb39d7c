// SPDX-License-Identifier: GPL-3.0-or-later

extension ShrinkPass {
  /// Goes on in the direction of the last round, in steps that double.
  ///
  /// Where numbers hold each other, a round may move them by one only, and the next by one again:
  /// without this pass the number of rounds would grow with the numbers, with it with their
  /// logarithm.
  static let extrapolate = ShrinkPass(name: "extrapolate") { shrinker in
    guard let steps = steps(shrinker), !steps.isEmpty else { return }
    let base = shrinker.choices
    _ = shrinker.largest(upTo: 1 << 40) { shrinker, count in
      var edited = base
      for step in steps {
        guard let moved = base[step.index].moved(step, count: count) else { return false }
        edited[step.index] = moved
      }
      return shrinker.attempt(edited)
    }
  }

  /// What the last round changed, where it changed numbers only.
  private static func steps(_ shrinker: Shrinker) -> [NumberStep]? {
    guard let old = shrinker.previousRound, old.choices.count == shrinker.choices.count else {
      return nil
    }
    var steps: [NumberStep] = []
    for (index, (before, now)) in zip(old.choices, shrinker.choices).enumerated() {
      guard before.kind == now.kind else { return nil }
      guard before.bits != now.bits else { continue }
      switch now.kind {
      case .integer:
        let (size, overflow) = now.integer.subtractingReportingOverflow(before.integer)
        if overflow { return nil }
        steps.append(NumberStep(index: index, integer: size, double: 0))
      case .double:
        let size = now.double - before.double
        guard size.isFinite, size != 0 else { return nil }
        steps.append(NumberStep(index: index, integer: 0, double: size))
      case .boolean, .block, .bytes: return nil
      }
    }
    return steps
  }
}

/// By how much a round has moved a number.
private struct NumberStep {
  let index: Int
  let integer: Int64
  let double: Double
}

extension Choice {
  /// The choice after some steps; nil where that is not allowed.
  fileprivate func moved(_ step: NumberStep, count: Int) -> Choice? {
    var choice = self
    if kind == .double {
      choice.double += step.double * Double(count)
      return allows(choice.double) ? choice : nil
    }
    let (change, tooFar) = step.integer.multipliedReportingOverflow(by: Int64(count))
    let (value, overflow) = integer.addingReportingOverflow(change)
    guard !tooFar, !overflow, allows(value) else { return nil }
    choice.integer = value
    return choice
  }
}
