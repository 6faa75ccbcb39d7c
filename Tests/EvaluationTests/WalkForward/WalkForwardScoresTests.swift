// SPDX-License-Identifier: GPL-3.0-or-later
//
// The scores of a walk. "Catches" names the faults that were planted and seen to be caught.

import Evaluation
import Forecasting
import NumericKernels
import Testing

private func walk(_ text: String, _ series: [Double]) throws -> WalkForwardPath {
  try WalkForwardTask(
    model: try ModelSpecification.model(text), series: series,
    plan: WalkForwardPlan(lookback: 100, refitInterval: 10, originCount: 150)
  ).run()
}

private func returns(_ count: Int) -> [Double] {
  var stream = RandomStream(seed: 6, purpose: "scored returns")
  return (0..<count).map { _ in 0.5 + stream.normal() }
}

private let levels: [Double] = {
  var level = 100.0
  return returns(300).map { step in
    level += step - 0.5
    return level
  }
}()

struct WalkForwardScoresTests {
  /// Catches: actuals one position off; the benchmark's forecast one position off.
  @Test func `Errors are those of forecasts beside their targets`() throws {
    let path = try walk("drift", levels)
    let scores = WalkForwardScores(path, series: levels, benchmark: .naive, level: 0.9)
    let errors = path.targets.map {
      levels[$0] - (path.forecasts[$0 - path.targets.lowerBound]?.mean ?? .nan)
    }
    let steps = path.targets.map { levels[$0] - levels[$0 - 1] }
    func root(_ values: [Double]) -> Double {
      (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
    }
    #expect(relativeError(scores.rootMeanSquareError.finiteValue, root(errors)) < 1e-14)
    #expect(relativeError(scores.benchmarkError.finiteValue, root(steps)) < 1e-14)
    #expect(scores.scored == 150 && scores.missing == 0 && scores.coverage.count == 150)
    #expect(scores.terciles.map(\.count) == [50, 50, 50])
  }

  /// Catches: the sign of the comparison turned; another benchmark than was asked for.
  @Test func `The walk equals its benchmark, and a model that knows the mean beats zero`() throws {
    let walk = try walk("naive", levels)
    let same = WalkForwardScores(walk, series: levels, benchmark: .naive, level: 0.9)
    #expect(same.comparison?.statistic == .finite(0) && same.comparison?.pValue == 1)
    #expect(same.rootMeanSquareError == same.benchmarkError)
    let series = returns(300)
    let path = try EvaluationTests.walk("arima(0,0,0);mean=constant", series)
    let better = WalkForwardScores(path, series: series, benchmark: .zero, level: 0.9)
    #expect((better.comparison?.statistic.finiteValue ?? 0) > 2)
    #expect(better.comparison?.pValue.map { $0 < 0.05 } == true)
  }

  /// Catches: targets without a forecast scored as something.
  @Test func `Targets without a forecast are counted and not scored`() throws {
    let series = [Double](repeating: 1, count: 130) + returns(120)
    let path = try walk("garch(1,1)", series)
    let missing = path.forecasts.count { $0 == nil }
    #expect(missing > 0 && missing < 150)
    let scores = WalkForwardScores(path, series: series, benchmark: .zero, level: 0.9)
    #expect(scores.missing == missing && scores.scored == 150 - missing)
    #expect(scores.coverage.count == scores.scored && scores.comparison?.count == scores.scored)
    let none = try walk("garch(1,1)", [Double](repeating: 1, count: 250))
    let flat = [Double](repeating: 1, count: 250)
    let empty = WalkForwardScores(none, series: flat, benchmark: .zero, level: 0.9)
    #expect(empty.scored == 0 && empty.missing == 150 && empty.comparison == nil)
    #expect(empty.rankedProbabilityScore.finiteValue == nil)
  }

  /// Catches: a volatility one day late.
  @Test func `A volatility does not see its own return`() {
    var series = returns(250)
    series[100] = 50
    let volatility = EWMAVolatility().volatilities(of: series)
    #expect(volatility[100] < 3 && volatility[101] > 10 && volatility[0] == abs(series[0]))
  }

  /// Catches: a volatility of two positions before the target.
  @Test(arguments: [PointBenchmark.naive, .zero])
  func `Terciles are by the volatility of all errors before the target`(
    benchmark: PointBenchmark
  ) throws {
    let path = try walk("naive", levels)
    let series = levels
    let known = path.targets.map { target in
      var variance: Double?
      for position in 1..<target {
        let error = benchmark == .naive ? series[position] - series[position - 1] : series[position]
        variance = variance.map { 0.94 * $0 + 0.06 * error * error } ?? error * error
      }
      return variance ?? .nan
    }
    let order = known.indices.sorted { known[$0] < known[$1] }
    let scores = WalkForwardScores(path, series: series, benchmark: benchmark, level: 0.5)
    for third in 0..<3 {
      let inside = order[(50 * third)..<(50 * third + 50)].count { index in
        guard let interval = path.forecasts[index]?.predictionInterval(level: 0.5) else {
          return false
        }
        let actual = series[path.targets.lowerBound + index]
        return interval.lower <= actual && actual <= interval.upper
      }
      #expect(scores.terciles[third].covered == inside)
    }
  }
}
