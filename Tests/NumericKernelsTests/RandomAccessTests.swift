// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values of a stream by their index. "Catches" names faults that the tests were seen to catch.

import NumericKernels
import Testing

/// A fresh stream with names of its own.
private func stream(_ seed: UInt64 = 0x0123_4567_89ab_cdef) -> RandomStream {
  RandomStream(seed: seed, purpose: "random access")
}

struct RandomAccessTests {
  /// Catches: the words of a block exchanged; the index of a value taken for that of a block.
  @Test func `An index gives what a fresh stream gives in its turn`() {
    let named = stream()
    var (words, uniforms, normals) = (named, named, named)
    for index in 0..<3000 as Range<UInt64> {
      #expect(named.bits(at: index) == words.nextBits())
      #expect(named.uniform(at: index) == uniforms.uniform())
      #expect(named.normal(at: index) == normals.normal())
    }
  }

  /// Catches: an index that counts from what has been drawn.
  @Test func `An index does not depend on what has been drawn, and a substream has its own`() {
    var used = stream()
    for _ in 0..<7 { _ = used.nextBits() }
    let all = (0..<50 as Range<UInt64>).allSatisfy { used.bits(at: $0) == stream().bits(at: $0) }
    var child = used.substream(9)
    let (first, second) = (child.nextBits(), child.nextBits())
    #expect(all)
    #expect(used.substream(9).bits(at: 0) == first)
    #expect(child.bits(at: 1) == second)
    #expect(used.bits(at: 0) != first)
  }

  /// The block function itself, with the purpose's hash formed here: FNV-1a.
  /// Catches: a block number cut to 32 bits.
  @Test(arguments: [0, 1, 0x1_ffff_fffe, 0x2_0000_0001, 0x1234_5678_9abc_def1, .max])
  func `A far index is the block function of its counter`(index: UInt64) {
    let hash = "random access".utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    let number = index >> 1
    let block = Philox.block(
      counter: SIMD4(
        UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32),
        UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32)),
      key: SIMD2(0x89ab_cdef, 0x0123_4567))
    let pair = [UInt64(block.x) | UInt64(block.y) << 32, UInt64(block.z) | UInt64(block.w) << 32]
    #expect(stream().bits(at: index) == pair[Int(index & 1)])
  }

  /// Every count up to three groups, from an even, an odd and far indices.
  /// Catches: an odd start taken as even; a last group that is short by one; the block number's
  /// upper half left out where four stand side by side.
  @Test(arguments: [0, 1, 6, 129, 0x1_ffff_fff9, 0xffff_ffff_ffff_ff00])
  func `Filling gives the bits of every index and nothing beside`(start: UInt64) {
    let named = stream(start &+ 3)
    let uniforms = (0..<200 as Range<UInt64>).map { named.uniform(at: start + $0) }
    let normals = (0..<200 as Range<UInt64>).map { named.normal(at: start + $0) }
    for count in 0...200 {
      var filled = [Double](repeating: -9, count: count)
      named.fillUniforms(&filled, from: start)
      #expect(filled == Array(uniforms.prefix(count)))
      named.fillNormals(&filled, from: start)
      #expect(filled == Array(normals.prefix(count)))
    }
  }

  /// Catches: tails that begin elsewhere than for single numbers.
  @Test func `A long filling is the stream, tails and all`() {
    var sequence = stream(5)
    let drawn = (0..<100_000).map { _ in sequence.normal() }
    var filled = [Double](repeating: 0, count: drawn.count)
    stream(5).fillNormals(&filled)
    #expect(filled == drawn)
    // Through a span, from within.
    var part = [Double](repeating: 7, count: 80)
    var span = part.mutableSpan
    stream(5).fillNormals(&span, from: 31)
    #expect(part == Array(drawn[31..<111]))
  }

  /// The coefficients in loops, as published, one after the other.
  /// Catches: a coefficient changed in its fourteenth digit.
  @Test func `The normal quantile has the bits of its plain twin`() {
    var named = stream(6)
    var differences = 0
    func compare(_ probability: Double) {
      let twin = PlainNormalQuantile.quantile(probability)
      if Normal.standardQuantile(probability).bitPattern != twin.bitPattern { differences += 1 }
    }
    for _ in 0..<100_000 {
      let number = named.uniform()
      compare(number)
      // Both tails, down to the smallest numbers.
      compare(0.075 * number)
      compare(1 - 0.075 * number)
      compare(PortableMath.exp(-740 * number))
    }
    for edge in [0.075, 0.925, 0.5, PortableMath.exp(-25)] {
      for probability in [edge.nextDown, edge, edge.nextUp] { compare(probability) }
    }
    compare(.leastNonzeroMagnitude)
    compare(1.0.nextDown)
    #expect(differences == 0)
  }
}

/// The normal quantile as its source states it, for comparing bits.
private enum PlainNormalQuantile {
  static func quantile(_ probability: Double) -> Double {
    let centred = probability - 0.5
    if abs(centred) <= 0.425 {
      let argument = 0.180625 - centred * centred
      return centred * polynomial(centralNumerator, argument)
        / polynomial(centralDenominator, argument)
    }
    let tail = centred < 0 ? probability : 1 - probability
    let root = (-PortableMath.log(tail)).squareRoot()
    let magnitude =
      root <= 5
      ? polynomial(middleNumerator, root - 1.6) / polynomial(middleDenominator, root - 1.6)
      : polynomial(farNumerator, root - 5) / polynomial(farDenominator, root - 5)
    return centred < 0 ? -magnitude : magnitude
  }

  private static func polynomial(_ coefficients: [Double], _ argument: Double) -> Double {
    coefficients.reduce(0) { $0 * argument + $1 }
  }

  private static let centralNumerator = [
    2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
    4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
    1.3314166789178437745e+2, 3.3871328727963666080e+0,
  ]
  private static let centralDenominator = [
    5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
    2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
    4.2313330701600911252e+1, 1.0,
  ]
  private static let middleNumerator = [
    7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
    1.27045825245236838258e+0, 3.64784832476320460504e+0, 5.76949722146069140550e+0,
    4.63033784615654529590e+0, 1.42343711074968357734e+0,
  ]
  private static let middleDenominator = [
    1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
    1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e+0,
    2.05319162663775882187e+0, 1.0,
  ]
  private static let farNumerator = [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
    2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e+0,
    5.46378491116411436990e+0, 6.65790464350110377720e+0,
  ]
  private static let farDenominator = [
    2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5,
    7.86869131145613259100e-4, 1.48753612908506148525e-2, 1.36929880922735805310e-1,
    5.99832206555887937690e-1, 1.0,
  ]
}
