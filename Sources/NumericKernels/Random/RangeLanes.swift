// SPDX-License-Identifier: GPL-3.0-or-later

/// Four paths' ranges where their maxima are known, by one step from the guess of the table.
///
/// The law is that of `MaximumKnown`, its series written out to thirteen terms with three
/// derivatives. Householder's step of the fourth order leaves an error of about the fourth power of
/// the guess's; a lane where that is too much says so.
struct RangeLanes {
  /// The change's size, the sum of the maximum's distances to both ends, and the range.
  var change: Lanes
  var span: Lanes
  var range: Lanes
  /// The lanes whose range is as exact as promised; the others must be drawn by the plain way.
  var isExact: SIMDMask<SIMD4<Int64>>

  /// Draws the ranges that are exceeded with the second probability.
  @inline(__always)
  init(change: Lanes, uniforms: (Lanes, Lanes), table: Span<SIMD4<Float>>) {
    self.change = change
    let square = change * change
    span = LaneMath.squareRoot(square - 2 * LaneMath.log(uniforms.0), rounds: 4)
    let depth = LaneMath.squareRoot(-0.5 * LaneMath.log(uniforms.1), rounds: 2)
    let ratio = change / span
    let isInside =
      (span .> 0.05) .& (span .< 4.999) .& (depth .< 2.499) .& (change .>= 0) .& (depth .>= 0)
      .& (ratio .< 0.9999)
    let guess = Self.guess(ratio, span, depth, isInside: isInside, table: table)
    range = guess
    isExact = isInside
    let sums = Self.series(guess, change, span, 1 / uniforms.0)
    advance(sums, target: uniforms.1 * span)
  }

  /// The table's ranges, by linear interpolation in the three coordinates.
  @inline(__always)
  private static func guess(
    _ ratio: Lanes, _ span: Lanes, _ depth: Lanes, isInside: SIMDMask<SIMD4<Int64>>,
    table: Span<SIMD4<Float>>
  ) -> Lanes {
    let r = ratio * RangeGuessTable.ratioScale
    let s = span * RangeGuessTable.spanScale
    let d = depth * RangeGuessTable.depthScale
    let (r0, s0, d0) = (floor(r), floor(s), floor(d))
    let spans = Double(RangeGuessTable.spanCells)
    let depths = Double(RangeGuessTable.depthCells + 1)
    var place = (r0 * spans + s0) * depths + d0
    place.replace(with: 0, where: .!isInside)
    let index = LaneMath.bits(place + 0x1p52) & 0xffff_ffff
    let (rf, sf, df) = (SIMD4<Float>(r - r0), SIMD4<Float>(s - s0), SIMD4<Float>(d - d0))
    var result = SIMD4<Float>()
    for lane in 0..<4 {
      let at = Int(truncatingIfNeeded: index[lane])
      let (below, above) = (table[at], table[at + 1])
      let four = below + df[lane] * (above - below)
      let two = four.lowHalf + rf[lane] * (four.highHalf - four.lowHalf)
      result[lane] = two.x + sf[lane] * (two.y - two.x)
    }
    return Lanes(result)
  }

  /// The whole number below, or a whole number's neighbour below: adding 2⁵² rounds to the nearest.
  @inline(__always)
  private static func floor(_ x: Lanes) -> Lanes { ((x - 0.5) + 0x1.8p52) - 0x1.8p52 }

  /// The exceedance's sums at a guess, all the terms that matter where the range is above 0.8.
  @inline(__always)
  private static func series(
    _ d: Lanes, _ y: Lanes, _ t: Lanes, _ inverse: Lanes
  ) -> ExceedanceLanes {
    let g = LaneMath.exp(-2 * (d * d))
    let s = LaneMath.exp(-2 * (d * y))
    let v = LaneMath.exp(-2 * (d * t))
    let (down, up) = (1 / s, 1 / v)
    let g2 = g * g
    let g4 = g2 * g2
    let (s2, down2, v2, up2) = (s * s, down * down, v * v, up * up)
    let twice = d + d
    var first = ReachMoments()
    let gi = g * inverse
    first.add(twice - y, gi * down)
    first.add(twice + y, gi * s)
    first.add(twice + t, -2 * (g * v))
    var second = ReachMoments()
    let four = twice + twice
    let g4i = g4 * (2 * inverse)
    second.add(four - y, g4i * down2)
    second.add(four + y, g4i * s2)
    second.add(four + t, -3 * (g4 * v2))
    second.add(four - t, -(g4 * up2))
    var third = ReachMoments()
    let six = four + twice
    let g9 = (g4 * g4) * g
    let g9i = g9 * (3 * inverse)
    third.add(six - y, g9i * (down2 * down))
    third.add(six + y, g9i * (s2 * s))
    third.add(six + t, -4 * (g9 * (v2 * v)))
    third.add(six - t, -2 * (g9 * (up2 * up)))
    var fourth = ReachMoments()
    let eight = four + four
    let g16 = (g9 * g4) * (g2 * g)
    fourth.add(eight - y, (g16 * (4 * inverse)) * (down2 * down2))
    fourth.add(eight - t, -3 * (g16 * (up2 * up2)))
    var sums = ExceedanceLanes()
    sums.add(first, 2)
    sums.add(second, 4)
    sums.add(third, 6)
    sums.add(fourth, 8)
    return sums
  }

  /// Householder's step of fourth order, and the test of what it leaves.
  ///
  /// Formula: with h = gap/f′, a = h f″/f′ and b = h² f‴/f′ the step is
  /// h (1 + a/2) / (1 + a + b/6). What it leaves is taken as gap · (a² + |b|)^(3/2), of which it
  /// was less than a third wherever the tests and a search of 24 million draws looked.
  ///
  /// Source: Householder, "The Numerical Treatment of a Single Nonlinear Equation" (1970), for the
  /// family of steps.
  @inline(__always)
  private mutating func advance(_ sums: ExceedanceLanes, target: Lanes) {
    let gap = target - sums.value
    let inverse = 1 / sums.slope
    let newton = gap * inverse
    let bend = newton * (sums.bend * inverse)
    let twist = (newton * newton) * (sums.jerk * inverse)
    let step = newton * (1 + 0.5 * bend) / ((1 + bend) + twist * (1 / 6.0))
    let size = bend * bend + twist.replacing(with: -twist, where: twist .< 0)
    // About the square of the error in probability that is left.
    let bound = (gap * gap) * (size * size * size)
    let isSettled =
      (range .> 0.8) .& (newton .< 0.1) .& (newton .> -0.1)
      .& (bound .< (Self.tolerance * Self.tolerance) * (span * span))
    isExact.replace(with: false, where: .!isSettled)
    range += step
  }

  /// The largest error in probability that a step is thought to leave.
  private static var tolerance: Double { 4e-7 }
}

/// Sums over terms of one order of weight · reach to the powers 0 to 4.
private struct ReachMoments {
  var zeroth = Lanes()
  var first = Lanes()
  var second = Lanes()
  var third = Lanes()
  var fourth = Lanes()

  @inline(__always)
  mutating func add(_ reach: Lanes, _ weight: Lanes) {
    zeroth += weight
    var power = weight * reach
    first += power
    power *= reach
    second += power
    power *= reach
    third += power
    power *= reach
    fourth += power
  }
}

/// The probability that the range exceeds D, times the span, with its first three derivatives.
private struct ExceedanceLanes {
  var value = Lanes()
  var slope = Lanes()
  var bend = Lanes()
  var jerk = Lanes()

  /// Adds terms r · e, where r' = 2k and e' = −2kre.
  @inline(__always)
  mutating func add(_ m: ReachMoments, _ rate: Double) {
    value += m.first
    slope += rate * (m.zeroth - m.second)
    bend += (rate * rate) * (m.third - 3 * m.first)
    jerk += (rate * rate * rate) * ((6 * m.second - m.fourth) - 3 * m.zeroth)
  }
}
