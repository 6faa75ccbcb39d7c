// SPDX-License-Identifier: GPL-3.0-or-later
//
// Statistical laws have fixed seeds and limits that a correct generator exceeds with probability
// below 10⁻⁶ a seed. "Catches" names faults that the tests were seen to catch.

import NumericKernels
import Testing

struct FractionalNoiseTests {
  /// The difference of powers itself loses eleven digits at the last lag.
  /// Catches: a factor of the series' terms that is off by one.
  @Test func `The autocovariance agrees with 60-digit arithmetic at every lag`() {
    let worst = FractionalReference.autocovariances.map { row in
      let value = FractionalNoise.autocovariance(hurst: row[0], lag: Int(row[1]))
      let back = FractionalNoise.autocovariance(hurst: row[0], lag: -Int(row[1]))
      // Below lag 8 a difference of powers, above it a product.
      let allowed = row[1] < 8 ? 2e-14 : 1e-14 * row[2].magnitude
      return value == back ? (value - row[2]).magnitude / max(allowed, 1e-300) : .infinity
    }.max()
    #expect((worst ?? 2) <= 1)
  }

  /// The path is a linear map A of independent normal numbers: what it gives for unit vectors are
  /// the map's columns, and A Aᵀ is the covariance of every path, without any chance.
  /// Catches: an amplitude of the end frequencies that is off by some percent; the mirrored
  /// frequency not conjugated.
  @Test(arguments: [0.02, 0.25, 0.5, 0.7, 0.9, 0.99], [1, 2, 4, 5, 32, 100, 128])
  func `The map of the noise has exactly the noise's covariance`(hurst: Double, count: Int) {
    let plan = FractionalNoise(hurst: hurst, count: count)
    var sums = [[CompensatedSum]](
      repeating: [CompensatedSum](repeating: CompensatedSum(), count: count), count: count)
    for index in 0..<(2 * plan.planLength) {
      var unit = [Double](repeating: 0, count: 2 * plan.planLength)
      unit[index] = 1
      let column = plan.values(normals: unit)
      for s in 0..<count { for t in 0...s { sums[s][t].add(column[s] * column[t]) } }
    }
    var worst = 0.0
    for s in 0..<count {
      for t in 0...s {
        let truth = FractionalNoise.autocovariance(hurst: hurst, lag: s - t)
        worst = max(worst, abs(sums[s][t].value - truth))
      }
    }
    #expect(worst <= 1e-14)
  }

  /// The covariances of values 0 and k over many paths, and those of neighbouring paths, which
  /// are 0.
  /// Catches: the next path's numbers beginning in the middle of this one's.
  @Test(arguments: [0.2, 0.8])
  func `Drawn paths have the covariance, and paths are independent`(hurst: Double) {
    let plan = FractionalNoise(hurst: hurst, planLength: 16)
    let stream = RandomStream(seed: 31, purpose: "fractional")
    let paths = (0..<20_000 as Range<UInt64>).map { plan.draw(from: stream, path: $0) }
    let n = Double(paths.count)
    for lag in 0..<16 {
      let truth = FractionalNoise.autocovariance(hurst: hurst, lag: lag)
      let mean = paths.reduce(0) { $0 + $1[0] * $1[lag] } / n
      #expect(abs(mean - truth) < 5 * ((1 + truth * truth) / n).squareRoot())
      let across = (1..<paths.count).reduce(0.0) { $0 + paths[$1][lag] * paths[$1 - 1][0] } / n
      #expect(abs(across) < 5 / n.squareRoot())
    }
    // The sum of 16 values has the standard deviation 16^H.
    let scale = PortableMath.exp(-hurst * PortableMath.log(16))
    let scores = paths.map { Normal.standardCumulative($0.reduce(0, +) * scale) }
    #expect(distanceFromUniform(scores) * n.squareRoot() < 2.7)
  }

  /// Catches: a count whose plan is longer than the next power of two.
  @Test func `Counts up to the plan's length give the beginning of the same path`() {
    let stream = RandomStream(seed: 32, purpose: "fractional")
    var used = stream
    _ = used.normal()
    let whole = FractionalNoise(hurst: 0.7, planLength: 256).draw(from: stream, path: 4)
    #expect(whole.count == 256)
    for count in [129, 200, 255, 256] {
      let plan = FractionalNoise(hurst: 0.7, count: count)
      #expect(plan.planLength == 256 && plan.count == count && plan.hurst == 0.7)
      #expect(plan.draw(from: used, path: 4) == Array(whole.prefix(count)))
    }
    #expect(FractionalNoise(hurst: 0.7, count: 128).planLength == 128)
  }

  /// Towards the ends of the range of H the smallest eigenvalues are nearly 0: none may be refused.
  /// Catches: amplitudes without their root.
  @Test(arguments: [1e-6, 0.001, 0.5, 0.999, 0.999_999])
  func `Plans exist for every Hurst index and keep variance 1`(hurst: Double) {
    let stream = RandomStream(seed: 33, purpose: "fractional")
    let long = FractionalNoise(hurst: hurst, planLength: 1 << 15).draw(from: stream, path: 0)
    let isFinite = long.allSatisfy { $0.isFinite }
    #expect(isFinite)
    let plan = FractionalNoise(hurst: hurst, planLength: 1024)
    // One value a path, each at another place: χ² of 400 degrees, whose deviation is √800.
    let squares = (0..<400 as Range<UInt64>).reduce(0.0) { sum, path in
      let value = plan.draw(from: stream, path: path)[Int(path)]
      return sum + value * value
    }
    #expect(abs(squares - 400) < 5.5 * 800.0.squareRoot())
  }
}
