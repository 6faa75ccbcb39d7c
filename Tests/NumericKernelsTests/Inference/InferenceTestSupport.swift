// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The p-values of a test over seeds 0, 1, …, each on its own stream.
func pValues(
  seeds: Int, _ purpose: String, _ test: (inout RandomStream) -> Double
) -> [Double] {
  (0..<seeds).map { seed in
    var stream = RandomStream(seed: UInt64(seed), purpose: purpose)
    return test(&stream)
  }
}

/// The p-value of the hypothesis that a test's p-values are uniform over seeds.
func uniformity(
  seeds: Int, _ purpose: String, _ test: (inout RandomStream) -> Double
) -> Double {
  HypothesisTest.uniformity(ofPValues: pValues(seeds: seeds, purpose, test)).pValue
}

/// The share of seeds whose p-value is below 1 %.
func power(seeds: Int, _ purpose: String, _ test: (inout RandomStream) -> Double) -> Double {
  let rejected = pValues(seeds: seeds, purpose, test).filter { $0 < 0.01 }.count
  return Double(rejected) / Double(seeds)
}

/// The level of the tests of uniformity: one false alarm in ten thousand.
let uniformityLevel = 1e-4

extension RandomStream {
  /// Independent standard normal values.
  mutating func normals(_ count: Int) -> [Double] { (0..<count).map { _ in normal() } }

  /// Independent uniform values.
  mutating func uniforms(_ count: Int) -> [Double] { (0..<count).map { _ in uniform() } }

  /// A stationary autoregression of order one with standard normal innovations.
  mutating func autoregression(_ coefficient: Double, _ count: Int) -> [Double] {
    var value = normal() / (1 - coefficient * coefficient).squareRoot()
    return (0..<count).map { _ in
      value = coefficient * value + normal()
      return value
    }
  }
}

/// The largest error of values beside their truths, relative where the truth exceeds the floor.
func worstError(_ values: [Double], _ truths: [Double], floor: Double) -> Double {
  guard values.count == truths.count else { return .infinity }
  return zip(values, truths).map { abs($0 - $1) / max(abs($1), floor) }.max() ?? .infinity
}
