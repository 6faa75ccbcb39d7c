// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct SeasonalTrendDecompositionTests {
  private typealias Settings = SeasonalTrendDecomposition.Settings

  private static func settings(jump: Int, inner: Int, robustness: Int) -> Settings {
    Settings(
      period: 12, seasonal: Loess(window: 35, degree: 1, jump: 4),
      trend: Loess(window: 19, degree: 1, jump: jump),
      lowPass: Loess(window: 13, degree: 1, jump: jump), innerPasses: inner,
      robustnessPasses: robustness)
  }

  /// Catches: a window moved by one at an end; the low pass of a wrong length; the median of a
  /// sorted half; weights left out of the seasonal smoothing.
  @Test func `Parts and weights agree with the authors' program`() {
    let cases = [
      (Self.settings(jump: 2, inner: 1, robustness: 2), TimeSeriesReference.robust),
      (Self.settings(jump: 1, inner: 1, robustness: 2), TimeSeriesReference.everyPosition),
      (Self.settings(jump: 2, inner: 2, robustness: 0), TimeSeriesReference.plain),
    ]
    for (settings, rows) in cases {
      let result = SeasonalTrendDecomposition(
        TimeSeriesReference.carbonDioxide, settings: settings)
      for row in rows {
        let index = Int(row[0])
        #expect(abs(result.seasonal[index] - row[1]) <= 1e-10)
        #expect(abs(result.trend[index] - row[2]) <= 1e-10)
        #expect(abs(result.weights[index] - row[3]) <= 1e-10)
      }
    }
  }

  @Test(arguments: [nil, 7, 11] as [Int?])
  func `The parts add up to the series`(window: Int?) {
    let series = TimeSeriesReference.airline
    let result = SeasonalTrendDecomposition(
      series, settings: .init(period: 12, seasonalWindow: window))
    for index in series.indices {
      let sum = result.seasonal[index] + result.trend[index] + result.remainder[index]
      #expect(relativeError(sum, series[index]) <= 1e-14)
    }
  }

  /// A line survives every smoother of degree one and every moving average, and a season that sums
  /// to zero none of the averages. Catches: a low pass that leaves a level in the season; a moving
  /// average that is off by one; degree 0 where 1 is asked for.
  @Test func `A line plus a fixed season is found without remainder`() {
    let season = [3.0, -1, 4, -6]
    let settings = Settings(
      period: 4, seasonal: Loess(window: 7, degree: 1), trend: Loess(window: 9, degree: 1),
      lowPass: Loess(window: 5, degree: 1))
    for slope in [0, 0.25] {
      let series = (0..<60).map { 10 + slope * Double($0) + season[$0 % 4] }
      let fixed = Settings(period: 4)
      for settings in slope == 0 ? [settings, fixed] : [settings] {
        let result = SeasonalTrendDecomposition(series, settings: settings)
        let remainder = result.remainder.map(abs).max() ?? 1
        let seasonal = series.indices.map { abs(result.seasonal[$0] - season[$0 % 4]) }.max() ?? 1
        #expect(remainder <= 1e-12)
        #expect(seasonal <= 1e-12)
        #expect(result.seasonalStrength > 1 - 1e-12)
      }
    }
  }

  /// A season that never changes has one value a phase up to the low pass.
  @Test func `A series without season has little strength`() {
    var stream = RandomStream(seed: 3, purpose: "no season")
    let strengths = (0..<50).map { _ in
      SeasonalTrendDecomposition(
        stream.normals(240), settings: .init(period: 12, seasonalWindow: 11)
      ).seasonalStrength
    }
    #expect(strengths.max() ?? 1 < 0.64)
  }

  /// Catches: the weights applied to nothing; residuals with the season left in.
  @Test func `One outlier gets weight zero and hardly moves a robust trend`() {
    let shape = referenceSample(12).map { $0 / 20 }
    var stream = RandomStream(seed: 8, purpose: "outlier")
    let series = (0..<240).map { (index: Int) -> Double in
      let line = 5 + 0.01 * Double(index)
      return line + shape[index % 12] + 0.1 * stream.normal()
    }
    var spoilt = series
    spoilt[100] += 10
    let settings = Settings(period: 12, robustnessPasses: 10)
    let clean = SeasonalTrendDecomposition(series, settings: settings)
    let robust = SeasonalTrendDecomposition(spoilt, settings: settings)
    #expect(robust.weights[100] == 0)
    let moved = zip(clean.trend, robust.trend).map { abs($0 - $1) }.max() ?? 1
    #expect(moved < 0.1)
  }
}

struct SeasonDetectionTests {
  @Test(arguments: SeasonDetection.allCases)
  func `The season of monthly series is twelve`(method: SeasonDetection) {
    #expect(method.season(of: TimeSeriesReference.airline)?.period == 12)
    #expect(method.season(of: TimeSeriesReference.carbonDioxide)?.period == 12)
  }

  @Test(arguments: SeasonDetection.allCases, [3, 5, 7, 24])
  func `A planted season is found in noise`(method: SeasonDetection, period: Int) {
    var stream = RandomStream(seed: UInt64(period), purpose: "planted season")
    let shape = stream.normals(period)
    // A season of several harmonics has its periodogram's peak at one of them, which is another
    // period; one harmonic is what that method is for.
    let series = (0..<(20 * period)).map { index in
      let phase = 2 * Double.pi * Double(index % period) / Double(period)
      let value = method == .periodogram ? 2 * PortableMath.cos(phase) : 2 * shape[index % period]
      return value + 0.5 * stream.normal()
    }
    #expect(method.season(of: series)?.period == period)
  }

  /// Catches: the peak at the first lags of slow drift taken for a season.
  @Test(arguments: SeasonDetection.allCases)
  func `Noise, an autoregression, a line and a constant have no season`(method: SeasonDetection) {
    var stream = RandomStream(seed: 77, purpose: "no season")
    for _ in 0..<20 {
      #expect(method.season(of: stream.normals(300)) == nil)
      #expect(method.season(of: stream.autoregression(0.6, 300)) == nil)
    }
    #expect(method.season(of: (0..<100).map { 0.1 * Double($0) }) == nil)
    #expect(method.season(of: [Double](repeating: 4, count: 100)) == nil)
  }

  /// A walk seen through noise: its autocorrelations are large and jagged from the first lag on.
  /// Catches: a peak before the autocorrelations have been negative.
  @Test func `A noisy walk has no short season`() {
    var stream = RandomStream(seed: 31, purpose: "noisy walk")
    var found = 0
    for _ in 0..<20 {
      var level = 0.0
      let series = (0..<300).map { (_: Int) -> Double in
        level += stream.normal()
        return level + 3 * stream.normal()
      }
      let season = SeasonDetection.autocorrelation.season(of: series)
      if let season, season.period < 20 { found += 1 }
    }
    #expect(found == 0)
  }
}
