// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes that make single choices simpler.

extension ShrinkPass {
  /// Gives all numbers their simplest value at once, then halves of them, quarters, …
  static let zeroEverything = ShrinkPass(name: "zero everything") { shrinker in
    var size = max(1, shrinker.choices.count)
    var least = 1
    while size >= 4 || least == 1, !shrinker.isExhausted {
      var lower = 0
      while lower < shrinker.choices.count {
        zero(lower..<min(lower + size, shrinker.choices.count), least: least, &shrinker)
        lower += size
      }
      least = 2
      size = size > 64 ? size / 4 : size / 2
    }
  }

  /// Simplifies the numbers of a stretch where that changes as many as are worth a try.
  private static func zero(_ range: Range<Int>, least: Int, _ shrinker: inout Shrinker) {
    let changing = range.filter { index in
      let choice = shrinker.choices[index]
      return choice.kind != .boolean && choice != choice.simplest
    }
    guard changing.count >= least else { return }
    var edited = shrinker.choices
    for index in changing { edited[index] = edited[index].simplest }
    shrinker.attempt(edited)
  }

  /// Minimises every choice by itself.
  static let minimiseChoices = ShrinkPass(name: "minimise choices") { shrinker in
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      minimise([index], &shrinker)
      index += 1
    }
  }

  /// Minimises choices of equal value together.
  static let minimiseDuplicates = ShrinkPass(name: "minimise duplicates") { shrinker in
    if shrinker.isLong { return }
    var handled: Set<UInt64> = []
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      let choice = shrinker.choices[index]
      if choice.kind == .integer || choice.kind == .double, choice != choice.simplest,
        handled.insert(choice.bits).inserted
      {
        let equal = shrinker.choices.indices.filter {
          shrinker.choices[$0].kind == choice.kind && shrinker.choices[$0].bits == choice.bits
        }
        if equal.count > 1 { minimise(equal, &shrinker) }
        // Where a value may not go as low in one place as in another, those of one range may.
        let alike = equal.filter { $0 < shrinker.choices.count && shrinker.choices[$0] == choice }
        if alike.count > 1, alike.count < equal.count { minimise(alike, &shrinker) }
      }
      index += 1
    }
  }

  /// Minimises choices that share a value, as one.
  static func minimise(_ indices: [Int], _ shrinker: inout Shrinker) {
    let choice = shrinker.choices[indices[0]]
    switch choice.kind {
    case .boolean:
      if choice != choice.simplest { setAll(indices, choice.simplest, &shrinker) }
    case .integer: IntegerMinimiser(indices: indices).run(&shrinker)
    case .double: DoubleMinimiser(slot: .choices(indices)).run(&shrinker)
    case .block, .bytes: break
    }
  }

  /// Gives choices one value; true where that made the case simpler.
  @discardableResult
  static func setAll(
    _ indices: [Int], _ value: Choice, _ shrinker: inout Shrinker
  ) -> Bool {
    guard let last = indices.last, last < shrinker.choices.count else { return false }
    var edited = shrinker.choices
    for index in indices {
      guard edited[index].kind == value.kind else { return false }
      switch value.kind {
      case .integer:
        guard edited[index].allows(value.integer) else { return false }
      case .double:
        guard edited[index].allows(value.double) else { return false }
      default: break
      }
      edited[index].bits = value.bits
    }
    return shrinker.attempt(edited)
  }
}

/// Brings an integer, or several equal ones, as near to the centre as the failure allows.
struct IntegerMinimiser {
  let indices: [Int]

  func run(_ shrinker: inout Shrinker) {
    guard let start = distance(shrinker), start.size > 0 else { return }
    if set(0, isBelow: false, &shrinker) { return }
    if start.isBelow { _ = set(start.size, isBelow: false, &shrinker) }
    var last: UInt64?
    while let now = distance(shrinker), now.size != last, !shrinker.isExhausted {
      last = now.size
      shift(&shrinker)
      subtract(&shrinker)
    }
    nudge(&shrinker)
    // The place just before: the same distance above, or one less below.
    if let now = distance(shrinker), now.size > 0 {
      _ = set(now.isBelow ? now.size : now.size - 1, isBelow: !now.isBelow, &shrinker)
    }
  }

  /// How far the integer lies from the centre, and on which side.
  private func distance(_ shrinker: Shrinker) -> (size: UInt64, isBelow: Bool)? {
    guard indices[0] < shrinker.choices.count, shrinker.choices[indices[0]].kind == .integer else {
      return nil
    }
    let choice = shrinker.choices[indices[0]]
    let difference = UInt64(bitPattern: choice.integer &- choice.centre)
    return choice.integer < choice.centre ? (0 &- difference, true) : (difference, false)
  }

  /// Halves the distance as often as possible.
  private func shift(_ shrinker: inout Shrinker) {
    guard let now = distance(shrinker), now.size > 3 else { return }
    _ = shrinker.largest(upTo: 63 - now.size.leadingZeroBitCount) { shrinker, places in
      set(now.size >> UInt64(places), isBelow: now.isBelow, &shrinker)
    }
  }

  /// Lessens the distance by as much as possible.
  private func subtract(_ shrinker: inout Shrinker) {
    guard let now = distance(shrinker), now.size > 1 else { return }
    _ = shrinker.largest(upTo: Int(clamping: now.size - 1)) { shrinker, steps in
      set(now.size - UInt64(steps), isBelow: now.isBelow, &shrinker)
    }
  }

  /// Steps of two to four, for failures that need a remainder.
  private func nudge(_ shrinker: inout Shrinker) {
    for size in [2, 3, 4] as [UInt64] {
      guard let now = distance(shrinker), now.size >= size else { continue }
      _ = shrinker.largest(upTo: Int(clamping: now.size / size)) { shrinker, steps in
        set(now.size - UInt64(steps) * size, isBelow: now.isBelow, &shrinker)
      }
    }
  }

  private func set(_ size: UInt64, isBelow: Bool, _ shrinker: inout Shrinker) -> Bool {
    guard let index = indices.first, index < shrinker.choices.count else { return false }
    var choice = shrinker.choices[index]
    guard choice.kind == .integer else { return false }
    let step = Int64(bitPattern: size)
    choice.integer = isBelow ? choice.centre &- step : choice.centre &+ step
    // What wrapped around lies on the other side.
    guard size == 0 || (choice.integer < choice.centre) == isBelow else { return false }
    return ShrinkPass.setAll(indices, choice, &shrinker)
  }
}
