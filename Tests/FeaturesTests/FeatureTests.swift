// SPDX-License-Identifier: GPL-3.0-or-later

import Features
import MarketData
import Testing

/// A price path in minor units from a linear congruential generator, between 1 and 2³².
private func prices(_ count: Int) -> [Int64] {
  var state: UInt32 = 2026
  return (0..<count).map { _ in
    state = 1_664_525 &* state &+ 1_013_904_223
    return Int64(state) + 1
  }
}

struct SimpleMovingAverageTests {
  /// The plain twin adds up the window anew at every bar, in 128 bits.
  /// Catches: the ring one slot too long; a warm-up that ends one bar early; a mean over `seen`.
  @Test(arguments: [1, 2, 3, 20, 199, 200, 201])
  func `The streaming average is the plain mean of the window at every bar`(lookback: Int) {
    let path = prices(200)
    var average = SimpleMovingAverage(lookback: lookback)
    var wrong = 0
    for (bar, units) in path.enumerated() {
      average.update(Price(units: units))
      var sum: Int128?
      var value: Double?
      if bar + 1 >= lookback {
        let exact = path[(bar + 1 - lookback)...bar].reduce(Int128(0)) { $0 + Int128($1) }
        sum = exact
        value = Double(exact) / Double(lookback) / 1e8
      }
      if average.sumOfUnits != sum || average.value != value { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  /// Law D16 of degree one, exact in the sum because it is an integer.
  /// Catches: a sum kept in a rounded unit.
  @Test(arguments: [2, 3, 1000] as [Int64])
  func `The average of scaled prices is the scaled average`(scale: Int64) {
    var plain = SimpleMovingAverage(lookback: 17)
    var scaled = SimpleMovingAverage(lookback: 17)
    var wrong = 0
    for units in prices(100) {
      plain.update(Price(units: units))
      scaled.update(Price(units: units * scale))
      if scaled.sumOfUnits != plain.sumOfUnits.map({ $0 * Int128(scale) }) { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  /// Law D6. Catches: state shared between copies.
  @Test func `An average of the past does not change with the future`() {
    var average = SimpleMovingAverage(lookback: 5)
    for units in prices(50) { average.update(Price(units: units)) }
    let kept = average
    let before = kept.value
    average.update(Price(units: 1))
    #expect(kept.value == before && average.value != before)
  }
}

struct SeriesTransformTests {
  /// numpy 2.4.6, y = numpy.array([1, 2, 4.5, 4.5, 0.03, 1e-9, 7e11]): numpy.log(y),
  /// numpy.diff(numpy.log(y)), y[1:]/y[:-1] - 1, 100*(y[1:]/y[:-1] - 1).
  /// Catches: base 10; the return taken over the later value; 100 left out.
  @Test func `Every transformation gives numpy's numbers`() throws {
    let values = [1, 2, 4.5, 4.5, 0.03, 1e-9, 7e11]
    let logs = [
      0, 0.6931471805599453, 1.5040773967762742, 1.5040773967762742, -3.506557897319982,
      -20.72326583694641, 27.274346171989816,
    ]
    let logReturns = [
      0.6931471805599453, 0.8109302162163289, 0.0, -5.0106352940962555, -17.216707939626428,
      47.99761200893623,
    ]
    let returns = [
      1.0, 1.25, 0.0, -0.9933333333333333, -0.9999999666666667, 7e+20,
    ]
    let truths: [SeriesTransform: [Double]] = [
      .none: values, .log: logs, .logReturn: logReturns, .simpleReturn: returns,
      .percentReturn: returns.map { $0 * 100 },
    ]
    for transform in SeriesTransform.allCases {
      let output = try transform.applied(to: values)
      let truth = truths[transform] ?? []
      let worst = zip(output, truth).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 1
      #expect(worst <= 1e-15 && output.count == truth.count, "\(transform)")
      #expect(output.count == values.count - (transform.differences ? 1 : 0))
    }
  }

  /// Law D13: what differences take away adds up again.
  @Test func `Log returns add up and simple returns multiply to the whole change`() throws {
    let values = prices(300).map { Double($0) / 1e8 }
    let sum = try SeriesTransform.logReturn.applied(to: values).reduce(0, +)
    let product = try SeriesTransform.simpleReturn.applied(to: values).reduce(1) { $0 * (1 + $1) }
    let logs = try SeriesTransform.log.applied(to: values)
    let errors = [sum - (logs[299] - logs[0]), product / (values[299] / values[0]) - 1]
    #expect(errors.allSatisfy { abs($0) <= 1e-12 })
  }

  /// Laws D6 and D16. Catches: a transformation that looks ahead or sees the unit.
  @Test func `Returns do not see the unit and a prefix gives a prefix`() throws {
    let values = prices(80).map { Double($0) }
    var wrong = 0
    for transform in SeriesTransform.allCases {
      let output = try transform.applied(to: values)
      for count in [0, 1, 2, 40] {
        let part = try transform.applied(to: Array(values[..<count]))
        if part != Array(output.prefix(part.count)) { wrong += 1 }
      }
      guard transform.differences else { continue }
      let scaled = try transform.applied(to: values.map { $0 * 0x1p-20 })
      let worst = zip(scaled, output).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 1
      if worst > 1e-13 { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  /// Catches: `value < 0`, which lets zero and NaN through; infinity let through.
  @Test(arguments: [0, -1, -.infinity, .infinity, .nan] as [Double])
  func `A value without a logarithm is an error that says where`(bad: Double) {
    for transform in SeriesTransform.allCases where transform != .none {
      for position in [0, 3, 5] {
        var values = [Double](repeating: 2, count: 6)
        values[position] = bad
        let error = #expect(throws: TransformError.self) { try transform.applied(to: values) }
        #expect(error?.index == position && error?.transform == transform)
        #expect(error?.description.contains("position \(position + 1)") == true)
      }
    }
  }
}
