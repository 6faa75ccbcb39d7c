// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes that cost much and seldom help: they run when no other pass has helped for a round.

extension ShrinkPass {
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

  /// Exchanges two values wherever they stand.
  static let exchangeValues = ShrinkPass(name: "exchange values", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    var seen: Set<UInt64> = []
    let values = shrinker.choices.filter {
      ($0.kind == .integer || $0.kind == .double) && seen.insert($0.bits).inserted
    }
    guard values.count <= 12 else { return }
    for (place, one) in values.enumerated() {
      for two in values[(place + 1)...] where one.kind == two.kind {
        let edited = shrinker.choices.map { choice in
          guard choice.kind == one.kind, choice.bits == one.bits || choice.bits == two.bits else {
            return choice
          }
          var other = choice
          other.bits = choice.bits == one.bits ? two.bits : one.bits
          return other.isAllowed ? other : choice
        }
        shrinker.attempt(edited)
      }
    }
  }

  /// Divides two numbers by a common factor and tries small multiples, so that their ratio stays.
  static let keepRatio = ShrinkPass(name: "keep ratio", isPatient: true) { shrinker in
    forEachNearPair(&shrinker) { shrinker, first, second in
      let (left, right) = (shrinker.choices[first], shrinker.choices[second])
      guard left.kind == right.kind, let one = left.wholeNumber, let two = right.wholeNumber,
        one != 0, two != 0, one != two
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

  /// Divides an integer and multiplies another, so that their product stays.
  static let keepProduct = ShrinkPass(name: "keep product", isPatient: true) { shrinker in
    forEachNearPair(&shrinker) { shrinker, first, second in
      let (left, right) = (shrinker.choices[first], shrinker.choices[second])
      guard left.kind == .integer, right.kind == .integer, left.integer.magnitude > 1,
        left.integer.magnitude < 1 << 31, right.integer.magnitude < 1 << 31, right.integer != 0
      else { return }
      for small in 1...min(16, Int64(left.integer.magnitude) - 1)
      where left.integer % small == 0 {
        let factor = Int64(left.integer.magnitude) / small
        guard let one = left.settingWhole(left.integer / factor),
          let two = right.settingWhole(right.integer * factor)
        else { continue }
        if shrinker.attempt([(first, one), (second, two)]) { return }
      }
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
    var met = LookAlikes()
    var first = 0
    while first < shrinker.choices.count {
      var second = first + 1
      while second < min(shrinker.choices.count, first + 17), !shrinker.isExhausted {
        if met.isNew(first, second, shrinker) { body(&shrinker, first, second) }
        second += 1
      }
      first += 1
    }
  }
}

extension Choice {
  /// Whether the value may stand here.
  var isAllowed: Bool {
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
}
