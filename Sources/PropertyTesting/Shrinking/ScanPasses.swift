// SPDX-License-Identifier: GPL-3.0-or-later
//
// Patient passes for laws that are not monotone: what fails at a number need not fail at the number
// below it, so halving and counting down go past the smallest one.

extension ShrinkPass {
  /// Tries the simplest values of every number in their order, because what breaks a law need not
  /// be monotone: remainders, divisors, members of a set.
  static let scanSimplest = ShrinkPass(name: "scan simplest", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    // Of choices that are all alike, three stand for the others.
    var met: [Choice: Int] = [:]
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      met[shrinker.choices[index], default: 0] += 1
      if met[shrinker.choices[index], default: 0] <= 3 {
        for value in shrinker.choices[index].simplestValues(32) {
          if shrinker.attempt([(index, value)]) { break }
        }
      }
      index += 1
    }
  }

  /// Tries pairs of small values of two numbers, the first simpler than it is, for relations in
  /// which neither can move alone and both move unevenly: remainders, digits, codes.
  ///
  /// The simplest pairs of all numbers come first. The pass spends at most half as many calls as
  /// the search before it took, but at least 48 and at most 256.
  static let scanPairs = ShrinkPass(name: "scan pairs", isPatient: true) { shrinker in
    let numbers = shrinker.choices.indices.filter {
      shrinker.choices[$0].kind == .integer || shrinker.choices[$0].kind == .double
    }
    guard numbers.count <= 64 else { return }
    let limit = shrinker.calls + min(256, max(48, shrinker.calls / 2))
    for rank in 0..<32 {
      for (place, first) in numbers.enumerated() {
        for second in numbers[(place + 1)...].prefix(8) {
          if shrinker.calls >= limit || shrinker.isExhausted { return }
          if scanPair(first, second, rank: rank, &shrinker) { return }
        }
      }
    }
  }

  private static func scanPair(
    _ first: Int, _ second: Int, rank: Int, _ shrinker: inout Shrinker
  ) -> Bool {
    let lowered = shrinker.choices[first].simplestValues(Int64(rank + 1)).prefix(rank + 1)
    for (place, simple) in lowered.enumerated() {
      guard let other = shrinker.choices[second].value(rank: rank - place) else { continue }
      if shrinker.attempt([(first, simple), (second, other)]) { return true }
    }
    return false
  }

  /// Takes halving steps towards the simplest value, the first of which need not succeed, for
  /// integers, for equal ones together, and for doubles on the grid of their decimal places.
  static let descendLadders = ShrinkPass(name: "descend ladders", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    var met: [Choice: Int] = [:]
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      let choice = shrinker.choices[index]
      met[choice, default: 0] += 1
      if choice != choice.simplest, met[choice, default: 0] <= 3 {
        if met[choice] == 1, choice.kind == .integer {
          let alike = shrinker.choices.indices.filter { shrinker.choices[$0] == choice }
          if alike.count > 1 { descend(alike, &shrinker) }
        }
        descend([index], &shrinker)
      }
      index += 1
    }
  }

  private static func descend(_ indices: [Int], _ shrinker: inout Shrinker) {
    var goesOn = true
    while goesOn, !shrinker.isExhausted, let index = indices.first, index < shrinker.choices.count {
      let before = shrinker.choices[index]
      goesOn = before.ladder.contains { setAll(indices, $0, &shrinker) }
      guard goesOn, index < shrinker.choices.count else { return }
      repeatStep(from: before, indices, &shrinker)
    }
  }

  /// Takes the step that has just succeeded as often as it goes, doubling the number of steps.
  private static func repeatStep(
    from before: Choice, _ indices: [Int], _ shrinker: inout Shrinker
  ) {
    let now = shrinker.choices[indices[0]]
    guard now.kind == .integer, before.kind == .integer else { return }
    let step = before.integer &- now.integer
    guard step != 0, step != .min else { return }
    let (distance, overflow) = now.integer.subtractingReportingOverflow(now.centre)
    guard !overflow, distance.magnitude < UInt64(Int64.max) else { return }
    _ = shrinker.largest(upTo: Int(distance.magnitude / step.magnitude)) { shrinker, count in
      var next = now
      next.integer = now.integer - Int64(count) * step
      return setAll(indices, next, &shrinker)
    }
  }

  /// Clears the bits of integers from the highest down; where one is needed, sets those below it in
  /// its place, or moves it to the lowest that is free.
  static let clearBits = ShrinkPass(name: "clear bits", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    for index in shrinker.choices.indices where !shrinker.isExhausted {
      for bit in (1..<63).reversed() {
        guard index < shrinker.choices.count, shrinker.choices[index].kind == .integer else {
          break
        }
        let value = shrinker.choices[index].integer
        let mask = Int64(1) << Int64(bit)
        guard value > 3, value & mask != 0 else { continue }
        let rest = value & ~mask
        let lowestFree = ~value & (value &+ 1)
        _ =
          shrinker.attempt(index, integer: rest)
          || shrinker.attempt(index, integer: rest | (mask - 1))
          || (lowestFree < mask && shrinker.attempt(index, integer: rest | lowestFree))
      }
    }
  }
}

extension Choice {
  /// Simpler values below the present one: half of it, a quarter less, …, one less; then the last
  /// few. For doubles on the grid of their decimal places, where also the first few places above
  /// the next whole number count.
  fileprivate var ladder: [Choice] {
    let values: [Choice?]
    switch kind {
    case .integer: values = integerLadder
    case .double: values = doubleLadder
    case .boolean, .block, .bytes: values = []
    }
    return values.compactMap { $0 }.filter(\.isAllowed)
  }

  private var integerLadder: [Choice?] {
    let (distance, overflow) = integer.subtractingReportingOverflow(centre)
    guard !overflow, distance != 0, distance != .min else { return [] }
    let size = Int64(distance.magnitude)
    return (Self.halvings(size) + (1...min(16, size)).reversed()).map { step in
      var choice = self
      choice.integer = distance < 0 ? integer + step : integer - step
      return choice
    }
  }

  private var doubleLadder: [Choice?] {
    let size = double.magnitude
    guard size > 0, size < 0x1p53, let scale = size.decimalScale else { return [] }
    let numerator = Int64((size * scale).rounded())
    let whole = numerator / Int64(scale) * Int64(scale)
    let above = scale > 1 ? (1...4).map { whole + $0 }.filter { $0 < numerator } : []
    let steps = Self.halvings(numerator) + (1...min(16, numerator)).reversed()
    return (above + steps.map { numerator - $0 }).map { value in
      var choice = self
      choice.double = (double < 0 ? -1 : 1) * Double(value) / scale
      return DoubleOrder(choice.double) < DoubleOrder(double) ? choice : nil
    }
  }

  /// Half of a number, a quarter, …, one.
  private static func halvings(_ size: Int64) -> [Int64] {
    Array(sequence(first: size / 2) { $0 > 1 ? $0 / 2 : nil }.filter { $0 > 0 })
  }

  /// The number of a rank in the order of simplicity, negative ones left out; nil where it does not
  /// fit or is the present one.
  fileprivate func value(rank: Int) -> Choice? {
    var choice = self
    if kind == .integer {
      let (value, overflow) = centre.addingReportingOverflow(Int64(rank))
      if overflow { return nil }
      choice.integer = value
    } else {
      choice.double = simplest.double + Double(rank)
    }
    return choice.isAllowed && choice.bits != bits ? choice : nil
  }

  /// The first values in the order of simplicity, as far as they are simpler than the present one.
  fileprivate func simplestValues(_ most: Int64) -> [Choice] {
    var values: [Choice] = []
    for size in 0..<most {
      for sign in size == 0 ? [1] : [1, -1] as [Int64] {
        var choice = self
        if kind == .integer {
          let (value, overflow) = centre.addingReportingOverflow(sign * size)
          choice.integer = value
          guard !overflow, choice.isAllowed, IntegerPlace(choice) < IntegerPlace(self) else {
            continue
          }
        } else if kind == .double {
          // Negative numbers come after all positive ones, so each sign is for its own kind.
          guard (double.sign == .minus) == (sign < 0) || size == 0 else { continue }
          choice.double = Double(sign * size)
          guard choice.isAllowed, DoubleOrder(choice.double) < DoubleOrder(double) else { continue }
        } else {
          continue
        }
        values.append(choice)
      }
      if values.count >= most { break }
    }
    return values
  }
}
