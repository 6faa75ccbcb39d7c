// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws K5 and K6 of the map to stationary and invertible coefficients.

import NumericKernels
import Testing

struct StationaryMapTests {
  private static let order = SeasonalARMAOrder(
    p: 5, q: 4, seasonalP: 2, seasonalQ: 1, period: 12)

  private static func numbers(_ seed: UInt64, scale: Double) -> [Double] {
    ARMACase.noise(order.coefficientCount, seed: seed).map { scale * $0 }
  }

  /// Law K6: 1/φ(B) has weights that die out. Catches: a sign of Levinson's recursion.
  @Test(arguments: 1...40)
  func `Any numbers give stationary and invertible coefficients`(seed: Int) throws {
    let map = StationaryMap(order: Self.order)
    let values = map.coefficients(Self.numbers(UInt64(seed), scale: 0.5))
    let blocks = [
      Array(values[0..<5]), values[5..<9].map { -$0 }, Array(values[9..<11]),
      values[11..<12].map { -$0 },
    ]
    for block in blocks {
      var weights = [1.0]
      for step in 1..<4000 {
        var sum = 0.0
        for (lag, value) in block.enumerated() where lag < step {
          sum += value * weights[step - 1 - lag]
        }
        weights.append(sum)
      }
      #expect(weights[3500...].allSatisfy { abs($0) < 1e-3 })
    }
  }

  /// Laws K5 and K6. Catches: the inverse's step with the wrong sign.
  @Test(arguments: 1...20)
  func `The way there and back is the identity`(seed: Int) throws {
    let map = StationaryMap(order: Self.order)
    let numbers = Self.numbers(UInt64(seed), scale: 0.7)
    let back = try #require(map.numbers(map.coefficients(numbers)))
    for (left, right) in zip(numbers, back) { #expect(abs(left - right) <= 1e-10) }
  }

  /// Catches: a block's partial autocorrelations in the wrong order on the way back.
  @Test(arguments: 1...20)
  func `The pulled-back gradient is the limit of differences`(seed: Int) {
    let map = StationaryMap(order: Self.order)
    let numbers = Self.numbers(UInt64(seed), scale: 0.7)
    let slopes = ARMACase.noise(numbers.count, seed: 99)
    let gradient = map.pullBack(slopes, at: numbers)
    let jacobian = map.jacobian(at: numbers)
    for index in numbers.indices {
      let step = 1e-5
      func moved(_ signed: Double) -> [Double] {
        var point = numbers
        point[index] += signed
        return map.coefficients(point)
      }
      let column = zip(moved(step), moved(-step)).map { ($0 - $1) / (2 * step) }
      let sum = zip(column, slopes).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(sum - gradient[index]) <= 1e-8)
      for row in numbers.indices {
        #expect(abs(jacobian[row * numbers.count + index] - column[row]) <= 1e-8)
      }
    }
  }

  @Test func `Coefficients outside the region have no numbers`() {
    let map = StationaryMap(order: .init(p: 2, q: 1))
    #expect(map.numbers([0.5, 0.6, 0]) == nil)
    #expect(map.numbers([0.5, 0.3, 1]) == nil)
    #expect(map.numbers([0.5, 0.3, -0.99]) != nil)
  }

  /// Hannan and Rissanen's start is close to the truth of a long series.
  @Test func `A start by two regressions is near the truth`() throws {
    let order = SeasonalARMAOrder(p: 1, q: 1)
    let noise = ARMACase.noise(20_000)
    var series = [noise[0]]
    for time in 1..<noise.count {
      series.append(0.7 * series[time - 1] + noise[time] + 0.4 * noise[time - 1])
    }
    let start = try #require(HannanRissanen.coefficients(order: order, series: series))
    #expect(abs(start[0] - 0.7) < 0.03 && abs(start[1] - 0.4) < 0.03)
  }

  /// Catches: powers that begin at zero; one block's sign; a radius put to its reciprocal.
  @Test(arguments: 1...20)
  func `Roots lie outside a circle just where the least modulus says so`(seed: Int) {
    let map = StationaryMap(order: Self.order)
    let values = map.coefficients(Self.numbers(UInt64(seed), scale: 0.7))
    let blocks = [
      values[0..<5].map { -$0 }, Array(values[5..<9]), values[9..<11].map { -$0 },
      Array(values[11..<12]),
    ]
    let moduli = blocks.flatMap { PolynomialRoots(coefficients: [1] + $0).roots.map(\.modulus) }
    let least = moduli.min() ?? .infinity
    #expect(map.hasRoots(values, outside: 0.999999 * least))
    #expect(!map.hasRoots(values, outside: 1.000001 * least))
  }
}
