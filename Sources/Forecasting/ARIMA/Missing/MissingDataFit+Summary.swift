// SPDX-License-Identifier: GPL-3.0-or-later

extension MissingDataFit {
  /// The fit in the form of all models.
  public var summary: FitSummary {
    func lags(_ name: String, _ values: [Double]) -> [(String, Double)] {
      values.enumerated().map { ("\(name)\($0.offset + 1)", $0.element) }
    }
    var named = includesIntercept ? [("intercept", coefficients.intercept)] : []
    named += lags("x", coefficients.regression)
    named += lags("ar", coefficients.autoregressive) + lags("ma", coefficients.movingAverage)
    named += lags("seasonal-ar", coefficients.seasonalAutoregressive)
    named += lags("seasonal-ma", coefficients.seasonalMovingAverage)
    named.append(("variance", coefficients.innovationVariance))
    let errors = standardErrors()
    var summary = FitSummary(
      observationCount: observationCount,
      parameters: named.enumerated().map { index, parameter in
        .init(name: parameter.0, value: parameter.1, standardError: errors?[index])
      },
      freeParameterCount: freeParameterCount,
      residuals: residuals, logLikelihood: logLikelihood)
    summary.certificate = certificate
    return summary
  }
}
