// SPDX-License-Identifier: GPL-3.0-or-later
//
// What daily returns of stocks and indices look like, as twenty numbers with the band in which nine
// of ten real series lie.
//
// Source of the bands: measured on 37 daily series of 1,859 to 17,055 returns (30 Dow stocks
// 1990–2000; DAX, SMI, CAC and FTSE 1991–98; S&P 500 1928–91; the NYSE composite; DEM/GBP): the 5 %
// and 95 % quantiles over the series. Source of the list: Cont, "Empirical properties of asset
// returns: stylized facts and statistical issues", Quantitative Finance 1 (2001).

import NumericKernels

/// One number that describes a series of returns.
public struct StylisedFact: Hashable, Sendable {
  /// What it measures.
  public let name: String
  /// Where nine of ten real series lie.
  public let band: ClosedRange<Double>
  /// Its value.
  public let value: Double

  /// Whether a real series may well have such a value.
  public var isUsual: Bool { band.contains(value) }
}

/// The twenty numbers.
public enum StylisedFacts {
  /// How many of the twenty a realistic series must have inside their bands.
  public static let required = 15

  /// Measures daily log returns.
  ///
  /// - Complexity: O(100 · n).
  /// - Precondition: there are 500 returns at least, and they vary.
  public static func measure(_ returns: [Double]) -> [StylisedFact] {
    precondition(returns.count >= 500, "stylised facts need 500 returns at least")
    let sample = ReturnSample(returns)
    precondition(sample.deviation > 0, "the returns must vary")
    return sample.distribution + sample.dependence + sample.tails
  }
}

/// Returns with what several facts share.
private struct ReturnSample {
  let returns: [Double]
  let centred: [Double]
  let deviation: Double
  private let absolute: [Double]
  private let squares: [Double]

  init(_ returns: [Double]) {
    self.returns = returns
    let mean = returns.reduce(0, +) / Double(returns.count)
    centred = returns.map { $0 - mean }
    deviation = Self.moment(centred, 2).squareRoot()
    absolute = returns.map(\.magnitude)
    squares = returns.map { $0 * $0 }
  }

  var distribution: [StylisedFact] {
    [
      fact("daily standard deviation, %", 0.885...2.368, 100 * deviation),
      fact("skewness", -1.57...0.32, Self.moment(centred, 3) / Self.cube(deviation)),
      fact("kurtosis", 4.92...31.6, Self.kurtosis(returns)),
      fact("kurtosis, winsorised 0.5 %", 3.51...5.12, Self.kurtosis(winsorised(share: 0.005))),
      fact("kurtosis of 5-day returns", 3.55...18.1, Self.kurtosis(sums(of: 5))),
      fact("kurtosis of 20-day returns", 2.72...10.1, Self.kurtosis(sums(of: 20))),
    ]
  }

  var dependence: [StylisedFact] {
    let plain = Self.autocorrelations(returns, lags: 20)
    let sizes = Self.autocorrelations(absolute, lags: 100)
    func mean(_ lags: ClosedRange<Int>) -> Double {
      lags.reduce(0) { $0 + sizes[$1 - 1] } / Double(lags.count)
    }
    return [
      fact("autocorrelation of returns, lag 1", -0.033...0.069, plain[0]),
      fact(
        "largest autocorrelation of returns, lags 2 to 20", 0.037...0.076,
        plain[1...].map(\.magnitude).max() ?? 0),
      fact("autocorrelation of sizes, lag 1", 0.100...0.243, sizes[0]),
      fact("autocorrelation of sizes, lags 6 to 15", 0.046...0.147, mean(6...15)),
      fact("autocorrelation of sizes, lags 41 to 60", 0.032...0.110, mean(41...60)),
      fact("autocorrelation of sizes, lags 81 to 100", 0.010...0.097, mean(81...100)),
      fact(
        "autocorrelation of squares, lag 1", 0.039...0.219,
        Self.autocorrelations(squares, lags: 1)[0]),
      fact("leverage, lags 1 to 10", -0.046...0.001, leverage(lags: 10)),
      fact("variance ratio, 5 days", 0.877...1.076, varianceRatio(5)),
      fact("variance ratio, 20 days", 0.688...1.120, varianceRatio(20)),
    ]
  }

  var tails: [StylisedFact] {
    [
      fact("Hill's tail index, top 5 %", 2.86...4.34, hillIndex(share: 0.05)),
      fact("Hill's tail index, top 2.5 %", 2.80...4.81, hillIndex(share: 0.025)),
      fact("beyond 3 standard deviations, %", 0.89...1.55, 100 * beyond(3)),
      fact("beyond 5 standard deviations, %", 0.04...0.40, 100 * beyond(5)),
    ]
  }

  private func fact(
    _ name: String, _ band: ClosedRange<Double>, _ value: Double
  ) -> StylisedFact {
    StylisedFact(name: name, band: band, value: value)
  }

  private static func cube(_ value: Double) -> Double { value * value * value }

  private static func moment(_ centred: [Double], _ order: Int) -> Double {
    var sum = 0.0
    for value in centred {
      var power = value
      for _ in 1..<order { power *= value }
      sum += power
    }
    return sum / Double(centred.count)
  }

  private static func kurtosis(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    let centred = values.map { $0 - mean }
    let variance = moment(centred, 2)
    return moment(centred, 4) / (variance * variance)
  }

  private func winsorised(share: Double) -> [Double] {
    let sorted = returns.sorted()
    let cut = Int((share * Double(sorted.count)).rounded(.down))
    let bounds = (sorted[cut], sorted[sorted.count - 1 - cut])
    return returns.map { min(max($0, bounds.0), bounds.1) }
  }

  private func sums(of days: Int) -> [Double] {
    stride(from: 0, to: returns.count - days + 1, by: days).map { start in
      returns[start..<start + days].reduce(0, +)
    }
  }

  private static func autocorrelations(_ values: [Double], lags: Int) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    let centred = values.map { $0 - mean }
    let variance = centred.reduce(0) { $0 + $1 * $1 }
    return (1...lags).map { lag in
      var sum = 0.0
      for index in lag..<centred.count { sum += centred[index] * centred[index - lag] }
      return sum / variance
    }
  }

  /// The mean correlation of a return with the squares of the days after it.
  private func leverage(lags: Int) -> Double {
    let meanSquare = squares.reduce(0, +) / Double(squares.count)
    let centredSquares = squares.map { $0 - meanSquare }
    let spread = Self.moment(centredSquares, 2).squareRoot() * deviation * Double(returns.count)
    var sum = 0.0
    for lag in 1...lags {
      for index in lag..<returns.count { sum += centred[index - lag] * centredSquares[index] }
    }
    return sum / spread / Double(lags)
  }

  /// The variance of overlapping sums over that many days' worth of the daily variance.
  private func varianceRatio(_ days: Int) -> Double {
    var window = centred[..<days].reduce(0, +)
    var sum = window * window
    for index in days..<centred.count {
      window += centred[index] - centred[index - days]
      sum += window * window
    }
    let count = Double(centred.count - days + 1)
    let bias = 1 - Double(days) / Double(centred.count)
    return sum / (count * bias * Double(days) * deviation * deviation)
  }

  /// Hill's estimate of the tail index from the largest sizes.
  private func hillIndex(share: Double) -> Double {
    let sorted = absolute.sorted(by: >)
    let count = Int((share * Double(sorted.count)).rounded(.down))
    let threshold = PortableMath.log(sorted[count])
    let excess = sorted[..<count].reduce(0) { $0 + PortableMath.log($1) - threshold }
    return Double(count) / excess
  }

  private func beyond(_ deviations: Double) -> Double {
    let bound = deviations * deviation
    return Double(centred.count { $0.magnitude > bound }) / Double(centred.count)
  }
}
