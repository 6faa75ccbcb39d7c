// SPDX-License-Identifier: GPL-3.0-or-later
//
// The seasonal-trend decomposition by loess (STL).
//
// Source: Cleveland, Cleveland, McRae and Terpenning (1990), sections 2 and 3; see Loess.swift.

/// A series as a seasonal part, a trend and a remainder.
public struct SeasonalTrendDecomposition: Hashable, Sendable {
  /// The seasonal part, in the series' unit.
  public let seasonal: [Double]
  /// The trend, in the series' unit.
  public let trend: [Double]
  /// The series less both parts.
  public let remainder: [Double]
  /// The last robustness weights from 0 to 1, all 1 where there were none.
  public let weights: [Double]

  /// How a series is decomposed.
  public struct Settings: Hashable, Sendable {
    /// The number of observations in a season.
    public let period: Int
    /// How a season changes from one cycle to the next; nil for one that never changes.
    public let seasonal: Loess?
    /// How the trend is smoothed.
    public let trend: Loess
    /// What keeps the trend out of the seasonal part.
    public let lowPass: Loess
    /// The number of passes between two updates of the robustness weights.
    public let innerPasses: Int
    /// The number of updates of the robustness weights; 0 for none.
    public let robustnessPasses: Int

    /// Names every part.
    ///
    /// - Precondition: the period is at least 2, the inner passes are positive and the robustness
    ///   passes are not negative.
    public init(
      period: Int, seasonal: Loess?, trend: Loess, lowPass: Loess, innerPasses: Int = 2,
      robustnessPasses: Int = 0
    ) {
      precondition(period >= 2, "the period must be at least 2")
      precondition(innerPasses > 0, "the number of inner passes must be positive")
      precondition(robustnessPasses >= 0, "the robustness passes must not be negative")
      self.period = period
      self.seasonal = seasonal
      self.trend = trend
      self.lowPass = lowPass
      self.innerPasses = innerPasses
      self.robustnessPasses = robustnessPasses
    }

    /// The windows that follow from the seasonal one: the least odd number from
    /// 1.5 period / (1 − 1.5/window) for the trend and from the period for the low pass.
    ///
    /// - Parameters:
    ///   - seasonalWindow: the cycles that a season is smoothed over; nil for a season that never
    ///     changes.
    /// - Precondition: the period is at least 2 and a window at least 3.
    public init(period: Int, seasonalWindow: Int? = nil, robustnessPasses: Int = 0) {
      precondition(seasonalWindow.map { $0 >= 3 } ?? true, "the seasonal window must be at least 3")
      func odd(_ number: Int) -> Int { number % 2 == 0 ? number + 1 : number }
      // A season that never changes is the limit of a long window.
      let shrink = seasonalWindow.map { 1 - 1.5 / Double($0) } ?? 1
      let trend = odd(Int((1.5 * Double(period) / shrink).rounded(.up)))
      self.init(
        period: period, seasonal: seasonalWindow.map { Loess(window: odd($0), degree: 0) },
        trend: Loess(window: trend, degree: 1),
        lowPass: Loess(window: odd(period), degree: 1),
        innerPasses: robustnessPasses > 0 ? 1 : 2, robustnessPasses: robustnessPasses)
    }
  }

  /// Decomposes a series.
  ///
  /// - Precondition: there are at least two full periods, and all values are finite.
  /// - Complexity: O(n × windows / jumps) a pass.
  public init(_ values: [Double], settings: Settings) {
    precondition(
      values.count >= 2 * settings.period, "the series must hold at least two periods")
    precondition(values.allSatisfy(\.isFinite), "the values must be finite")
    var trend = [Double](repeating: 0, count: values.count)
    var seasonal = trend
    var weights: [Double]?
    for pass in 0...settings.robustnessPasses {
      for _ in 0..<settings.innerPasses {
        seasonal = Self.season(values, trend: trend, weights: weights, settings: settings)
        let adjusted = zip(values, seasonal).map { $0 - $1 }
        trend = settings.trend.smoothed(adjusted, weights: weights)
      }
      if pass < settings.robustnessPasses {
        weights = Self.robustnessWeights(
          values.indices.map { values[$0] - trend[$0] - seasonal[$0] })
      }
    }
    self.seasonal = seasonal
    self.trend = trend
    self.remainder = values.indices.map { values[$0] - trend[$0] - seasonal[$0] }
    self.weights = weights ?? [Double](repeating: 1, count: values.count)
  }

  /// max(0, min(1, 1 − var(remainder) / var(seasonal + remainder))): how much of the detrended
  /// series the season explains.
  ///
  /// 0 where the detrended series is constant.
  ///
  /// Source: Wang, Smith and Hyndman, "Characteristic-based clustering for time series data", Data
  /// Mining and Knowledge Discovery 13 (2006).
  public var seasonalStrength: Double {
    let whole = SampleMoments(zip(seasonal, remainder).map { $0 + $1 }).sumOfSquares
    guard whole > 0 else { return 0 }
    return max(0, min(1, 1 - SampleMoments(remainder).sumOfSquares / whole))
  }

  /// The smoothed cycle-subseries less what a low pass finds in them.
  private static func season(
    _ values: [Double], trend: [Double], weights: [Double]?, settings: Settings
  ) -> [Double] {
    let period = settings.period
    let detrended = zip(values, trend).map { $0 - $1 }
    // One period more at each end, so that the moving averages reach the whole series.
    var cycles = [Double](repeating: 0, count: values.count + 2 * period)
    for phase in 0..<period {
      let places = Array(stride(from: phase, to: values.count, by: period))
      let extended = extended(
        places.map { detrended[$0] }, weights: weights.map { all in places.map { all[$0] } },
        smoother: settings.seasonal)
      for (cycle, value) in extended.enumerated() { cycles[cycle * period + phase] = value }
    }
    var filtered = movingAverage(cycles, length: period)
    filtered = movingAverage(filtered, length: period)
    filtered = settings.lowPass.smoothed(movingAverage(filtered, length: 3))
    return filtered.indices.map { cycles[period + $0] - filtered[$0] }
  }

  /// A smoothed cycle-subseries with one value more at each end.
  private static func extended(
    _ values: [Double], weights: [Double]?, smoother: Loess?
  ) -> [Double] {
    guard let smoother else {
      return [Double](repeating: weightedMean(values, weights), count: values.count + 2)
    }
    let inner = smoother.smoothed(values, weights: weights)
    let last = values.count - 1
    let reach = min(smoother.window, values.count) - 1
    let before = smoother.estimate(at: -1, of: values, in: 0...reach, weights: weights)
    let after = smoother.estimate(
      at: last + 1, of: values, in: (last - reach)...last, weights: weights)
    return [before ?? inner[0]] + inner + [after ?? inner[last]]
  }

  private static func weightedMean(_ values: [Double], _ weights: [Double]?) -> Double {
    guard let weights, weights.contains(where: { $0 > 0 }) else {
      return compensatedSum(values) / Double(values.count)
    }
    return compensatedSum(zip(values, weights).map { $0 * $1 }) / compensatedSum(weights)
  }

  private static func movingAverage(_ values: [Double], length: Int) -> [Double] {
    var sum = CompensatedSum()
    for value in values[..<length] { sum.add(value) }
    var averages = [sum.value / Double(length)]
    averages.reserveCapacity(values.count - length + 1)
    for index in length..<values.count {
      sum.add(values[index])
      sum.add(-values[index - length])
      averages.append(sum.value / Double(length))
    }
    return averages
  }

  /// The bisquare weights of residuals beside six times their median size.
  private static func robustnessWeights(_ residuals: [Double]) -> [Double] {
    let sizes = residuals.map(abs)
    let sorted = sizes.sorted()
    let reach = 3 * (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2])
    return sizes.map { size in
      if size <= 0.001 * reach { return 1 }
      guard size <= 0.999 * reach else { return 0 }
      let share = size / reach
      let rest = 1 - share * share
      return rest * rest
    }
  }
}
