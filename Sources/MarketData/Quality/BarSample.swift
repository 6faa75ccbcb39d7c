// SPDX-License-Identifier: GPL-3.0-or-later
//
// Statistics of the returns and volumes of a file of bars. They describe; they never block.
//
// Returns are relative changes from one positive close to the next in the order of the file, of
// the bid–ask middle for quote bars.

// Glibc for the logarithm in the critical value of the Jarque–Bera test.
import Glibc
import NumericKernels

/// The closes and volumes of a file of bars.
struct BarSample {
  private var closes: [Double] = []
  private var volumes: [Double] = []

  /// Takes the close and the volume of a row, where it has them.
  mutating func add(_ row: BarRow) {
    let close = row.first.close
    if close.flags.isReadable, close.value > 0 {
      if let ask = row.second?.close {
        if ask.flags.isReadable, ask.value > 0 { closes.append((close.value + ask.value) / 2) }
      } else {
        closes.append(close.value)
      }
    }
    if row.first.volume.flags.isReadable { volumes.append(row.first.volume.value) }
  }

  /// Reports what stands out.
  func judge(_ rules: DataQualityRules, isQuote: Bool, log: inout FindingLog) {
    let returns = zip(closes.dropFirst(), closes).map { $0 / $1 - 1 }
    // Fewer values have no tails to speak of.
    guard returns.count >= 8 else { return }
    let moments = SampleMoments(returns)
    Self.judgeScores(returns, moments, rules, &log)
    Self.judgeQuartiles(returns, rules, &log)
    Self.judgeShape(moments, rules, &log)
    if !isQuote { judgeVolumes(rules, &log) }
  }

  private static func judgeScores(
    _ returns: [Double], _ moments: SampleMoments, _ rules: DataQualityRules,
    _ log: inout FindingLog
  ) {
    guard let deviation = moments.standardDeviation, deviation > 0 else { return }
    let limit = rules.returnOutlierScore * deviation
    let count = returns.count { abs($0 - moments.mean) > limit }
    guard count > 0 else { return }
    log.addSummary(
      .returnOutliers,
      "\(count) of \(returns.count) returns lie more than \(shownNumber(rules.returnOutlierScore)) "
        + "standard deviations from the mean")
  }

  private static func judgeQuartiles(
    _ returns: [Double], _ rules: DataQualityRules, _ log: inout FindingLog
  ) {
    let sorted = returns.sorted()
    let lower = quantile(sorted, 0.25)
    let upper = quantile(sorted, 0.75)
    let reach = rules.quartileFactor * (upper - lower)
    let count = sorted.count { $0 < lower - reach || $0 > upper + reach }
    guard count > 0 else { return }
    log.addSummary(
      .iqrOutliers,
      "\(count) of \(sorted.count) returns lie more than \(shownNumber(rules.quartileFactor)) "
        + "quartile distances outside the quartiles")
  }

  private static func judgeShape(
    _ moments: SampleMoments, _ rules: DataQualityRules, _ log: inout FindingLog
  ) {
    guard let skewness = moments.skewness, let kurtosis = moments.kurtosis else { return }
    let excess = kurtosis - 3
    let statistic = Double(moments.count) / 6 * (skewness * skewness + excess * excess / 4)
    // Under normality the statistic is chi-squared with two degrees of freedom, whose upper tail
    // is exp(-x/2).
    let critical = -2 * naturalLogarithm(rules.normalityLevel)
    if statistic > critical {
      log.addSummary(
        .jarqueBera,
        "returns are not normal: Jarque–Bera \(shownNumber(statistic)) exceeds "
          + "\(shownNumber(critical)), the limit at \(percent(rules.normalityLevel))")
    }
    if abs(skewness) > rules.skewness {
      log.addSummary(
        .skewness,
        "the skewness of returns is \(shownNumber(skewness)) (limit \(shownNumber(rules.skewness)))"
      )
    }
    if excess > rules.excessKurtosis {
      log.addSummary(
        .kurtosis,
        "the excess kurtosis of returns is \(shownNumber(excess)) (limit "
          + "\(shownNumber(rules.excessKurtosis)))")
    }
  }

  private func judgeVolumes(_ rules: DataQualityRules, _ log: inout FindingLog) {
    let moments = SampleMoments(volumes)
    guard let deviation = moments.standardDeviation, deviation > 0, moments.mean > 0 else { return }
    let byScore = moments.mean + rules.volumeSpikeScore * deviation
    let byFactor = moments.mean * rules.volumeSpikeFactor
    let count = volumes.count { $0 > byScore || $0 > byFactor }
    guard count > 0 else { return }
    log.addSummary(
      .volumeSpikes,
      "\(count) of \(volumes.count) volumes lie more than \(shownNumber(rules.volumeSpikeScore)) "
        + "standard deviations above the mean, or above \(shownNumber(rules.volumeSpikeFactor)) "
        + "times the mean")
  }
}

/// The logarithm under a name that the report's `log` does not hide.
private func naturalLogarithm(_ value: Double) -> Double { Glibc.log(value) }

/// The quantile of sorted values by linear interpolation between order statistics (type 7 of
/// Hyndman and Fan 1996).
private func quantile(_ sorted: [Double], _ share: Double) -> Double {
  let position = share * Double(sorted.count - 1)
  let below = Int(position)
  let above = min(below + 1, sorted.count - 1)
  return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
}
