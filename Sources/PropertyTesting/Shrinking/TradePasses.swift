// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes that pay for something simpler in front with something harder behind.

extension ShrinkPass {
  /// Makes a number as simple as can be while a later one grows: by a little, by doubling, to the
  /// places where arithmetic changes its nature, to a bound.
  static let lowerAndBump = ShrinkPass(name: "lower and bump") { shrinker in
    let numbers = shrinker.choices.indices.filter {
      shrinker.choices[$0].kind == .integer || shrinker.choices[$0].kind == .double
    }
    guard numbers.count <= 40 else { return }
    var met = LookAlikes()
    for (place, first) in numbers.enumerated() {
      for second in numbers[(place + 1)...].prefix(8) where !shrinker.isExhausted {
        guard second < shrinker.choices.count else { return }
        if met.isNew(first, second, shrinker) { trade(first, second, &shrinker) }
      }
    }
  }

  private static func trade(_ first: Int, _ second: Int, _ shrinker: inout Shrinker) {
    for lowered in simplerValues(shrinker.choices[first]) {
      for bumped in harderValues(shrinker.choices[second]) {
        if shrinker.attempt([(first, lowered), (second, bumped)]) { return }
      }
    }
    lower(first, withAtBound: second, &shrinker)
  }

  /// Lowers an integer as far as it goes while a later one lies at one of its bounds.
  private static func lower(_ first: Int, withAtBound second: Int, _ shrinker: inout Shrinker) {
    let (left, right) = (shrinker.choices[first], shrinker.choices[second])
    guard left.kind == .integer, right.kind == .integer, left.integer != left.centre else { return }
    let (distance, overflow) = left.integer.subtractingReportingOverflow(left.centre)
    guard !overflow, distance != .min else { return }
    for bound in [right.integerRange.upperBound, right.integerRange.lowerBound]
    where bound != right.integer {
      var (one, two) = (left, right)
      two.integer = bound
      let steps = shrinker.largest(upTo: Int(distance.magnitude)) { shrinker, size in
        one.integer = left.integer + (distance < 0 ? Int64(size) : -Int64(size))
        return shrinker.attempt([(first, one), (second, two)])
      }
      if steps > 0 { return }
    }
  }

  /// The simplest value and the ones after it, as far as they are simpler than the present one.
  private static func simplerValues(_ choice: Choice) -> [Choice] {
    var values = [choice.simplest]
    for step in [1, 2] as [Int64] {
      var next = choice.simplest
      if choice.kind == .integer {
        next.integer = choice.centre &+ step
        if choice.allows(next.integer), IntegerPlace(next) < IntegerPlace(choice) {
          values.append(next)
        }
      } else {
        next.double += Double(step)
        if choice.allows(next.double), DoubleOrder(next.double) < DoubleOrder(choice.double) {
          values.append(next)
        }
      }
    }
    return choice == choice.simplest ? [] : values
  }

  private static func harderValues(_ choice: Choice) -> [Choice] {
    if choice.kind == .integer {
      let value = choice.integer
      let candidates = [
        value &+ 1, value &- 1, value &+ 2, value &* 2, choice.integerRange.upperBound,
        choice.integerRange.lowerBound,
      ]
      return candidates.filter { choice.allows($0) && $0 != value }.map {
        var other = choice
        other.integer = $0
        return other
      }
    }
    let value = choice.double
    guard value.isFinite else { return [] }
    let power =
      value == 0 ? 1 : Double(sign: value.sign, exponent: Int(value.exponent) + 1, significand: 1)
    let candidates = [
      value.rounded(.up) + 1, value.rounded(.up) + 2, value * 2, power, power * 2, 0x1p53,
      choice.doubleRange.upperBound,
    ]
    return candidates.filter { choice.allows($0) && $0.isFinite && $0 != value }.map {
      var other = choice
      other.double = $0
      return other
    }
  }

  /// Deletes an item while an integer elsewhere takes up what it stood for: its sum with the item's
  /// number, their exclusive or, or one of its own bounds.
  static let deleteAndAbsorb = ShrinkPass(name: "delete and absorb") { shrinker in
    if shrinker.isLong { return }
    for group in shrinker.siblings() where group[0].label == .item && group.count <= 16 {
      shrinker.forEachItemFromEnd(of: group) { shrinker, item, _ in
        deleteAbsorbing(item.start..<item.end, &shrinker)
      }
    }
  }

  private static func deleteAbsorbing(_ item: Range<Int>, _ shrinker: inout Shrinker) -> Bool {
    let choices = shrinker.choices
    let integers = choices.indices.filter { choices[$0].kind == .integer }
    let takers = integers.filter { !item.contains($0) }
    guard takers.count <= 12 else { return false }
    let given = integers.filter(item.contains).map { choices[$0].integer }
    for taker in takers {
      for value in absorbed(given.count == 1 ? given : [], by: choices[taker]) {
        var edited = choices
        edited[taker].integer = value
        edited.removeSubrange(item)
        if shrinker.attemptShorter(edited) { return true }
      }
    }
    return false
  }

  /// The values that an integer may take up; each once, none its own.
  private static func absorbed(_ given: [Int64], by taker: Choice) -> [Int64] {
    let own = taker.integer
    let range = taker.integerRange
    var values: [Int64] = []
    for value in [range.lowerBound, range.upperBound] + given.flatMap({ [own &+ $0, own ^ $0] })
    where taker.allows(value) && value != own && !values.contains(value) { values.append(value) }
    return values
  }
}
