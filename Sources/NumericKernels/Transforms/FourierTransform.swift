// SPDX-License-Identifier: GPL-3.0-or-later
//
// The discrete Fourier transform of a power of two, in place.
//
// Goals in order: the same bits on every machine, an error that grows with the logarithm of the
// length alone, then speed. Real and imaginary parts lie in arrays of their own, so that the inner
// loop reads and writes neighbours.
//
// Source: Cooley and Tukey, "An algorithm for the machine calculation of complex Fourier series",
// Math. Comp. 19 (1965), in the form that decimates in time; the tests compare with the sum itself.

/// The discrete Fourier transform of one length, with its roots of unity at hand.
public struct FourierTransform: Sendable {
  /// The number of complex values that are transformed.
  public let count: Int

  /// For each stage of half-width h, the h roots exp(−πij/h), from place h − 1 on.
  private let rootsReal: [Double]
  private let rootsImaginary: [Double]

  /// Makes the transform of a length.
  ///
  /// - Complexity: O(n).
  /// - Precondition: the count is a power of two, at most 2³⁰.
  public init(count: Int) {
    precondition(
      count > 0 && count & (count - 1) == 0 && count <= 1 << 30,
      "the count must be a power of two and at most 2³⁰")
    self.count = count
    (rootsReal, rootsImaginary) = Self.stages(Self.roots(count), count: count)
  }

  /// Replaces the values xₜ by their transform Σₜ xₜ exp(−2πikt/n), for k from 0 on.
  ///
  /// The error's root mean square, over that of the result, is below 10⁻¹⁶ · (1 + log₂ n).
  ///
  /// - Complexity: O(n log n), without allocation.
  /// - Precondition: both arrays have the transform's count.
  public func forward(real: inout [Double], imaginary: inout [Double]) {
    precondition(
      real.count == count && imaginary.count == count, "both arrays must have the count")
    var re = real.mutableSpan
    var im = imaginary.mutableSpan
    reverseBits(&re, &im)
    butterflies(&re, &im)
  }

  /// Replaces the values X_k by Σ_k X_k exp(2πikt/n), for t from 0 on, without the factor 1/n.
  ///
  /// - Complexity: O(n log n), without allocation.
  /// - Precondition: both arrays have the transform's count.
  public func unscaledInverse(real: inout [Double], imaginary: inout [Double]) {
    // Real and imaginary parts exchanged before and after conjugate the roots.
    forward(real: &imaginary, imaginary: &real)
  }

  /// Undoes `forward(real:imaginary:)`, up to rounding.
  ///
  /// - Complexity: O(n log n), without allocation.
  /// - Precondition: both arrays have the transform's count.
  public func inverse(real: inout [Double], imaginary: inout [Double]) {
    unscaledInverse(real: &real, imaginary: &imaginary)
    // A power of two: the products are exact.
    let scale = 1 / Double(count)
    for index in 0..<count {
      real[index] *= scale
      imaginary[index] *= scale
    }
  }

  /// The root exp(−2πij/n) of an index below half the count.
  func root(_ index: Int) -> (real: Double, imaginary: Double) {
    let place = count / 2 - 1 + index
    return (rootsReal[place], rootsImaginary[place])
  }

  /// Puts every value where the bits of its index read backwards.
  private func reverseBits(_ re: inout MutableSpan<Double>, _ im: inout MutableSpan<Double>) {
    var mirror = 0
    for index in 0..<count {
      if index < mirror {
        re.swapAt(index, mirror)
        im.swapAt(index, mirror)
      }
      // Adds one to the mirror from its highest bit down.
      var bit = count >> 1
      while mirror & bit != 0 {
        mirror ^= bit
        bit >>= 1
      }
      mirror |= bit
    }
  }

  private func butterflies(_ re: inout MutableSpan<Double>, _ im: inout MutableSpan<Double>) {
    var half = 1
    while half < count {
      for start in stride(from: 0, to: count, by: 2 * half) {
        for offset in 0..<half {
          let (low, high) = (start + offset, start + offset + half)
          let (c, s) = (rootsReal[half - 1 + offset], rootsImaginary[half - 1 + offset])
          let (a, b) = (re[high], im[high])
          let (turnedReal, turnedImaginary) = (c * a - s * b, c * b + s * a)
          (re[high], im[high]) = (re[low] - turnedReal, im[low] - turnedImaginary)
          (re[low], im[low]) = (re[low] + turnedReal, im[low] + turnedImaginary)
        }
      }
      half *= 2
    }
  }

  /// The first half of the roots, from angles of at most an eighth of a turn.
  private static func roots(_ count: Int) -> [(Double, Double)] {
    let step = 2 * Double.pi / Double(count)
    return (0..<(count / 2)).map { index in
      // Angles beyond an eighth, a quarter and three eighths of a turn are seen from the next axis.
      let quarter = (8 * index / max(count, 1) + 1) / 2
      let angle = step * Double(index - quarter * count / 4)
      let (c, s) = (PortableMath.cos(angle), PortableMath.sin(angle))
      return quarter == 0 ? (c, -s) : quarter == 1 ? (-s, -c) : (-c, s)
    }
  }

  /// The roots of every stage, one stage after the other.
  private static func stages(_ roots: [(Double, Double)], count: Int) -> ([Double], [Double]) {
    var (real, imaginary): ([Double], [Double]) = ([], [])
    real.reserveCapacity(max(0, count - 1))
    imaginary.reserveCapacity(max(0, count - 1))
    var half = 1
    while half < count {
      for index in 0..<half {
        let root = roots[index * (count / 2 / half)]
        real.append(root.0)
        imaginary.append(root.1)
      }
      half *= 2
    }
    return (real, imaginary)
  }
}
