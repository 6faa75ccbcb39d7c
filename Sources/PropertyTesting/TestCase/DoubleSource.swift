// SPDX-License-Identifier: GPL-3.0-or-later
//
// The doubles that random choices take. Of 64 choices
//
//    4  are special: NaN, an end of the range or its neighbour, a number that breaks programs
//    4  repeat one of the last sixteen choices, or a neighbour of it in the last place
//   14  are whole numbers of all magnitudes
//   14  are decimals of two places of all magnitudes
//   14  have any digits, all magnitudes
//   14  are uniform over the range
//
// where a special value or a repetition does not fit the range, one of the other manners takes its
// place. A uniform value does where a magnitude falls outside the range, and where the range is
// too narrow for eight whole numbers or decimals. Elements of a block repeat earlier elements of
// their own block.
//
// "All magnitudes" means a binary exponent drawn evenly: in three of four cases from −20 to 40,
// where most laws break, else from all that the range has. Whole numbers begin at 2⁰ and decimals
// at 2⁻⁷, for whatever is smaller would be rounded to 0.

/// The lowest exponent of some doubles, and the number of their exponents.
private struct Exponents {
  var least: Int16
  var count: UInt16

  /// The exponent of the greatest doubles alone.
  static let huge = Exponents(least: 1023, count: 1)

  /// As many of these exponents as lie between two; the nearest one where none does.
  @inline(__always)
  func clamped(_ low: Int16, _ high: Int16) -> Exponents {
    let most = least + Int16(count) - 1
    let first = max(least, min(low, most))
    let last = max(least, min(high, most))
    return Exponents(least: first, count: UInt16(last - first + 1))
  }
}

extension Exponents {
  /// All exponents between those of two sizes.
  @inline(__always)
  init(of near: Double, _ far: Double) {
    let most = min(Int16(truncatingIfNeeded: far.bitPattern >> 52) - 1023, 1023)
    least = near > 0 ? Int16(truncatingIfNeeded: near.bitPattern >> 52) - 1023 : -1023
    least = min(least, most)
    count = UInt16(most - least + 1)
  }
}

/// Which doubles a choice may take, prepared for drawing many.
struct DoubleSource: Sendable {
  let low: Double
  let high: Double
  let allowsNaN: Bool
  /// How far uniform values spread.
  private let width: Double
  /// Where uniform values begin.
  private let origin: Double
  /// The exponents of each manner: all, then the everyday ones.
  private let exponents: InlineArray<8, Exponents>
  /// The bit of the sign, where it is drawn; and the sign where it is not.
  private let drawnSign: UInt64
  private let fixedSign: UInt64

  /// Prepares a range, whose ends are not NaN.
  init(_ range: ClosedRange<Double>, allowsNaN: Bool) {
    (low, high) = (range.lowerBound, range.upperBound)
    self.allowsNaN = allowsNaN
    // A range too wide for a uniform double has them around 0, or in the unit at its finite end.
    let isNarrow = high - low <= .greatestFiniteMagnitude
    let isTwoSided = low < 0 && high > 0
    width = isNarrow ? high - low : isTwoSided ? 2 : 1
    origin = isNarrow ? low : isTwoSided ? -1 : low >= 0 ? low : high - 1
    let (near, far) = Self.sizes(low, high)
    let held = Exponents(of: near, far)
    // A manner for which the range is too narrow draws what lies outside of it.
    let whole = high - low < 8 ? .huge : held.clamped(0, 1023)
    let decimals = high - low < 0.08 ? .huge : held.clamped(-7, 1023)
    let few = held.clamped(-20, 40)
    exponents = [
      whole, decimals, held, held, whole.clamped(0, 40), decimals.clamped(-7, 40), few, few,
    ]
    drawnSign = isTwoSided ? 1 << 63 : 0
    fixedSign = low < 0 && high <= 0 ? 1 << 63 : 0
  }

  /// The least and the greatest size of a range's numbers.
  private static func sizes(_ low: Double, _ high: Double) -> (near: Double, far: Double) {
    if low > 0 { return (low, high) }
    if high < 0 { return (-high, -low) }
    return (0, max(-low, high))
  }

  /// The choice that a value of this source is written down as.
  @inline(__always)
  func choice(_ value: Double) -> Choice {
    Choice(
      kind: .double, allowsNaN: allowsNaN, bits: value.bitPattern, lower: low.bitPattern,
      upper: high.bitPattern)
  }

  /// A random value, given the choices before it and the elements before it in its block.
  @inline(__always)
  func value(
    after earlier: [Choice], _ block: [Double] = [], random: inout RandomSource
  ) -> Double {
    let dice = random.next()
    if dice & 63 < 8, let rare = rare(dice, earlier, block) { return rare }
    return spread(dice, random.next())
  }

  /// A special value or a repetition; nil where it does not fit.
  @inline(never)
  private func rare(_ dice: UInt64, _ earlier: [Choice], _ block: [Double]) -> Double? {
    dice & 63 < 4 ? special(dice >> 6) : copy(dice >> 6, earlier, block)
  }

  /// A value in one of four manners, without a branch that depends on the dice.
  @inline(__always)
  private func spread(_ dice: UInt64, _ bits: UInt64) -> Double {
    let uniform = origin + Double(bits >> 11) * 0x1p-53 * width
    let magnitude = magnitude(dice, bits)
    let manner = dice >> 6 & 3
    let scale = manner == 1 ? 100.0 : 1
    let scaled = magnitude * scale
    // Adding and taking 1.5 · 2⁵² away rounds to the nearest whole number.
    let rounded = scaled.magnitude < 0x1p51 ? (scaled + 0x1.8p52) - 0x1.8p52 : scaled
    let value = manner < 2 ? rounded / scale : magnitude
    // A value that lies outside differs from its clamped self.
    let strays = min(max(value, low), high).bitPattern ^ value.bitPattern | (manner / 3)
    // All ones where there are strays, without a comparison that would become a branch.
    let mask = 0 &- ((strays | (0 &- strays)) >> 63)
    let other = min(max(uniform, low), high).bitPattern
    return Double(bitPattern: value.bitPattern & ~mask | other & mask)
  }

  /// A value whose exponent is drawn evenly, put together from its bits.
  @inline(__always)
  private func magnitude(_ dice: UInt64, _ bits: UInt64) -> Double {
    let isEveryday = dice >> 8 & 3 != 0
    let drawn = exponents[Int(truncatingIfNeeded: dice >> 6 & 3 | (isEveryday ? 4 : 0))]
    // A fixed-point multiple instead of a division; the exponent and the digits share no bits.
    let exponent =
      Int(drawn.least) &+ Int(truncatingIfNeeded: ((bits >> 53) &* UInt64(drawn.count)) >> 11)
    let pattern = UInt64(truncatingIfNeeded: exponent &+ 1023) << 52 | bits & 0xf_ffff_ffff_ffff
    return Double(bitPattern: pattern | (dice << 53 & drawnSign) | fixedSign)
  }

  // MARK: Rare values

  /// 0 more often than others: the magnitudes leave it out, and most laws know it.
  private static let specials: [Double] = [
    0, 0, 0, 0, -0.0, 1, -1, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .ulpOfOne,
    0.1, 1.0.nextUp, 1.0.nextDown, 0x1p53, 0x1p53 + 2, -0x1p53, 0x1p63, 1e300, 1e-300, 0.5,
    Double.leastNormalMagnitude.nextDown, 1e10,
  ]

  private func special(_ dice: UInt64) -> Double? {
    if allowsNaN, dice & 7 == 0 { return .nan }
    let place = Int(truncatingIfNeeded: (dice >> 3) % UInt64(Self.specials.count + 4))
    let value =
      switch place {
      case 0: low
      case 1: high
      case 2: low.nextUp
      case 3: high.nextDown
      default: Self.specials[place - 4]
      }
    return choice(0).allows(value) ? value : nil
  }

  private func copy(_ dice: UInt64, _ earlier: [Choice], _ block: [Double]) -> Double? {
    func place(_ count: Int) -> Int {
      count - 1 - Int(truncatingIfNeeded: dice & 0xffff) % min(count, 16)
    }
    let original: Double
    if !block.isEmpty {
      original = block[place(block.count)]
    } else if !earlier.isEmpty, earlier[place(earlier.count)].kind == .double {
      original = earlier[place(earlier.count)].double
    } else {
      return nil
    }
    let near = dice >> 16 & 3
    let value = near == 0 ? original.nextUp : near == 1 ? original.nextDown : original
    return value >= low && value <= high ? value : nil
  }
}
