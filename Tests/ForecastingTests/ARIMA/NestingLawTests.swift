// SPDX-License-Identifier: GPL-3.0-or-later
//
// Law K10 as a whole: a model is never below one that it contains, and the criteria count the same
// parameters and observations. "Catches" names the faults that were planted.

import Forecasting
import NumericKernels
import PropertyTesting
import Testing

struct NestingLawTests {
  /// The models with one parameter less that a model contains.
  private static func nested(in model: ARIMAModel) -> [ARIMAModel] {
    let order = model.order
    let counts = [order.p, order.q, order.seasonalP, order.seasonalQ]
    var models = counts.indices.filter { counts[$0] > 0 }.map { index in
      var fewer = counts
      fewer[index] -= 1
      return ARIMAModel(
        order: .init(
          p: fewer[0], d: order.d, q: fewer[1], seasonalP: fewer[2], seasonalD: order.seasonalD,
          seasonalQ: fewer[3], period: order.period), mean: model.mean)
    }
    if model.mean == .constant { models.append(.init(order: order)) }
    return models
  }

  /// A series of orders up to (3, d, 3) whose coefficients are drawn, too.
  private static func series(_ seed: Int) -> [Double] {
    var stream = RandomStream(seed: UInt64(seed), purpose: "hard orders")
    let count = [60, 100, 150, 250][seed % 4]
    let (p, q) = (stream.index(below: 4), stream.index(below: 4))
    let isIntegrated = stream.index(below: 2) == 1
    func block(_ size: Int) -> [Double] {
      let order = SeasonalARMAOrder(p: size, q: 0, seasonalP: 0, seasonalQ: 0, period: 1)
      let numbers = (0..<size).map { _ in 1.2 * stream.normal() }
      return size == 0 ? [] : StationaryMap(order: order).coefficients(numbers)
    }
    let (slow, quick) = (block(p), block(q))
    let mean = stream.index(below: 3) == 0 ? 0.3 : 0
    var (values, shocks): ([Double], [Double]) = ([], [])
    for time in 0..<(count + 100) {
      shocks.append(stream.normal())
      var value = shocks[time]
      for (lag, weight) in slow.enumerated() where time > lag {
        value += weight * values[time - 1 - lag]
      }
      for (lag, weight) in quick.enumerated() where time > lag {
        value -= weight * shocks[time - 1 - lag]
      }
      values.append(value)
    }
    var level = 0.0
    return values.suffix(count).map { value in
      level += value + mean
      return isIntegrated ? level : value + mean
    }
  }

  /// Catches: starts from nested maxima left out; such a start with its zero in another place; a
  /// nested model's first start kept in place of its best.
  @Test func `No model is below one that it contains`() {
    let report = checkProperty("nested models", settings: .init(cases: 200)) { draw in
      let (p, q) = (try draw(.integer(in: 0...3)), try draw(.integer(in: 0...3)))
      let isSeasonal = try draw(.boolean(chance: 0.25))
      let (seasonalP, seasonalQ) = (try draw(.integer(in: 0...1)), try draw(.integer(in: 0...1)))
      let order = ARIMAOrder(
        p: p, d: try draw(.integer(in: 0...1)), q: q, seasonalP: isSeasonal ? seasonalP : 0,
        seasonalQ: isSeasonal ? seasonalQ : 0, period: isSeasonal ? 4 : 1)
      let model = ARIMAModel(order: order, mean: try draw(.boolean()) ? .constant : .none)
      let series = Self.series(try draw(.integer(in: 0...100_000)))
      let fit = try model.fit(series)
      for other in Self.nested(in: model) {
        let smaller = try other.fit(series)
        note("\(order) \(model.mean) over \(other.order) \(other.mean)")
        try require(fit.logLikelihood >= smaller.logLikelihood - 1e-6)
        try require(fit.freeParameterCount == smaller.freeParameterCount + 1)
        try require(fit.effectiveCount == smaller.effectiveCount)
      }
    }
    #expect(report.isSuccess, "\(report.text)")
  }

  /// Orders and series on which the usual starts all end below a nested model, by 0.4 to 13.
  /// Catches: starts from nested maxima left out; the model without a constant forgotten.
  @Test(arguments: [
    (9, ARIMAModel(order: .init(p: 1, d: 1, q: 2))),
    (32, ARIMAModel(order: .init(p: 3, d: 0, q: 1))),
    (7, ARIMAModel(order: .init(p: 1, d: 1, q: 3), mean: .constant)),
    (5, ARIMAModel(order: .init(p: 3, d: 1, q: 3), mean: .constant)),
    (198, ARIMAModel(order: .init(p: 1, d: 0, q: 3), mean: .constant)),
    (12, ARIMAModel(order: .init(p: 0, d: 1, q: 3))),
    (12, ARIMAModel(order: .init(p: 0, d: 1, q: 3), mean: .constant)),
    (4, ARIMAModel(order: .init(p: 2, d: 1, q: 3), mean: .constant)),
    (22, ARIMAModel(order: .init(p: 2, d: 1, q: 3), mean: .constant)),
    (24, ARIMAModel(order: .init(p: 3, d: 1, q: 3))),
    (25, ARIMAModel(order: .init(p: 3, d: 1, q: 3), mean: .constant)),
    (24, ARIMAModel(order: .init(p: 3, d: 0, q: 1), mean: .constant)),
    (32, ARIMAModel(order: .init(p: 3, d: 0, q: 2))),
    (39, ARIMAModel(order: .init(p: 1, d: 0, q: 3), mean: .constant)),
    (39, ARIMAModel(order: .init(p: 3, d: 0, q: 1))),
  ])
  func `Hard orders are not below those they contain`(seed: Int, model: ARIMAModel) throws {
    let series = Self.series(seed)
    let fit = try model.fit(series)
    for other in Self.nested(in: model) {
      #expect(fit.logLikelihood >= (try other.fit(series).logLikelihood) - 1e-6)
    }
  }

  /// Catches: σ² not counted; n in place of n − d − sD; k for k + 1 in the correction.
  @Test func `The criteria count the same parameters and observations`() throws {
    for model in [
      ARIMAModel(order: .init(p: 2, d: 1, q: 1), mean: .constant),
      ARIMAModel(order: .init(p: 0, d: 1, q: 1, seasonalD: 1, seasonalQ: 1, period: 12)),
    ] {
      let fit = try model.fit(ClassicSeries.logAirline)
      let (size, count) = (Double(fit.freeParameterCount), Double(fit.effectiveCount))
      #expect(fit.freeParameterCount == (model.mean == .constant ? 5 : 3))
      #expect(fit.effectiveCount == (model.mean == .constant ? 143 : 131))
      #expect(abs(fit.bic - fit.aic - size * (PortableMath.log(count) - 2)) <= 1e-10)
      let correction = try #require(fit.aicc) - fit.aic
      #expect(correction > 0)
      #expect(abs(correction * (count - size - 1) - 2 * size * (size + 1)) <= 1e-8)
      for (criterion, value) in [
        (OrderCriterion.aic, fit.aic), (.aicc, try #require(fit.aicc)), (.bic, fit.bic),
      ] {
        let own = criterion.value(
          logLikelihood: fit.logLikelihood, parameterCount: fit.freeParameterCount,
          observationCount: fit.effectiveCount)
        #expect(abs(own - value) <= 1e-10)
      }
    }
  }

  /// Catches: a correction that does not shrink with the sample.
  @Test func `The corrected criterion goes to Akaike's as the sample grows`() {
    let report = checkProperty("corrected criterion", settings: .init(cases: 200)) { draw in
      let size = try draw(.integer(in: 1...12))
      let likelihood = try draw(.double(in: -1e4...1e4))
      func correction(_ count: Int) -> Double {
        func value(_ criterion: OrderCriterion) -> Double {
          criterion.value(logLikelihood: likelihood, parameterCount: size, observationCount: count)
        }
        return value(.aicc) - value(.aic)
      }
      let corrections = [20, 200, 20_000, 200_000_000].map(correction)
      for (one, next) in Swift.zip(corrections, corrections.dropFirst()) {
        try require(one > next && next >= 0)
      }
      try require(corrections[3] < 1e-5)
      try require(correction(size + 1) == .infinity)
    }
    #expect(report.isSuccess, "\(report.text)")
  }
}
