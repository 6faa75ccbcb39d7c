// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plain way to draw a Brownian path's extremes: the law of the range where the maximum is
// known, inverted by as many steps as it takes. It makes the table of first guesses, draws what the
// fast way leaves, and is the twin that the fast way is tested against.

/// The law of a path's range where its maximum is known, in standard deviations.
struct MaximumKnown {
  /// The end less the start, not negative: y.
  let change: Double
  /// The sum of the maximum's distances to start and end: t.
  let span: Double
  /// exp of twice the product of those distances.
  let inverse: Double
  /// The probability that the range exceeds what is drawn.
  let depthUniform: Double

  /// The range whose exceedance has the given probability.
  @inline(__always)
  func depth() -> Double {
    let plainExcess = -0.5 * PortableMath.log(depthUniform)
    let target = depthUniform * span
    if change > 6 { return range(excess: leadingExcess(plainExcess)) }
    // In ζ = (D − p)(D + q) the logarithm of the exceedance is nearly −2ζ: the leading term, its
    // coefficient taken where it would be 1, gives the first guess.
    let plain = range(excess: plainExcess)
    var excess = plainExcess + 0.5 * PortableMath.log((2 * plain - change) / span)
    // A range below 0.3 has a probability of 10⁻²², and too few terms here.
    var (nearest, farthest) = (max(0, self.excess(0.3)), Double.infinity)
    excess = max(excess, nearest)
    for _ in 0..<60 {
      let d = range(excess: excess)
      let law = d < 1.3 ? longExceedance(d) : exceedance(d)
      if law.value > target { nearest = excess } else { farthest = excess }
      let step = law.step(to: target)
      let next = excess + max(-0.5 * excess, min(step * (2 * d - change), 0.5))
      // Where the law is flat a step may leave the bracket, or its rounded slope have no use.
      guard law.slope < 0, next >= nearest, next <= farthest else {
        excess = farthest < .infinity ? 0.5 * (nearest + farthest) : excess + 0.25
        continue
      }
      excess = next
      // Both must be small: where the law is flat the value says nothing of the place.
      if step.magnitude < 1e-5 && (law.value - target).magnitude < 1e-5 * target { break }
    }
    return range(excess: excess)
  }

  /// The excess where only the leading term counts: the others are below exp(−4 · 6 · 6).
  ///
  /// With w = D − p it is (1 + 2w/t) exp(−2ζ), and (1 + 2w/t)² = 1 + 4ζ/t². Each turn brings ζ at
  /// least 36 times nearer.
  private func leadingExcess(_ plainExcess: Double) -> Double {
    var excess = plainExcess
    for _ in 0..<8 {
      excess = plainExcess + 0.25 * PortableMath.log(1 + 4 * excess / (span * span))
    }
    return excess
  }

  /// The range D at which (D − p)(D + q) has a value, for the farther end p and the nearer q.
  @inline(__always)
  private func range(excess: Double) -> Double {
    0.5 * (change + (span * span + 4 * excess).squareRoot())
  }

  /// The value of (D − p)(D + q), below zero where D is less than p.
  private func excess(_ d: Double) -> Double {
    (d - 0.5 * (span + change)) * (d + 0.5 * (span - change))
  }

  /// The probability that the range exceeds D, times the span, from the eight terms that matter
  /// where D is above 1.3.
  @inline(__always)
  func exceedance(_ d: Double) -> Exceedance {
    let g = PortableMath.exp(-2 * d * d)
    let s = PortableMath.exp(-2 * d * change)
    let v = PortableMath.exp(-2 * d * span)
    let (y, t) = (change, span)
    let g4 = (g * g) * (g * g)
    let (down, up) = (1 / s, 1 / v)
    var sum = Exceedance()
    sum.add(1, 1, 2 * d + y, g * s * inverse)
    sum.add(1, 1, 2 * d - y, g * down * inverse)
    sum.add(2, 2, 4 * d + y, g4 * (s * s) * inverse)
    sum.add(2, 2, 4 * d - y, g4 * (down * down) * inverse)
    sum.add(-1, 2, 4 * d - t, g4 * (up * up))
    sum.add(-2, 1, 2 * d + t, g * v)
    sum.add(-2, 3, 6 * d - t, (g4 * g4) * g * (up * up * up))
    sum.add(-3, 2, 4 * d + t, g4 * (v * v))
    return sum
  }

  /// The same from six orders, or from twelve where D is below 0.7.
  func longExceedance(_ d: Double) -> Exceedance {
    let g = PortableMath.exp(-2 * d * d)
    let s = PortableMath.exp(-2 * d * change)
    let v = PortableMath.exp(-2 * d * span)
    let (down, up) = (1 / s, 1 / v)
    let (y, t) = (change, span)
    var sum = Exceedance()
    // The k-th square's power of g, and the k-th powers of s, 1/s, v and 1/v.
    var (square, ratio) = (g, g * g * g)
    var (risen, fallen, near, far) = (s, down, v, up)
    for order in 1...(d < 0.7 ? 12 : 6) {
      let k = Double(order)
      sum.add(k, k, 2 * k * d + y, square * risen * inverse)
      sum.add(k, k, 2 * k * d - y, square * fallen * inverse)
      sum.add(-(k + 1), k, 2 * k * d + t, square * near)
      if order > 1 { sum.add(-(k - 1), k, 2 * k * d - t, square * far) }
      square *= ratio
      ratio *= g * g
      risen *= s
      fallen *= down
      near *= v
      far *= up
    }
    return sum
  }
}

/// The probability that the range exceeds D, times the span, with its first two derivatives.
struct Exceedance {
  var value = 0.0
  var slope = 0.0
  var bend = 0.0

  /// Adds weight · r · e, where e = exp(−2kD(kD ± …)) and r = 2kD ± … : so r′ = 2k, e′ = −2kre.
  @inline(__always)
  mutating func add(_ weight: Double, _ k: Double, _ reach: Double, _ factor: Double) {
    let rate = 2 * k * reach
    let scaled = weight * factor
    value += scaled * reach
    slope += scaled * (2 * k - reach * rate)
    bend += scaled * rate * (reach * rate - 6 * k)
  }

  /// The step in D after which the value should be the target: Halley's step on the logarithm of
  /// their ratio, taken as 2 (v − w) / (v + w), which is exact where the step is small.
  @inline(__always)
  func step(to target: Double) -> Double {
    let gap = 2 * (value - target)
    let square = slope * slope
    let plain = (value + target) * square
    // Far from the target the correction may halve or double Newton's step, and no more.
    let corrected = plain - 0.5 * gap * (bend * value - square)
    let bounded = max(0.5 * plain, min(corrected, 2 * plain))
    return -gap * value * slope / bounded
  }
}
