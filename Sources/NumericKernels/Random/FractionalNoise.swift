// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fractional Gaussian noise, exactly, by embedding its covariance into a circulant matrix.
//
// Source: Davies and Harte, "Tests for Hurst effect", Biometrika 74 (1987), appendix. The circulant
// has twice the plan's length; its eigenvalues are the transform of its first row and are not
// negative for any Hurst index. The tests form the covariance of what is drawn and compare.

/// A plan for drawing fractional Gaussian noise: increments of a fractional Brownian motion, each
/// of variance 1.
///
/// All values of a path depend on the plan's length, so the noise of a shorter plan is not the
/// beginning of that of a longer one. The length is a power of two: every count from one power to
/// the next gives the beginning of the same path. Where a count may grow later, fix `planLength`.
public struct FractionalNoise: Sendable {
  /// The Hurst index H: the standard deviation of a sum of n values is n^H.
  public let hurst: Double
  /// The number of values that a draw gives.
  public let count: Int
  /// The number of values that a path of the plan has, a power of two.
  public let planLength: Int

  private let transform: FourierTransform
  /// What the normal numbers of a frequency are multiplied by, from frequency 0 to `planLength`.
  private let amplitudes: [Double]
  /// The roots exp(πik/N) for k below the plan's length N.
  private let roots: [(real: Double, imaginary: Double)]

  /// Makes a plan for paths of a count, whose length is the next power of two.
  ///
  /// - Complexity: O(n log n).
  /// - Precondition: the Hurst index lies inside (0, 1) and the count in 1...2²⁸.
  public init(hurst: Double, count: Int) {
    precondition(count > 0 && count <= 1 << 28, "the count must lie in 1...2²⁸")
    var length = 1
    while length < count { length *= 2 }
    self.init(hurst: hurst, planLength: length, count: count)
  }

  /// Makes a plan of a length, whose paths have that many values.
  ///
  /// - Complexity: O(n log n).
  /// - Precondition: the Hurst index lies inside (0, 1), and the length is a power of two and at
  ///   most 2²⁸.
  public init(hurst: Double, planLength: Int) {
    precondition(
      planLength > 0 && planLength & (planLength - 1) == 0 && planLength <= 1 << 28,
      "the plan's length must be a power of two and at most 2²⁸")
    self.init(hurst: hurst, planLength: planLength, count: planLength)
  }

  private init(hurst: Double, planLength: Int, count: Int) {
    precondition(hurst > 0 && hurst < 1, "the Hurst index must lie inside (0, 1)")
    self.hurst = hurst
    self.count = count
    self.planLength = planLength
    transform = FourierTransform(count: planLength)
    let whole = FourierTransform(count: 2 * planLength)
    roots = (0..<planLength).map { index in
      let root = whole.root(index)
      return (root.real, -root.imaginary)
    }
    amplitudes = Self.amplitudes(hurst: hurst, length: planLength, transform: whole)
  }

  /// The autocovariance of the noise at a lag: ½ (|k + 1|²ᴴ − 2 |k|²ᴴ + |k − 1|²ᴴ).
  ///
  /// From lag 8 on it is taken as |k|²ᴴ times the series Σ binomial(2H, 2j) k⁻²ʲ from j = 1 on, of
  /// which ten terms leave nothing: the difference of three nearly equal powers would lose digits
  /// with k². The same bits on every machine.
  ///
  /// - Precondition: the Hurst index lies inside (0, 1).
  public static func autocovariance(hurst: Double, lag: Int) -> Double {
    precondition(hurst > 0 && hurst < 1, "the Hurst index must lie inside (0, 1)")
    let k = Double(lag.magnitude)
    let exponent = 2 * hurst
    guard k >= 8 else {
      if k == 0 { return 1 }
      let (before, after) = (power(k - 1, exponent), power(k + 1, exponent))
      return 0.5 * (before - 2 * power(k, exponent) + after)
    }
    let ratio = 1 / (k * k)
    var (term, sum) = (ratio * 0.5 * exponent * (exponent - 1), 0.0)
    for order in 1...10 {
      sum += term
      let next = 2 * Double(order)
      let factors = (exponent - next) * (exponent - next - 1)
      term *= ratio * factors / ((next + 1) * (next + 2))
    }
    return sum * power(k, exponent)
  }

  /// The noise of one path: the same bits whatever other paths are drawn.
  ///
  /// The path takes its normal numbers from the stream's substream of its index, from the first
  /// on; what has been drawn from the stream makes no difference.
  ///
  /// - Complexity: O(N log N) for a plan of length N.
  public func draw(from stream: RandomStream, path: UInt64) -> [Double] {
    var normals = [Double](repeating: 0, count: 2 * planLength)
    stream.substream(path).fillNormals(&normals)
    return values(normals: normals)
  }

  /// The path that independent normal numbers give: a linear map of them.
  ///
  /// Frequencies 0 and N take one number each, those between take two. Of the 2N real sums
  /// xₜ = Σ_k z_k exp(πikt/N) with z of the frequency 2N − k the conjugate of that of k, those of
  /// even t are the real and those of odd t the imaginary part of a transform of length N.
  ///
  /// - Precondition: there are twice as many numbers as the plan is long.
  package func values(normals: [Double]) -> [Double] {
    let length = planLength
    precondition(normals.count == 2 * length, "twice the plan's length of numbers is needed")
    var real = [Double](repeating: 0, count: length)
    var imaginary = real
    real[0] = amplitudes[0] * normals[0] + amplitudes[length] * normals[1]
    imaginary[0] = amplitudes[0] * normals[0] - amplitudes[length] * normals[1]
    for k in 1..<length {
      let (a, b) = (amplitudes[k], amplitudes[length - k])
      let (re, im) = (a * normals[2 * k], a * normals[2 * k + 1])
      // The frequency k + N is the conjugate of N − k.
      let mirror = 2 * (length - k)
      let (otherReal, otherImaginary) = (b * normals[mirror], -(b * normals[mirror + 1]))
      let (c, s) = roots[k]
      let (differenceReal, differenceImaginary) = (re - otherReal, im - otherImaginary)
      let turnedReal = c * differenceReal - s * differenceImaginary
      let turnedImaginary = c * differenceImaginary + s * differenceReal
      real[k] = re + otherReal - turnedImaginary
      imaginary[k] = im + otherImaginary + turnedReal
    }
    transform.unscaledInverse(real: &real, imaginary: &imaginary)
    // The circulant has 2N values, of which the first N have the noise's covariance.
    var values = [Double](repeating: 0, count: count)
    for t in 0..<count { values[t] = t & 1 == 0 ? real[t / 2] : imaginary[t / 2] }
    return values
  }

  /// √(λ / 2N) for the frequencies of one number, √(λ / 4N) for those of two.
  private static func amplitudes(
    hurst: Double, length: Int, transform: FourierTransform
  ) -> [Double] {
    var real = [Double](repeating: 0, count: 2 * length)
    for lag in 0...length {
      let covariance = autocovariance(hurst: hurst, lag: lag)
      real[lag] = covariance
      if lag > 0 { real[2 * length - lag] = covariance }
    }
    var imaginary = [Double](repeating: 0, count: 2 * length)
    let size = real.reduce(0.0) { $0 + $1.magnitude }
    transform.forward(real: &real, imaginary: &imaginary)
    return (0...length).map { index in
      // No eigenvalue is negative; the transform's rounding may make a tiny one so.
      precondition(real[index] >= -1e-13 * size, "the circulant must have no negative eigenvalue")
      let share = index == 0 || index == length ? 2 : 4.0
      return (max(real[index], 0) / (share * Double(length))).squareRoot()
    }
  }

  private static func power(_ base: Double, _ exponent: Double) -> Double {
    base == 0 ? 0 : PortableMath.exp(exponent * PortableMath.log(base))
  }
}
