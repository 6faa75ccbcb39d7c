// SPDX-License-Identifier: GPL-3.0-or-later

/// Makes a double, or several equal ones, as simple as the failure allows.
///
/// Whole numbers come first in the order, so: drop the fraction if possible and go down through the
/// whole numbers; else shorten the fraction with the integer part held, then lower the integer part
/// with the fraction held.
struct DoubleMinimiser {
  let slot: NumberSlot

  func run(_ shrinker: inout Shrinker) {
    guard let start = current(shrinker) else { return }
    let simplest = slot.simplestDouble(shrinker)
    if start.bitPattern == simplest.bitPattern || set(simplest, &shrinker) { return }
    if start.sign == .minus, set(-start, &shrinker) { return run(&shrinker) }
    if start.sign == .minus, roundSignificand(1, &shrinker) { return run(&shrinker) }
    if start.sign == .minus, start != start.rounded(.towardZero), reachLandmark(1, &shrinker) {
      return run(&shrinker)
    }
    if !start.isFinite { leaveInfinity(&shrinker) }
    guard let value = current(shrinker), value.isFinite else { return }
    if value != value.rounded(.towardZero) { dropFraction(&shrinker) }
    guard let next = current(shrinker), next.isFinite else { return }
    if next == next.rounded(.towardZero) { lowerWhole(&shrinker) } else { shorten(&shrinker) }
  }

  private func current(_ shrinker: Shrinker) -> Double? { slot.double(shrinker) }

  private func set(_ value: Double, _ shrinker: inout Shrinker) -> Bool {
    slot.set(value, &shrinker)
  }

  private func leaveInfinity(_ shrinker: inout Shrinker) {
    let sign = current(shrinker)?.sign == .minus ? -1.0 : 1.0
    for size in [1, 2, 0x1p53, 0x1p63, 1e300, .greatestFiniteMagnitude] {
      if set(sign * size, &shrinker) { return }
    }
    if current(shrinker)?.isNaN == true { _ = set(.nan, &shrinker) }
  }

  private func dropFraction(_ shrinker: inout Shrinker) {
    guard let value = current(shrinker) else { return }
    for rule in [.towardZero, .awayFromZero] as [FloatingPointRoundingRule] {
      if set(value.rounded(rule), &shrinker) { return }
    }
    // No whole number nearby will do; one where programs change their ways may.
    reachLandmark(value.sign == .minus ? -1 : 1, &shrinker)
  }

  @discardableResult
  private func reachLandmark(_ sign: Double, _ shrinker: inout Shrinker) -> Bool {
    for size in Self.landmarks where set(sign * size, &shrinker) { return true }
    return false
  }

  /// Whole numbers at which arithmetic, types or formats change their ways.
  private static let landmarks = [2, 10, 100, 256, 65_536, 0x1p24, 0x1p31, 0x1p53, 0x1p63]

  /// Finds the smallest whole number, by halving and then by steps.
  private func lowerWhole(_ shrinker: inout Shrinker) {
    var last: Double?
    var rounds = 0
    // What is not reached in a few rounds is left to the next run: a law that is not monotone could
    // hold this number back at every binary order.
    while let value = current(shrinker), value != last, rounds < 6, !shrinker.isExhausted {
      last = value
      rounds += 1
      let size = value.magnitude
      guard size > 1 else { return }
      let sign = value < 0 ? -1.0 : 1.0
      for exponent in [1, 2, 4, 8, 16, 24, 32, 53]
      where size > Double(1 << exponent) && size >= 0x1p20 {
        if set(sign * Double(1 << exponent), &shrinker) { break }
      }
      _ = shrinker.largest(upTo: Int(size.exponent)) { shrinker, places in
        let scale = Double(sign: .plus, exponent: -places, significand: 1)
        return set(sign * (size * scale).rounded(.down), &shrinker)
      }
      roundSignificand(sign, &shrinker)
      guard let lowered = current(shrinker)?.magnitude, lowered > 1 else { return }
      // Steps of the size that still changes the number, whatever its magnitude.
      let unit = max(1, lowered.ulp)
      let most = min(lowered / unit - 1, 0x1p62)
      guard most >= 1 else { return }
      _ = shrinker.largest(upTo: Int(most)) { shrinker, steps in
        set(sign * (lowered - Double(steps) * unit), &shrinker)
      }
    }
  }

  /// Clears the lower binary digits, as many as the failure allows.
  @discardableResult
  private func roundSignificand(_ sign: Double, _ shrinker: inout Shrinker) -> Bool {
    guard let size = current(shrinker)?.magnitude, size > 0x1p20, size.isFinite else {
      return false
    }
    for kept in [0, 1, 2, 4, 8, 16, 24] as [UInt64] {
      let mask = ~((1 << (52 - kept)) - 1 as UInt64)
      if set(sign * Double(bitPattern: size.bitPattern & mask), &shrinker) { return true }
    }
    return false
  }

  /// Shortens the fraction, then lowers the integer part, until neither goes on.
  private func shorten(_ shrinker: inout Shrinker) {
    var last: Double?
    while let value = current(shrinker), value != last, !shrinker.isExhausted {
      last = value
      shortenFraction(&shrinker)
      guard let shorter = current(shrinker) else { return }
      let whole = shorter.rounded(.towardZero)
      let fraction = shorter - whole
      guard fraction != 0 else { return lowerWhole(&shrinker) }
      guard whole.magnitude >= 1, whole.magnitude < 0x1p52 else { continue }
      if set(fraction, &shrinker) || lowerInteger(ofDecimal: shorter, &shrinker) { continue }
      _ = shrinker.largest(upTo: Int(whole.magnitude)) { shrinker, steps in
        let next = whole + (whole < 0 ? Double(steps) : -Double(steps))
        return set(next + fraction, &shrinker)
      }
    }
  }

  /// Drops or lowers the integer part of a short decimal, whose fraction alone, taken by
  /// subtraction, would be none: 512.71 − 512 is 0.7100000000000364.
  private func lowerInteger(ofDecimal value: Double, _ shrinker: inout Shrinker) -> Bool {
    guard let scale = value.magnitude.decimalScale else { return false }
    let sign = value < 0 ? -1.0 : 1.0
    let numerator = (value.magnitude * scale).rounded()
    if set(sign * numerator.truncatingRemainder(dividingBy: scale) / scale, &shrinker) {
      return true
    }
    return shrinker.largest(upTo: Int(numerator / scale)) { shrinker, steps in
      set(sign * (numerator - Double(steps) * scale) / scale, &shrinker)
    } > 0
  }

  /// Looks for the fewest digits after the point, then for the smallest number that has as many.
  private func shortenFraction(_ shrinker: inout Shrinker) {
    guard let value = current(shrinker), value.magnitude < 0x1p46 else { return }
    for places in 1...6 {
      let unit = Double(1 << places)
      if round(value, to: unit, &shrinker) { return lowerNumerator(unit, &shrinker) }
    }
    var scale = 1.0
    for _ in 1...8 {
      scale *= 10
      if round(value, to: scale, &shrinker) { return lowerNumerator(scale, &shrinker) }
    }
    shortenBinary(&shrinker)
  }

  /// Rounds to a multiple of a unit's reciprocal; true where that holds, or held already.
  private func round(_ value: Double, to unit: Double, _ shrinker: inout Shrinker) -> Bool {
    for rule in [.towardZero, .awayFromZero] as [FloatingPointRoundingRule] {
      let candidate = (value * unit).rounded(rule) / unit
      if candidate == value || set(candidate, &shrinker) { return true }
    }
    return false
  }

  /// Lowers a fraction as far as it keeps its number of digits.
  private func lowerNumerator(_ unit: Double, _ shrinker: inout Shrinker) {
    guard let value = current(shrinker) else { return }
    let sign = value < 0 ? -1.0 : 1.0
    let numerator = (value.magnitude * unit).rounded()
    guard numerator > 1, numerator < 0x1p53 else { return }
    _ = shrinker.largest(upTo: Int(numerator) - 1) { shrinker, steps in
      set(sign * (numerator - Double(steps)) / unit, &shrinker)
    }
    // What fails need not be monotone: the first few, too.
    guard let lowered = current(shrinker).map({ ($0.magnitude * unit).rounded() }) else { return }
    for small in 1...8 where Double(small) < lowered {
      if set(sign * Double(small) / unit, &shrinker) { return }
    }
  }

  /// For a number without short digits: a power of two with as few binary places as possible, else
  /// as few places as possible, found by halving.
  private func shortenBinary(_ shrinker: inout Shrinker) {
    guard let value = current(shrinker), value != 0 else { return }
    let sign = value < 0 ? -1.0 : 1.0
    var good = Int(DoubleOrder.binaryPlaces(value.magnitude))
    var bad = 6
    while good - bad > 1 {
      let middle = bad + (good - bad) / 2
      let power = Double(sign: .plus, exponent: -middle, significand: 1)
      if set(sign * power, &shrinker) { good = middle } else { bad = middle }
    }
    guard let value = current(shrinker), value.significandWidth > 0 else { return }
    _ = shrinker.largest(upTo: value.significandWidth) { shrinker, dropped in
      let unit = value.ulp * Double(UInt64(1) << UInt64(52 - value.significandWidth + dropped))
      guard unit.isFinite, unit > 0 else { return false }
      return set((value / unit).rounded(.towardZero) * unit, &shrinker)
        || set((value / unit).rounded(.awayFromZero) * unit, &shrinker)
    }
  }
}

extension Double {
  /// The least power of ten, up to eight places, of which the number is a decimal; 1 for whole
  /// numbers, nil for those that need more places.
  var decimalScale: Double? {
    var scale = 1.0
    while scale <= 1e8 {
      let numerator = (self * scale).rounded()
      if numerator.magnitude < 0x1p53, numerator / scale == self { return scale }
      scale *= 10
    }
    return nil
  }
}
