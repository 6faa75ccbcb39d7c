// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes that cost much and seldom help: they run when no other pass has helped for a round.

extension ShrinkPass {
  /// Tries the simplest values of every number in their order, because what breaks a law need not
  /// be monotone: remainders, divisors, members of a set.
  static let scanSimplest = ShrinkPass(name: "scan simplest", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      for value in shrinker.choices[index].simplestValues(32) {
        if shrinker.attempt([(index, value)]) { break }
      }
      index += 1
    }
  }

  /// Tries pairs of small values of two numbers, the first simpler than it is, for relations in which
  /// neither can move alone and both move unevenly: remainders, digits, codes.
  ///
  /// The simplest pairs of all numbers come first. The pass spends at most half as many calls as the
  /// search before it took, but 64 in any case.
  static let scanPairs = ShrinkPass(name: "scan pairs", isPatient: true) { shrinker in
    let numbers = shrinker.choices.indices.filter {
      shrinker.choices[$0].kind == .integer || shrinker.choices[$0].kind == .double
    }
    guard numbers.count <= 64 else { return }
    let limit = shrinker.calls + max(64, shrinker.calls / 2)
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

  /// Exchanges values of one kind where the later one is the simpler.
  static let swapValues = ShrinkPass(name: "swap values", isPatient: true) { shrinker in
    forEachNearPair(&shrinker) { shrinker, first, second in
      var (left, right) = (shrinker.choices[first], shrinker.choices[second])
      guard left.kind == right.kind, left.bits != right.bits else { return }
      swap(&left.bits, &right.bits)
      guard left.isAllowed, right.isAllowed else { return }
      shrinker.attempt([(first, left), (second, right)])
    }
  }

  /// Divides two numbers by a common factor and tries small multiples, so that their ratio stays.
  static let keepRatio = ShrinkPass(name: "keep ratio", isPatient: true) { shrinker in
    forEachNearPair(&shrinker) { shrinker, first, second in
      let (left, right) = (shrinker.choices[first], shrinker.choices[second])
      guard left.kind == right.kind, let one = left.wholeNumber, let two = right.wholeNumber,
        one != 0, two != 0
      else { return }
      let factor = commonDivisor(one.magnitude, two.magnitude)
      guard factor > 1, let divisor = Int64(exactly: factor) else { return }
      func trial(_ shrinker: inout Shrinker, _ multiple: Int64) -> Bool {
        guard let small = left.settingWhole(one / divisor * multiple),
          let other = right.settingWhole(two / divisor * multiple)
        else { return false }
        return shrinker.attempt([(first, small), (second, other)])
      }
      for multiple in 1...min(divisor - 1, 16) where trial(&shrinker, multiple) { return }
      _ = shrinker.largest(upTo: Int(divisor - 1)) { trial(&$0, divisor - Int64($1)) }
    }
  }

  private static func commonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }

  /// Makes a number simpler and moves all later ones of its kind by as much, or by one.
  static let shiftTheRest = ShrinkPass(name: "shift the rest", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      shiftRest(after: index, &shrinker)
      index += 1
    }
  }

  private static func shiftRest(after index: Int, _ shrinker: inout Shrinker) {
    let choice = shrinker.choices[index]
    guard choice.kind == .integer || choice.kind == .double else { return }
    for simpler in choice.nearerValues {
      let change = simpler.numericValue - choice.numericValue
      for shift in change.magnitude == 1 ? [change] : [change, 1, -1] {
        var edited = shrinker.choices
        edited[index] = simpler
        var moved = 0
        for later in edited.indices.dropFirst(index + 1) where edited[later].kind == choice.kind {
          guard let other = edited[later].adding(shift) else { continue }
          edited[later] = other
          moved += 1
        }
        if moved > 0, shrinker.attempt(edited) { return }
      }
    }
  }

  /// Calls for pairs of scalar choices that are at most sixteen scalars apart.
  private static func forEachNearPair(
    _ shrinker: inout Shrinker, _ body: (inout Shrinker, Int, Int) -> Void
  ) {
    guard shrinker.choices.count <= 400 else { return }
    var first = 0
    while first < shrinker.choices.count {
      var second = first + 1
      while second < min(shrinker.choices.count, first + 17), !shrinker.isExhausted {
        body(&shrinker, first, second)
        second += 1
      }
      first += 1
    }
  }
}

extension Choice {
  /// Whether the value may stand here.
  fileprivate var isAllowed: Bool {
    switch kind {
    case .integer: allows(integer)
    case .double: allows(double)
    case .boolean: true
    case .block, .bytes: false
    }
  }

  /// The number as a whole one of 53 bits.
  fileprivate var wholeNumber: Int64? {
    switch kind {
    case .integer: integer == .min ? nil : integer
    case .double: double.magnitude < 0x1p53 ? Int64(exactly: double) : nil
    case .boolean, .block, .bytes: nil
    }
  }

  fileprivate func settingWhole(_ value: Int64) -> Choice? {
    var choice = self
    if kind == .integer { choice.integer = value } else { choice.double = Double(value) }
    return choice.isAllowed ? choice : nil
  }

  fileprivate var numericValue: Double { kind == .integer ? Double(integer) : double }

  fileprivate func adding(_ change: Double) -> Choice? {
    guard kind == .integer else {
      var choice = self
      choice.double += change
      return choice.isAllowed && choice.double.isFinite ? choice : nil
    }
    guard let size = Int64(exactly: change) else { return nil }
    let (sum, overflow) = integer.addingReportingOverflow(size)
    var choice = self
    choice.integer = sum
    return !overflow && choice.isAllowed ? choice : nil
  }

  /// A few simpler values near the present one, and the simplest.
  fileprivate var nearerValues: [Choice] {
    var values = [simplest]
    func add(_ value: Double) {
      var choice = self
      choice.double = value
      if choice.isAllowed, DoubleOrder(value) < DoubleOrder(double) { values.append(choice) }
    }
    if kind == .double, double.isFinite {
      [double.rounded(.down), double.rounded(.up), double - 1, double + 1].forEach(add)
    } else if kind == .integer {
      for step in [-1, 1] as [Int64] {
        let (value, overflow) = integer.addingReportingOverflow(step)
        var choice = self
        choice.integer = value
        if !overflow, choice.isAllowed, IntegerPlace(choice) < IntegerPlace(self) {
          values.append(choice)
        }
      }
    }
    return values.filter { $0.bits != bits }
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
