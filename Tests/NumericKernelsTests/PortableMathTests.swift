// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import PropertyTesting
import Testing

@Suite struct PortableMathTests {
  /// The largest error of a function over reference rows, in units in the last place.
  private func worst(_ rows: [[Double]], _ function: (Double) -> Double) -> Double {
    rows.map { row in
      let near = row[1]
      return abs((function(row[0]) - near) / near.ulp - row[2])
    }.max() ?? .infinity
  }

  @Test func errorsStayBelowWhatIsDocumented() {
    let normal = PortableReference.exp.filter { $0[1] >= .leastNormalMagnitude }
    let subnormal = PortableReference.exp.filter { $0[1] < .leastNormalMagnitude }
    #expect(worst(normal, PortableMath.exp) < 0.53 && normal.count > 50)
    #expect(worst(subnormal, PortableMath.exp) < 0.8 && subnormal.count > 2)
    #expect(worst(PortableReference.log, PortableMath.log) < 0.53)
    #expect(worst(PortableReference.sin, PortableMath.sin) < 0.8)
    #expect(worst(PortableReference.cos, PortableMath.cos) < 0.8)
  }

  @Test func endsOfTheRangeAreThoseOfTheStandard() {
    #expect(PortableMath.exp(.infinity) == .infinity && PortableMath.exp(-.infinity) == 0)
    #expect(PortableMath.exp(.nan).isNaN && PortableMath.exp(0) == 1 && PortableMath.exp(-0.0) == 1)
    #expect(PortableMath.exp(709.782712893384) < .infinity)
    #expect(PortableMath.exp(709.7827128933841) == .infinity)
    #expect(PortableMath.exp(-745.1332191019411) == .leastNonzeroMagnitude)
    #expect(PortableMath.exp(-745.1332191019412) == 0)
    #expect(PortableMath.log(0) == -.infinity && PortableMath.log(-0.0) == -.infinity)
    #expect(PortableMath.log(-1).isNaN && PortableMath.log(.nan).isNaN)
    #expect(PortableMath.log(-.infinity).isNaN && PortableMath.log(.infinity) == .infinity)
    #expect(PortableMath.log(1) == 0)
    #expect(PortableMath.sin(.infinity).isNaN && PortableMath.cos(.nan).isNaN)
    #expect(PortableMath.sin(-0.0).sign == .minus && PortableMath.cos(0) == 1)
  }

  /// Laws that hold for exact functions and for good approximations alike.
  @Test func lawsHoldForEveryDouble() {
    let report = checkProperty(
      "portable functions", .anyDouble, settings: PropertySettings(cases: 20_000, seed: 1)
    ) { x in
      guard !x.isNaN else { return }
      let (sine, cosine) = (PortableMath.sin(x), PortableMath.cos(x))
      if x.isFinite {
        try require(sine.magnitude <= 1 && cosine.magnitude <= 1)
        try require(abs(sine * sine + cosine * cosine - 1) < 8 * Double.ulpOfOne)
        try require(PortableMath.sin(-x) == -sine && PortableMath.cos(-x) == cosine)
      }
      try require(PortableMath.exp(x) <= PortableMath.exp(x.nextUp) * (1 + 2 * Double.ulpOfOne))
      guard x > 0, x.isFinite else { return }
      try require(PortableMath.log(x) <= PortableMath.log(x.nextUp) + PortableMath.log(x).ulp)
      guard x >= .leastNormalMagnitude else { return }
      // exp undoes log up to the rounding of the logarithm.
      let there = PortableMath.log(x)
      let back = PortableMath.exp(there)
      try require(back == .infinity || abs(back - x) <= x * (there.ulp + 4 * .ulpOfOne))
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// The bits of 40,000 results: the same on every machine, optimised or not.
  @Test func theBitsAreTheSameEverywhere() {
    var stream = RandomStream(seed: 2026, purpose: "portable math")
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
    for _ in 0..<10_000 {
      let u = stream.uniform()
      let magnitude = PortableMath.exp(1400 * u - 700)
      for value in [
        magnitude, PortableMath.log(magnitude), PortableMath.sin(magnitude),
        PortableMath.cos(20 * u - 10),
      ] { digest = (digest ^ value.bitPattern) &* 0x0000_0100_0000_01b3 }
    }
    #expect(String(digest, radix: 16) == "a6c8457a7ca00c40")
  }
}
