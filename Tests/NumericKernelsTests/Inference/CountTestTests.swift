// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct CountTestTests {
  /// Catches: ties across the mode counted as more extreme or left out; a walk that stops at once.
  @Test func `Both tails agree with 40-digit sums`() {
    let binomial = InferenceReference.binomial.map { row in
      (
        CountTest.binomial(successes: Int(row[0]), trials: Int(row[1]), probability: row[2]),
        row[3], row[4], row[1] * row[2]
      )
    }
    let poisson = InferenceReference.poisson.map { row in
      (CountTest.poisson(events: Int(row[0]), mean: row[1]), row[2], row[3], row[1])
    }
    for (test, more, equal, expectation) in binomial + poisson {
      #expect(relativeError(test.moreExtreme, more) <= 1e-12)
      #expect(relativeError(test.equallyExtreme, equal) <= 1e-12)
      #expect(test.expectation == expectation)
      #expect(test.pValue == min(1, test.moreExtreme + test.equallyExtreme))
    }
  }

  /// Catches: equally probable counts told apart by the rounding of their weights.
  @Test func `Successes and failures exchanged give the same p-value`() {
    var worst = 0.0
    for trials in 1...60 {
      for (successes, probability) in (0...trials).flatMap({ [($0, 0.5), ($0, 0.375)] }) {
        let one = CountTest.binomial(
          successes: successes, trials: trials, probability: probability)
        let other = CountTest.binomial(
          successes: trials - successes, trials: trials, probability: 1 - probability)
        worst = max(
          worst, relativeError(one.pValue, other.pValue),
          relativeError(one.equallyExtreme, other.equallyExtreme))
      }
    }
    #expect(worst <= 1e-12)
  }

  /// The law of 12 trials of 0.3, one by one: P(p ≤ level) summed over all counts.
  /// Catches: a share of the more extreme counts; ties broken by rounding.
  @Test func `Over all counts the randomised p-value is exactly uniform`() {
    var law = [1.0]
    for _ in 0..<12 {
      law = (0...law.count).map { count in
        let stays = count < law.count ? 0.7 * law[count] : 0
        return stays + (count > 0 ? 0.3 * law[count - 1] : 0)
      }
    }
    let tests = (0...12).map {
      CountTest.binomial(successes: $0, trials: 12, probability: 0.3)
    }
    var (randomized, plain, mid) = (0.0, 0.0, 0.0)
    for level in stride(from: 0.01, through: 0.99, by: 0.01) {
      var (belowRandomized, belowPlain) = (0.0, 0.0)
      for (probability, test) in zip(law, tests) {
        // The randomised p-value rises from `moreExtreme` in proportion to the share.
        let share = (level - test.moreExtreme) / test.equallyExtreme
        belowRandomized += probability * min(1, max(0, share))
        if test.pValue <= level { belowPlain += probability }
      }
      randomized = max(randomized, abs(belowRandomized - level))
      plain = max(plain, belowPlain - level)
    }
    for (probability, test) in zip(law, tests) { mid += probability * test.midPValue }
    #expect(randomized <= 1e-14)
    #expect(plain <= 1e-14)
    #expect(abs(mid - 0.5) <= 1e-14)
    let ends = tests.map { ($0.randomizedPValue(share: 0), $0.randomizedPValue(share: 1)) }
    #expect(zip(ends, tests).allSatisfy { $0.0 == $1.moreExtreme && $0.1 == $1.pValue })
  }

  @Test func `Randomised p-values of binomial counts are uniform and plain ones are not`() {
    let counts: (inout RandomStream) -> CountTest = { stream in
      let successes = stream.uniforms(20).filter { $0 < 0.3 }.count
      return .binomial(successes: successes, trials: 20, probability: 0.3)
    }
    let randomized = uniformity(seeds: 2000, "binomial") { stream in
      let test = counts(&stream)
      return test.randomizedPValue(share: stream.uniform())
    }
    let plain = uniformity(seeds: 2000, "binomial") { counts(&$0).pValue }
    #expect(randomized > uniformityLevel)
    #expect(plain < 1e-6)
  }

  @Test(arguments: [2.5, 40])
  func `Randomised p-values of Poisson counts are uniform`(mean: Double) {
    let result = uniformity(seeds: 2000, "Poisson") { stream in
      let test = CountTest.poisson(events: stream.poisson(mean: mean), mean: mean)
      return test.randomizedPValue(share: stream.uniform())
    }
    #expect(result > uniformityLevel)
  }

  @Test func `Three tenths for a half is found in 100 trials, 60 for 40 events at once`() {
    let binomial = power(seeds: 400, "binomial, wrong") { stream in
      let successes = stream.uniforms(100).filter { $0 < 0.3 }.count
      return CountTest.binomial(successes: successes, trials: 100, probability: 0.5).pValue
    }
    let poisson = power(seeds: 400, "Poisson, wrong") { stream in
      CountTest.poisson(events: stream.poisson(mean: 60), mean: 40).pValue
    }
    #expect(binomial > 0.9)
    #expect(poisson > 0.6)
  }

  @Test func `Large laws cost little and counts out of reach have probability zero`() {
    let far = CountTest.binomial(successes: 900_000_000, trials: 1_000_000_000, probability: 0.5)
    #expect(far.pValue == 0)
    let mode = CountTest.poisson(events: 1_000_000, mean: 1e6)
    #expect(abs(mode.pValue - 1) <= 1e-12)
  }
}
