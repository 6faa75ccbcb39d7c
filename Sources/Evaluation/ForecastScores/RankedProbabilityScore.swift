// SPDX-License-Identifier: GPL-3.0-or-later
//
// The continuous ranked probability score, ∫ (F(x) − [x ≥ y])² dx = 2 ∫ pinball loss dτ: the
// absolute error of a distribution. Source: Gneiting and Raftery, "Strictly proper scoring rules,
// prediction, and estimation", JASA 102 (2007), section 4.2.

import Forecasting
import NumericKernels
import RealModule

/// The score of a normal distribution, in the unit of the series.
///
/// Formula: σ(w(2Φ(w) − 1) + 2φ(w) − 1/√π) with w = (y − μ)/σ; |y − μ| for σ = 0.
///
/// - Precondition: `standardError` is not negative.
public func normalRankedProbabilityScore(
  _ actual: Double, mean: Double, standardError: Double
) -> Double {
  precondition(standardError >= 0, "the standard error must not be negative")
  guard standardError > 0 else { return abs(actual - mean) }
  let scaled = (actual - mean) / standardError
  // 2Φ(w) − 1 as an error function: the difference would lose its digits near the middle.
  let spread = scaled * Double.erf(scaled / 2.0.squareRoot())
  return standardError
    * (spread + 2 * Normal.standardDensity(scaled) - 1 / Double.pi.squareRoot())
}

/// Twice the mean pinball loss over the quantiles 0.05, 0.10 … 0.95.
///
/// It has the form of the score for distributions of every kind; it leaves out the tails and so is
/// not the integral: under a normal forecast it is some per cent larger.
public func quantileRankedProbabilityScore(
  _ actual: Double, of distribution: PredictiveDistribution
) -> Double {
  let losses = (1...19).map { step in
    let probability = Double(step) / 20
    return pinballLoss(
      actual, quantile: distribution.quantile(probability), probability: probability)
  }
  return 2 * compensatedSum(losses) / 19
}

extension DistributionPairs {
  /// The mean of twice the mean pinball loss over 19 quantiles.
  public var rankedProbabilityScore: Statistic {
    guard count > 0 else { return ForecastPairs.empty }
    let scores = zip(actuals, distributions).map { quantileRankedProbabilityScore($0, of: $1) }
    return Statistic(compensatedSum(scores) / Double(count))
  }
}
