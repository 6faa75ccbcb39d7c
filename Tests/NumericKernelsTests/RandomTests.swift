// SPDX-License-Identifier: GPL-3.0-or-later
//
// Statistical laws have fixed seeds and limits that a correct generator exceeds with probability
// 10⁻⁶ a seed: they pass always or never. "Catches" names the faults that were planted.

import NumericKernels
import Testing

struct RandomTests {
  /// Source: Random123 1.14, file kat_vectors, philox4x32-10.
  /// Catches: nine rounds for ten; the key bumped before the first round.
  @Test(arguments: [
    (
      SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
      SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
    ),
    (
      SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
      SIMD4<UInt32>(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
    ),
    (
      SIMD4<UInt32>(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
      SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
      SIMD4<UInt32>(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
    ),
  ])
  func `Philox gives the published blocks`(
    counter: SIMD4<UInt32>, key: SIMD2<UInt32>, block: SIMD4<UInt32>
  ) {
    let made = Philox.block(counter: counter, key: key)
    #expect(made == block)
  }

  /// Catches: the words of a block swapped; the purpose put into the block number's place.
  @Test func `A stream gives for ever the words of its seed and purpose`() {
    var stream = RandomStream(seed: 0x0123_4567_89ab_cdef, purpose: "noise control")
    let words = ReferenceNumbers.streamWords.map { _ in stream.nextBits() }
    #expect(words == ReferenceNumbers.streamWords)
  }

  /// Catches: a purpose hashed to its length; the upper half of the seed ignored.
  @Test func `Streams of different seeds or purposes share no word`() {
    var words: Set<UInt64> = []
    let seeds: [UInt64] = [0, 1, 2, 1 << 32, 1 << 63, .max]
    let purposes = ["", "a", "b", "ab", "ba", "noise", "noise ", "stationary bootstrap: bars"]
    for seed in seeds {
      for purpose in purposes {
        var stream = RandomStream(seed: seed, purpose: purpose)
        for _ in 0..<1000 { words.insert(stream.nextBits()) }
      }
    }
    // A collision of 48 000 independent words has probability 6 · 10⁻¹¹.
    #expect(words.count == seeds.count * purposes.count * 1000)
  }

  /// Catches: names joined without a mark between them; the asset or the dataset left out.
  @Test func `Streams of different datasets, assets and purposes share no word`() {
    var words: Set<UInt64> = []
    let names = ["", "a", "b", "ab", "ba"]
    for dataset in names {
      for asset in names {
        for purpose in names {
          var stream = RandomStream(seed: 3, dataset: dataset, asset: asset, purpose: purpose)
          for _ in 0..<200 { words.insert(stream.nextBits()) }
        }
      }
    }
    #expect(words.count == 125 * 200)
  }

  /// Catches: the index left out; the parent's place handed on; all substreams of one name alike.
  @Test func `Substreams share no word and depend on nothing that was drawn`() {
    let fresh = RandomStream(seed: 3, purpose: "bars")
    var used = fresh
    for _ in 0..<7 { _ = used.nextBits() }
    var words: Set<UInt64> = []
    for parent in [fresh, RandomStream(seed: 3, purpose: "jumps"), fresh.substream(5)] {
      var own = parent
      for _ in 0..<200 { words.insert(own.nextBits()) }
    }
    for index in 0..<300 as Range<UInt64> {
      var (one, other) = (fresh.substream(index), used.substream(index))
      for _ in 0..<200 {
        let word = one.nextBits()
        #expect(word == other.nextBits())
        words.insert(word)
      }
    }
    // The stream itself, another purpose's, 300 substreams, of which the fifth is there twice.
    #expect(words.count == 302 * 200)
  }

  /// Catches: a purpose hashed to its length.
  @Test func `Streams of two purposes are uncorrelated`() {
    let count = 100_000
    var worst = 0.0
    for (left, right) in [("bars", "origins"), ("bars", "trades"), ("a", "b")] {
      var first = RandomStream(seed: 7, purpose: left)
      var second = RandomStream(seed: 7, purpose: right)
      var sum = 0.0
      for _ in 0..<count { sum += (first.uniform() - 0.5) * (second.uniform() - 0.5) }
      worst = max(worst, abs(sum) * 12 / Double(count).squareRoot())
    }
    #expect(worst < 5)  // standard errors
  }

  /// Catches: 2⁵³ midpoints, which a double cannot hold, so that the largest rounded up to 1.
  @Test func `A uniform number is the midpoint of a cell and never an end of the interval`() {
    var stream = RandomStream(seed: 3, purpose: "uniform")
    var outside = 0
    var cells = [Int](repeating: 0, count: 64)
    for _ in 0..<200_000 {
      let number = stream.uniform()
      let scaled = number * 0x1p52
      if !(number > 0 && number < 1 && scaled - scaled.rounded(.down) == 0.5) { outside += 1 }
      cells[min(63, Int(number * 64))] += 1
    }
    let statistic = chiSquare(cells)
    #expect(outside == 0)
    #expect(statistic < chiSquareLimit(degreesOfFreedom: 63))
  }

  /// Catches: a bound that is one too small.
  @Test(arguments: [1, 2, 3, 7, 10, 1000])
  func `An index is uniform below its bound`(bound: Int) {
    var stream = RandomStream(seed: 11, purpose: "index")
    var counts = [Int](repeating: 0, count: bound)
    for _ in 0..<100_000 { counts[stream.index(below: bound)] += 1 }
    let statistic = chiSquare(counts)
    #expect(statistic < chiSquareLimit(degreesOfFreedom: max(1, bound - 1)))
  }

  /// Below a bound of 3 · 2⁶¹ an index without rejection favours two residues of three, and a
  /// remainder instead of a product favours the lowest third.
  /// Catches: the rejection left out.
  @Test func `An index is exactly uniform below a bound that does not divide the word`() {
    var stream = RandomStream(seed: 13, purpose: "large index")
    let third = 1 << 61
    var residues = [0, 0, 0]
    var thirds = [0, 0, 0]
    for _ in 0..<30_000 {
      let index = stream.index(below: 3 * third)
      residues[index % 3] += 1
      thirds[index / third] += 1
    }
    let statistics = [chiSquare(residues), chiSquare(thirds)]
    #expect(statistics.allSatisfy { $0 < chiSquareLimit(degreesOfFreedom: 2) })
  }

  /// Kolmogorov's distance, so that every moment and tail is covered at once: 2 exp(−2 · 2.7²) is
  /// 9 · 10⁻⁷. Catches: a standard deviation of 1.01.
  @Test func `Normal numbers have the normal distribution`() {
    var stream = RandomStream(seed: 17, purpose: "normal")
    let count = 200_000
    let values = (0..<count).map { _ in stream.normal() }
    let distance = distanceFromUniform(values.map(Normal.standardCumulative))
    let moments = SampleMoments(values)
    // In standard errors: 1/√n, √(2/n), √(6/n), √(24/n).
    let scores = [
      moments.mean, ((moments.variance ?? 0) - 1) / 2.0.squareRoot(),
      (moments.skewness ?? .infinity) / 6.0.squareRoot(),
      ((moments.kurtosis ?? .infinity) - 3) / 24.0.squareRoot(),
    ].map { abs($0) * Double(count).squareRoot() }
    #expect(distance * Double(count).squareRoot() < 2.7)
    #expect(scores.allSatisfy { $0 < 5 })
  }
}
