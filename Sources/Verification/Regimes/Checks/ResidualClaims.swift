// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is left of a return once the truth has foretold it: mean 0, variance 1 and no memory, and a
// law where the process names one.

import NumericKernels
import RealModule

/// Claims about standardised residuals.
enum ResidualClaims {
  static func claims(
    _ program: MarketProgram, _ bars: Range<Int>, _ process: PriceProcess
  ) -> [Claim] {
    guard process.hasPredictedResiduals else { return [] }
    var claims = [
      Claim("residuals: mean") { samples in
        let sample = samples.sample(bars)
        return ClaimOutcome(
          .mean(ofIndependent: sample.residuals, knownVariance: 1, expectation: 0),
          count: sample.count)
      },
      Claim("residuals: ranks, Ljung–Box, 10 lags") { samples in
        // Normal scores of ranks: a few jumps among thousands of values would decide alone.
        let sample = samples.sample(bars)
        return ClaimOutcome(
          chiSquare: .ljungBox(normalScores(sample.residuals), maximumLag: 10),
          count: sample.count)
      },
    ]
    guard let law = process.shockLaw else { return claims }
    claims.append(
      Claim("residuals: Kolmogorov–Smirnov, \(law.description)") { samples in
        let sample = samples.sample(bars)
        return ClaimOutcome(sample.residuals, follow: law.cumulative)
      })
    if law == .normal {
      claims += [
        Claim("residuals: Anderson–Darling, normal") { samples in
          let sample = samples.sample(bars)
          let test = HypothesisTest.andersonDarling(
            of: sample.residuals, cumulative: Normal.standardCumulative)
          return ClaimOutcome(
            estimate: nil, expectation: nil, pValue: test.pValue, detectable: .ofDistribution,
            count: sample.count)
        },
        Claim("residuals: variance") { samples in
          let sample = samples.sample(bars)
          return ClaimOutcome(
            .mean(
              ofIndependent: sample.residuals.map { $0 * $0 }, knownVariance: 2, expectation: 1),
            count: sample.count)
        },
        Claim("residuals: squares, Ljung–Box, 10 lags") { samples in
          let sample = samples.sample(bars)
          return ClaimOutcome(
            chiSquare: .ljungBox(sample.residuals.map { $0 * $0 }, maximumLag: 10),
            count: sample.count)
        },
      ]
    }
    return claims
  }
}

/// The normal quantiles of the values' ranks.
private func normalScores(_ values: [Double]) -> [Double] {
  var scores = values
  let order = values.indices.sorted { values[$0] < values[$1] }
  for (rank, place) in order.enumerated() {
    scores[place] = Normal.standardQuantile((Double(rank) + 0.5) / Double(values.count))
  }
  return scores
}

extension PriceProcess {
  /// Whether the truth foretells each return's mean and variance from what came before.
  var hasPredictedResiduals: Bool {
    switch self {
    case .switching(let process): process.states.allSatisfy { $0.process.hasPredictedResiduals }
    default: true
    }
  }

  /// The law of its shocks; nil where a bar's return is a mixture.
  var shockLaw: Innovation? {
    switch self {
    case .brownian, .meanReverting, .roughVolatility, .autoregressive, .seasonal, .bubble,
      .fractional:
      .normal
    case .garch(let process): process.innovation
    case .egarch(let process): process.innovation
    case .switching(let process):
      process.states.allSatisfy { $0.process.shockLaw == .normal } ? .normal : nil
    case .merton, .kou, .heston: nil
    }
  }
}

extension Innovation {
  var description: String {
    switch self {
    case .normal: "normal"
    case .student(let freedom): "Student's t of \(freedom) degrees of freedom"
    }
  }

  /// The distribution function.
  func cumulative(_ value: Double) -> Double {
    switch self {
    case .normal: Normal.standardCumulative(value)
    case .student(let freedom):
      StudentT.cumulative(
        value * (freedom / (freedom - 2)).squareRoot(), degreesOfFreedom: freedom)
    }
  }
}
