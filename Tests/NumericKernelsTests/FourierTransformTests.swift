// SPDX-License-Identifier: GPL-3.0-or-later
//
// The oracle is the transform's sum itself. "Catches" names faults that the tests were seen to
// catch.

import NumericKernels
import Testing

/// Two parts of normal numbers.
private func sample(_ count: Int, seed: UInt64 = 1) -> (real: [Double], imaginary: [Double]) {
  let stream = RandomStream(seed: seed, purpose: "fourier")
  var (real, imaginary) = (
    [Double](repeating: 0, count: count), [Double](repeating: 0, count: count)
  )
  stream.fillNormals(&real)
  stream.fillNormals(&imaginary, from: UInt64(count))
  return (real, imaginary)
}

private func energy(_ real: [Double], _ imaginary: [Double]) -> Double {
  compensatedSum(zip(real, imaginary).map { $0 * $0 + $1 * $1 })
}

/// Σₜ xₜ exp(−2πikt/n), each angle from kt mod n, the sums compensated.
private func directTransform(
  _ real: [Double], _ imaginary: [Double]
) -> (real: [Double], imaginary: [Double]) {
  let count = real.count
  var result = (real: [Double](), imaginary: [Double]())
  for k in 0..<count {
    var (re, im) = (CompensatedSum(), CompensatedSum())
    for t in 0..<count {
      let angle = 2 * Double.pi * (Double(k * t % count) / Double(count))
      let (c, s) = (PortableMath.cos(angle), -PortableMath.sin(angle))
      re.add(c * real[t] - s * imaginary[t])
      im.add(c * imaginary[t] + s * real[t])
    }
    result.real.append(re.value)
    result.imaginary.append(im.value)
  }
  return result
}

struct FourierTransformTests {
  /// Catches: the last stage left out; a root's sign in one quarter.
  @Test(arguments: [1, 2, 4, 8, 16, 64, 512])
  func `The transform is its defining sum`(count: Int) {
    var (real, imaginary) = sample(count)
    let truth = directTransform(real, imaginary)
    FourierTransform(count: count).forward(real: &real, imaginary: &imaginary)
    let error = energy(
      zip(real, truth.real).map { $0 - $1 }, zip(imaginary, truth.imaginary).map { $0 - $1 })
    let size = energy(truth.real, truth.imaginary)
    #expect((error / size).squareRoot() <= 4e-16)
  }

  /// Values whose transform is whole: every operation is exact.
  @Test func `Four values have the transform by hand`() {
    var (real, imaginary) = ([1.0, 2, 3, 4], [0.0, -1, 0, 5])
    FourierTransform(count: 4).forward(real: &real, imaginary: &imaginary)
    #expect(real == [10, -8, -2, 4])
    #expect(imaginary == [4, 2, -4, -2])
  }

  /// Catches: the factor 1/n left out.
  @Test(arguments: [1, 2, 32, 4096, 65_536])
  func `There and back is where one was, and energy is kept`(count: Int) {
    let start = sample(count, seed: 2)
    var (real, imaginary) = start
    let transform = FourierTransform(count: count)
    transform.forward(real: &real, imaginary: &imaginary)
    let stages = Double(count.trailingZeroBitCount)
    let kept = energy(real, imaginary) / Double(count) / energy(start.real, start.imaginary)
    #expect(abs(kept - 1) <= 1e-16 * (2 + stages))
    transform.inverse(real: &real, imaginary: &imaginary)
    let error = energy(
      zip(real, start.real).map { $0 - $1 }, zip(imaginary, start.imaginary).map { $0 - $1 })
    #expect((error / energy(start.real, start.imaginary)).squareRoot() <= 1e-16 * (1 + stages))
  }

  /// A wave of one frequency, whose values come from the angle and not from the transform's roots.
  /// Catches: the last stage left out; a root's sign in one quarter.
  @Test(arguments: [1, 5, 32_768, 65_535])
  func `A wave is one line, of either direction`(frequency: Int) {
    let count = 65_536
    let angles = (0..<count).map {
      2 * Double.pi * (Double(frequency * $0 % count) / Double(count))
    }
    let transform = FourierTransform(count: count)
    var (real, imaginary) = (angles.map(PortableMath.cos), angles.map(PortableMath.sin))
    transform.forward(real: &real, imaginary: &imaginary)
    real[frequency] -= Double(count)
    #expect(energy(real, imaginary).squareRoot() <= 1.7e-15 * Double(count))
    (real, imaginary) = (angles.map(PortableMath.cos), angles.map { -PortableMath.sin($0) })
    transform.unscaledInverse(real: &real, imaginary: &imaginary)
    real[frequency] -= Double(count)
    #expect(energy(real, imaginary).squareRoot() <= 1.7e-15 * Double(count))
  }
}
