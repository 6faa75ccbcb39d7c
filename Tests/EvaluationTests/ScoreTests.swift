// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Testing

private func referencePairs() throws -> ForecastPairs {
  let numbers = referenceNumbers(100)
  return try ForecastPairs(actuals: Array(numbers[..<50]), forecasts: Array(numbers[50...]))
}

/// Every score of pairs: RMSE, MAE, sMAPE, scaled errors of season 1 and 4, tracking error.
private func scores(_ pairs: ForecastPairs, training: [Double]) -> [Statistic] {
  [
    pairs.rootMeanSquareError, pairs.meanAbsoluteError, pairs.symmetricPercentageError,
    pairs.meanAbsoluteScaledError(training: training),
    pairs.meanAbsoluteScaledError(training: training, season: 4), pairs.trackingError,
  ]
}

struct ScoreTests {
  /// Catches: divisor n − 1 in the tracking error; the factor 2 of sMAPE left out.
  @Test func `Scores agree with numpy`() throws {
    let pairs = try referencePairs()
    let values = scores(pairs, training: Array(pairs.actuals[..<20]))
    let worst = zip(values, ReferenceNumbers.scores).map { relativeError($0.finiteValue, $1) }.max()
    #expect((worst ?? 1) <= 1e-14)
  }

  /// Laws M1 and M2. Catches: divisor n − 1 in the tracking error.
  @Test func `Scores obey their identities, signs and scales`() throws {
    let pairs = try referencePairs()
    let training = Array(pairs.actuals[..<20])
    let swapped = try ForecastPairs(actuals: pairs.forecasts, forecasts: pairs.actuals)
    let scaled = try ForecastPairs(
      actuals: pairs.actuals.map { $0 * 1e3 }, forecasts: pairs.forecasts.map { $0 * 1e3 })
    let plain = try scores(pairs, training: training).map { try #require($0.finiteValue) }
    let other = try scores(scaled, training: training.map { $0 * 1e3 }).map {
      try #require($0.finiteValue)
    }
    let mean = pairs.errors.reduce(0, +) / 50
    let errors = [
      relativeError(plain[0] * plain[0], mean * mean + plain[5] * plain[5]),
      relativeError(swapped.symmetricPercentageError.finiteValue, plain[2]),
      relativeError(other[0], plain[0] * 1e3), relativeError(other[1], plain[1] * 1e3),
      relativeError(other[2], plain[2]), relativeError(other[3], plain[3]),
      relativeError(other[4], plain[4]), relativeError(other[5], plain[5] * 1e3),
    ]
    #expect(errors.allSatisfy { $0 <= 1e-13 })
    #expect(plain[0] >= plain[1] && plain[1] >= abs(mean) && (0...2).contains(plain[2]))
  }

  /// Law M3 and the ends of sMAPE. Catches: the season ignored.
  @Test func `The naive forecast in sample scores 1, opposite signs 2, two zeros 0`() throws {
    let numbers = referenceNumbers(40)
    let naive = try ForecastPairs(
      actuals: Array(numbers[3...]), forecasts: Array(numbers[..<37]))
    let opposite = try ForecastPairs(actuals: [1, -3], forecasts: [-2, 5])
    let zeros = try ForecastPairs(actuals: [0, 1], forecasts: [0, 1])
    let values = [
      naive.meanAbsoluteScaledError(training: numbers, season: 3),
      opposite.symmetricPercentageError,
      zeros.symmetricPercentageError, zeros.rootMeanSquareError, zeros.trackingError,
    ]
    #expect(values == [.finite(1), .finite(2), .finite(0), .finite(0), .finite(0)])
  }

  /// Catches: an infinite forecast let through.
  @Test func `What cannot be scored is undefined, what is misaligned an error`() throws {
    let none = try ForecastPairs(actuals: [], forecasts: [])
    let one = try ForecastPairs(actuals: [1], forecasts: [2])
    let undefined =
      scores(none, training: [1, 2, 3, 4, 5, 6]) + [
        one.meanAbsoluteScaledError(training: [4, 4, 4]),
        one.meanAbsoluteScaledError(training: [4]),
        one.meanAbsoluteScaledError(training: []), DirectionalAccuracy(changes: none).fraction,
      ]
    #expect(undefined.allSatisfy { $0.extendedValue == nil })
    #expect(throws: ForecastPairsError.misaligned(actuals: 2, forecasts: 1)) {
      try ForecastPairs(actuals: [1, 2], forecasts: [1])
    }
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(throws: ForecastPairsError.notFinite(position: 1)) {
        try ForecastPairs(actuals: [1, bad], forecasts: [1, 2])
      }
      #expect(throws: ForecastPairsError.notFinite(position: 2)) {
        try ForecastPairs(actuals: [1, 2, 3], forecasts: [1, 2, bad])
      }
    }
  }

  /// Catches: a tie counted as a miss; a product of tiny changes that underflows to zero.
  @Test func `Directions are compared by sign and ties stand apart`() throws {
    let pairs = try ForecastPairs(
      actuals: [1, -1, 2, -2, 0, 3, 0, 1e-200, -1e-200],
      forecasts: [5, -5, -1, 1, 1, 0, 0, 1e-200, 1e-200])
    let accuracy = DirectionalAccuracy(changes: pairs)
    #expect(accuracy.hits == 3 && accuracy.count == 6 && accuracy.ties == 3)
    #expect(accuracy.fraction == .finite(0.5))
  }

  @Test func `A statistic is a number, infinity or a reason, never NaN`() {
    let made = [
      Statistic(2), Statistic(.nan), Statistic(.infinity), Statistic(-.infinity), .infinite,
    ]
    let values = made.map(\.extendedValue)
    let numbers = made.map(\.finiteValue)
    #expect(values == [2, nil, nil, nil, .infinity] && numbers == [2, nil, nil, nil, nil])
  }
}
