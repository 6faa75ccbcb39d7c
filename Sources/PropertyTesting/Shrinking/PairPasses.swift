// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes that move two or more numbers at once, for failures that rest on a relation between them.

extension ShrinkPass {
  /// Moves two numbers by the same amount towards simplicity of the first.
  static let lowerTogether = ShrinkPass(name: "lower together") { shrinker in
    forEachPair(&shrinker) { shrinker, first, second in
      move(first, second, opposite: false, &shrinker)
    }
  }

  /// Moves one number down and another up by the same amount.
  static let redistribute = ShrinkPass(name: "redistribute") { shrinker in
    forEachPair(&shrinker) { shrinker, first, second in
      move(first, second, opposite: true, &shrinker)
    }
  }

  /// Calls for pairs of numbers of one kind, the first not simplest, the second one of the eight
  /// of that kind after it; on tapes of at most 400 choices.
  private static func forEachPair(
    _ shrinker: inout Shrinker, _ body: (inout Shrinker, Int, Int) -> Void
  ) {
    guard shrinker.choices.count <= 400 else { return }
    var met = LookAlikes()
    var first = 0
    while first < shrinker.choices.count {
      let choice = shrinker.choices[first]
      guard choice.kind == .integer || choice.kind == .double, choice != choice.simplest else {
        first += 1
        continue
      }
      var count = 0
      var second = first + 1
      while second < shrinker.choices.count, count < 8, !shrinker.isExhausted {
        if first < shrinker.choices.count, shrinker.choices[second].kind == choice.kind {
          count += 1
          if met.isNew(first, second, shrinker) { body(&shrinker, first, second) }
        }
        second += 1
      }
      first += 1
    }
  }

  private static func move(
    _ first: Int, _ second: Int, opposite: Bool, _ shrinker: inout Shrinker
  ) {
    guard second < shrinker.choices.count else { return }
    let (left, right) = (shrinker.choices[first], shrinker.choices[second])
    guard left.kind == right.kind, left != left.simplest else { return }
    if left.kind == .integer {
      moveIntegers(first, second, left, right, opposite, &shrinker)
    } else if left.kind == .double {
      moveDoubles(first, second, left, right, opposite, &shrinker)
    }
  }

  private static func moveIntegers(
    _ first: Int, _ second: Int, _ left: Choice, _ right: Choice, _ opposite: Bool,
    _ shrinker: inout Shrinker
  ) {
    let (distance, overflow) = left.integer.subtractingReportingOverflow(left.centre)
    guard !overflow, distance.magnitude < UInt64(Int64.max) else { return }
    let step: Int64 = distance < 0 ? 1 : -1
    func trial(_ shrinker: inout Shrinker, _ size: Int) -> Bool {
      let change = step &* Int64(size)
      let (moved, overflow) = right.integer.addingReportingOverflow(opposite ? -change : change)
      var (one, two) = (left, right)
      one.integer = left.integer &+ change
      two.integer = moved
      guard !overflow, right.allows(moved) else { return false }
      return shrinker.attempt([(first, one), (second, two)])
    }
    let limit = Int(distance.magnitude)
    if trial(&shrinker, limit) || shrinker.largest(upTo: limit, trial) > 0 || opposite { return }
    // One step leads nowhere; a longer one may.
    var size = limit / 2
    while size >= 2, !trial(&shrinker, size) { size /= 2 }
  }

  private static func moveDoubles(
    _ first: Int, _ second: Int, _ left: Choice, _ right: Choice, _ opposite: Bool,
    _ shrinker: inout Shrinker
  ) {
    let target = left.simplest.double
    let distance = left.double - target
    guard distance.isFinite, right.double.isFinite else { return }
    func trial(_ shrinker: inout Shrinker, _ size: Double) -> Bool {
      let change = distance < 0 ? size : -size
      var (one, two) = (left, right)
      one.double = left.double + change
      two.double = right.double + (opposite ? -change : change)
      guard left.allows(one.double), right.allows(two.double) else { return false }
      return shrinker.attempt([(first, one), (second, two)])
    }
    if trial(&shrinker, distance.magnitude) { return }
    // Steps of the size that still changes both.
    let unit = max(1, left.double.ulp, right.double.ulp)
    let limit = Int(min((distance.magnitude / unit).rounded(.down), 0x1p62))
    _ = shrinker.largest(upTo: limit) { trial(&$0, Double($1) * unit) }
  }

  /// Scales all doubles of the tape by one factor: by powers of two, and so that the smallest of
  /// them becomes a small whole number and the others the nearest ones.
  static let scaleTogether = ShrinkPass(name: "scale together") { shrinker in
    let doubles = shrinker.choices.indices.filter { shrinker.choices[$0].kind == .double }
    guard doubles.count > 1, doubles.count <= 64 else { return }
    let base = shrinker.choices
    let sizes = doubles.map { base[$0].double.magnitude }.filter { $0 > 0 && $0.isFinite }
    guard let least = sizes.min(), let most = sizes.max() else { return }
    for whole in 1...4 where Double(whole) < least {
      if shrinker.attempt(scaled(base, doubles, by: Double(whole) / least, rounds: true)) { return }
    }
    // Until the least is one, until it is whole, until the greatest is exact; then step by step.
    for exponent in [-Int(least.exponent), 52 - Int(least.exponent), 53 - Int(most.exponent)]
    where exponent != 0 {
      for rounds in [true, false] {
        shrinker.attempt(scaled(base, doubles, by: exponent, rounds: rounds))
      }
    }
    let now = shrinker.choices
    _ = shrinker.largest(upTo: 60) { shrinker, size in
      shrinker.attempt(scaled(now, doubles, by: -size, rounds: true))
    }
  }

  /// Doubles scaled by a power of two, in two steps, because the power itself may be out of range.
  private static func scaled(
    _ choices: [Choice], _ indices: [Int], by exponent: Int, rounds: Bool
  ) -> [Choice] {
    let half = exponent / 2
    let once = scaled(
      choices, indices, by: Double(sign: .plus, exponent: half, significand: 1), rounds: false)
    return scaled(
      once, indices, by: Double(sign: .plus, exponent: exponent - half, significand: 1),
      rounds: rounds)
  }

  private static func scaled(
    _ choices: [Choice], _ indices: [Int], by factor: Double, rounds: Bool
  ) -> [Choice] {
    var edited = choices
    for index in indices where index < edited.count && edited[index].kind == .double {
      var value = edited[index].double * factor
      if rounds { value.round() }
      if edited[index].allows(value) { edited[index].double = value }
    }
    return edited
  }
}
