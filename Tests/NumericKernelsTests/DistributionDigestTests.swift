// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every distribution gives for one seed, for ever: the same in debug and release, on every
// machine. A digest that moves changes every dataset that was made before.

import NumericKernels
import Testing

struct DistributionDigestTests {
  static let count = 50_000

  /// A distribution's name, its digest and 50,000 numbers of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let digest: UInt64
    let draw: @Sendable (RandomStream, Int) -> [Double]

    var testDescription: String { name }
  }

  /// One number after the other.
  private static func each(
    _ name: String, _ digest: UInt64, _ draw: @escaping @Sendable (inout RandomStream) -> Double
  ) -> Case {
    Case(name: name, digest: digest) { stream, count in
      var stream = stream
      return (0..<count).map { _ in draw(&stream) }
    }
  }

  static let cases: [Case] = [
    each("uniform", 0xb5e9_8862_749d_722c) { $0.uniform() },
    each("normal", 0x6f73_90f1_e4da_29f4) { $0.normal() },
    each("exponential", 0xb225_26a8_2638_3eb1) { $0.exponential() },
    each("gamma of 0.4", 0x79af_1153_c613_57cb) { $0.gamma(shape: 0.4) },
    each("gamma of 2.5", 0x9c89_5347_f8da_d2cc) { $0.gamma(shape: 2.5) },
    each("chi-square", 0x426d_bb34_dde1_58e4) { $0.chiSquare(degreesOfFreedom: 5) },
    each("t", 0xe74a_9c59_cf19_ee82) { $0.studentT(degreesOfFreedom: 4) },
    each("standardised t", 0xcea4_49f7_78c1_55fd) { $0.standardisedStudentT(degreesOfFreedom: 4) },
    each("Poisson of 3", 0x4fe8_c8fb_06e7_1228) { Double($0.poisson(mean: 3)) },
    each("Poisson of 40", 0x23e1_e895_de79_2cd4) { Double($0.poisson(mean: 40)) },
    Case(name: "rough noise", digest: 0x0602_33ca_123a_06d6) { stream, count in
      FractionalNoise(hurst: 0.1, count: count).draw(from: stream, path: 1)
    },
    Case(name: "persistent noise", digest: 0xbf23_59b9_d188_fbc0) { stream, count in
      FractionalNoise(hurst: 0.8, count: count).draw(from: stream, path: 2)
    },
    each("normal scores", 0x8318_820a_c7c6_4ce5) {
      let value = $0.studentT(degreesOfFreedom: 3)
      return PortableStudentT.normalScore(value, degreesOfFreedom: 3)
    },
    each("probabilities of t", 0x0ae5_606e_7f7d_d4cd) {
      let value = $0.studentT(degreesOfFreedom: 6)
      return PortableStudentT.cumulative(value, degreesOfFreedom: 6)
    },
    Case(name: "fast normal scores", digest: 0x8c50_b9a3_d1ea_adeb) { stream, count in
      let fast = StudentTNormalScore(degreesOfFreedom: 3)
      var stream = stream
      return (0..<count).map { _ in fast.normalScore(stream.studentT(degreesOfFreedom: 3)) }
    },
  ]

  /// Catches: a third that is cut to 14 digits in gamma's shape; a draw more than before.
  @Test(arguments: cases)
  func `A distribution gives for ever the same bits`(distribution: Case) {
    let stream = RandomStream(seed: 2024, purpose: "digest of \(distribution.name)")
    let digest = fnv1a(distribution.draw(stream, Self.count))
    #expect(digest == distribution.digest, "\(String(digest, radix: 16))")
  }

  /// The digests of the sequential draws.
  @Test func `Filled buffers have the digests of the sequence`() {
    var values = [Double](repeating: 0, count: Self.count)
    RandomStream(seed: 2024, purpose: "digest of uniform").fillUniforms(&values)
    let uniforms = fnv1a(values)
    RandomStream(seed: 2024, purpose: "digest of normal").fillNormals(&values)
    #expect([uniforms, fnv1a(values)] == Self.cases.prefix(2).map(\.digest))
  }

  /// FNV-1a over the bytes of the bit patterns, the lowest byte first.
  private func fnv1a(_ values: [Double]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for value in values {
      for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
        hash = (hash ^ (value.bitPattern >> shift & 0xff)) &* 0x0000_0100_0000_01b3
      }
    }
    return hash
  }
}
