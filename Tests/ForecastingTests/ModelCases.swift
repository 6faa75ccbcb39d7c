// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting

/// A model under the laws of `ModelLawTests`, with what the laws need to know about it.
struct ModelCase: Sendable, CustomStringConvertible {
  /// The model in the grammar.
  let text: String
  /// The entry of the catalogue that it stands for.
  let pattern: String
  /// Observations at the start that the model cannot predict.
  let warmUp: Int
  /// Whether adding a constant to the data adds it to the forecasts.
  var shifts = true
  /// Whether a one-step forecast follows from the history alone, the parameters as fitted.
  var followsHistory = true
  /// Whether the likelihood is that of independent normal errors of one variance.
  var hasPlainLikelihood = true
  /// Whether the variance has a level of its own that forecasts return to, from above, too.
  var isVolatility = false
  /// Whether the maximum of the reference series is sharp enough for rounding not to move it.
  var isSharp = true

  var description: String { text }

  /// Every entry of the catalogue has a case here: a test compares the two.
  static let all: [ModelCase] = [
    ModelCase(text: "naive", pattern: "naive", warmUp: 1),
    ModelCase(text: "drift", pattern: "drift", warmUp: 1),
    ModelCase(text: "seasonal-naive:5", pattern: "seasonal-naive:M", warmUp: 5),
    ModelCase(text: "seasonal-naive:1", pattern: "seasonal-naive:M", warmUp: 1),
    ModelCase(text: "trend", pattern: "trend", warmUp: 0, followsHistory: false),
    ModelCase(text: "ar(1)", pattern: "ar(p);window=W", warmUp: 1),
    ModelCase(text: "ar(2)", pattern: "ar(p);window=W", warmUp: 2),
    ModelCase(text: "ar(3);window=60", pattern: "ar(p);window=W", warmUp: 63),
    ModelCase(text: "ewma", pattern: "ewma;lambda=0.94", warmUp: 1, shifts: false),
    ModelCase(text: "ewma;lambda=0.8", pattern: "ewma;lambda=0.94", warmUp: 1, shifts: false),
    ModelCase(text: "arima(1,0,1)", pattern: arima, warmUp: 0, hasPlainLikelihood: false),
    ModelCase(text: "arima(0,1,1)", pattern: arima, warmUp: 1, hasPlainLikelihood: false),
    ModelCase(
      text: "arima(1,0,0)(0,1,1)[6]", pattern: arima, warmUp: 6, hasPlainLikelihood: false),
    ModelCase(
      text: "auto-arima", pattern: "auto-arima[s];search=lattice|stepwise", warmUp: 0,
      hasPlainLikelihood: false),
    volatility("garch(1,1)", "garch(p,q)"), volatility("gjr(1,1)", "gjr(p,o,q)"),
    // The reference series has no volatility to speak of: the likelihood has several low hills.
    volatility("egarch(1,1)", "egarch(p,o,q)", isSharp: false),
  ]

  private static func volatility(
    _ text: String, _ pattern: String, isSharp: Bool = true
  ) -> ModelCase {
    ModelCase(
      text: text, pattern: pattern, warmUp: 0, hasPlainLikelihood: false, isVolatility: true,
      isSharp: isSharp)
  }

  private static let arima = "arima(p,d,q)(P,D,Q)[s];mean=none|constant"

  func model() throws -> any ForecastModel { try ModelSpecification.model(text) }
}

/// The series of scripts/reference/forecasting.py, bit for bit: bounded around 20.
func referenceSeries(_ count: Int) -> [Double] {
  var state: UInt32 = 12345
  var value = 0.0
  return (0..<count).map { _ in
    state = 1_664_525 &* state &+ 1_013_904_223
    value = 0.7 * value + (Double(state) / 0x1p32 - 0.5)
    return 20 + value
  }
}

/// |value − truth| / max(1, |truth|), the largest of all; infinite where the numbers differ.
func worstError(_ values: [Double], _ truths: [Double]) -> Double {
  guard values.count == truths.count else { return .infinity }
  return zip(values, truths).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
}
