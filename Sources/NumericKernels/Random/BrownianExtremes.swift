// SPDX-License-Identifier: GPL-3.0-or-later
//
// The highest and lowest point of a Brownian path between two known ends, drawn from their joint
// law. Two draws from the two marginal laws would miss that a path which went far up had less time
// to go down: where a bar is a single step, their Parkinson variance is 2.6 % too large.
//
// The goals, in this order: the exact law, the same bits everywhere, speed. Four paths go side by
// side (ExtremesLanes.swift); the few that this does not draw exactly enough are drawn the plain
// way (MaximumKnown.swift), and which these are depends on their own numbers alone.

/// The extremes of a Brownian bridge.
///
/// Formula, in standard deviations: with p = M and q = M − y the maximum has
/// pq = −½ ln u₁. Given it, P(M − m > D) is the derivative by b of
/// P(a < min, max < b) = Σₖ exp(−2kD(kD + y)) − exp(−2(kD − a)(kD + y − a)), over the density of
/// the maximum.
///
/// Source: Karatzas and Shreve, "Brownian Motion and Stochastic Calculus" (1991), section 2.8,
/// for the two laws, which the tests check by counting; the inversion is ours.
public enum BrownianExtremes {
  /// Draws the maximum and the minimum of a path from 0 to `change` over a given variance.
  ///
  /// The maximum is inverted in closed form, the minimum from its law given the maximum; for a
  /// falling path the other way round. The law of what is drawn is exact to 2 · 10⁻⁷ in
  /// probability (5 · 10⁻⁷ where the first uniform is within 10⁻¹² of 1), and the same bits come
  /// out everywhere.
  ///
  /// - Parameters:
  ///   - change: the path's end less its start.
  ///   - variance: the variance of the path's end without the bridge; 0 gives a straight line.
  ///   - uniforms: two independent numbers from 2⁻⁵³...(1 − 2⁻⁵³). With smaller ones the extremes
  ///     still enclose the ends, but their law is not that of so rare a path.
  /// - Precondition: the variance is not negative.
  public static func draw(
    change: Double, variance: Double, uniforms: (Double, Double)
  ) -> (maximum: Double, minimum: Double) {
    precondition(variance >= 0, "the variance must not be negative")
    let deviation = variance.squareRoot()
    let table = RangeGuessTable.shared
    let lanes = ExtremesLanes(
      changes: Lanes(repeating: change), deviations: Lanes(repeating: deviation),
      uniforms: (Lanes(repeating: uniforms.0), Lanes(repeating: uniforms.1)),
      table: table.corners.span)
    if lanes.isExact[0] { return (lanes.maxima[0], lanes.minima[0]) }
    return plainDraw(change: change, standardDeviation: deviation, uniforms: uniforms)
  }

  /// Draws the maxima and the minima of many paths, each from 0 to its change, independently.
  ///
  /// Each path is as exact as one drawn alone, and has its bits, whatever stands beside it, if its
  /// variance is the square of a standard deviation that is not too small to have one. Where
  /// changes are of the size of their standard deviations, a path takes about a sixth of the time
  /// of the plain inversion; above five of them all of it. The table that this needs is made at
  /// first use, in about six milliseconds.
  ///
  /// - Parameters:
  ///   - changes: the paths' ends less their starts.
  ///   - standardDeviations: the standard deviations of the paths' ends without the bridge, in the
  ///     unit of the changes; 0 gives a straight line.
  ///   - uniforms: two independent numbers from 2⁻⁵³...(1 − 2⁻⁵³) for each path.
  ///   - maxima: where the maxima are written, in the unit of the changes.
  ///   - minima: where the minima are written.
  /// - Precondition: all have one number a path, and no standard deviation is negative.
  /// - Complexity: O(paths), without allocation.
  public static func draw(
    changes: Span<Double>, standardDeviations: Span<Double>,
    uniforms: (Span<Double>, Span<Double>),
    maxima: inout MutableSpan<Double>, minima: inout MutableSpan<Double>
  ) {
    let count = changes.count
    precondition(
      standardDeviations.count == count && uniforms.0.count == count
        && uniforms.1.count == count && maxima.count == count && minima.count == count,
      "there must be one number a path")
    let table = RangeGuessTable.shared
    for start in stride(from: 0, to: count, by: Lanes.scalarCount) {
      let lanes = ExtremesLanes(
        changes: four(changes, from: start), deviations: four(standardDeviations, from: start),
        uniforms: (four(uniforms.0, from: start), four(uniforms.1, from: start)),
        table: table.corners.span)
      for lane in 0..<min(Lanes.scalarCount, count - start) {
        let path = start + lane
        maxima[path] = lanes.maxima[lane]
        minima[path] = lanes.minima[lane]
        guard !lanes.isExact[lane] else { continue }
        (maxima[path], minima[path]) = plainDraw(
          change: changes[path], standardDeviation: standardDeviations[path],
          uniforms: (uniforms.0[path], uniforms.1[path]))
      }
    }
  }

  /// Four numbers from a place on; beyond the end some number, for lanes that nobody reads.
  @inline(__always)
  private static func four(_ numbers: Span<Double>, from start: Int) -> Lanes {
    if start + 4 <= numbers.count {
      return Lanes(numbers[start], numbers[start + 1], numbers[start + 2], numbers[start + 3])
    }
    var lanes = Lanes(repeating: 0.5)
    for lane in 0..<(numbers.count - start) { lanes[lane] = numbers[start + lane] }
    return lanes
  }

  /// The plain twin: one path, by Halley's steps until they are small, exact to 5 · 10⁻⁸ in
  /// probability, to 5 · 10⁻⁷ where the first uniform is within 10⁻¹² of 1.
  ///
  /// - Precondition: the standard deviation is not negative.
  package static func plainDraw(
    change: Double, standardDeviation: Double, uniforms: (Double, Double)
  ) -> (maximum: Double, minimum: Double) {
    precondition(standardDeviation >= 0, "the standard deviation must not be negative")
    let y = change.magnitude / standardDeviation
    // A path with so little room beside its way is a straight line; without any, y is ∞ or NaN.
    guard y < 1e100 else { return (max(change, 0), min(change, 0)) }
    // −½ ln u₁ is the product of the maximum's distances to both ends.
    let product = -0.5 * PortableMath.log(uniforms.0)
    let span = (y * y + 4 * product).squareRoot()
    let bridge = MaximumKnown(
      change: y, span: span, inverse: 1 / uniforms.0, depthUniform: uniforms.1)
    let high = 0.5 * (span + y)
    let low = high - max(bridge.depth(), high)
    // A falling path is a rising one seen from below.
    let (maximum, minimum) =
      change >= 0
      ? (high * standardDeviation, low * standardDeviation)
      : (-low * standardDeviation, -high * standardDeviation)
    // Scaling may have rounded an extreme to the inside of an end.
    return (max(maximum, change, 0), min(minimum, change, 0))
  }
}
