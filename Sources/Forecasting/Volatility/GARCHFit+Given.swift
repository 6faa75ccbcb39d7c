// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension GARCHFit {
  /// The fit itself, if its search ended at a maximum.
  ///
  /// - Throws: `FitError.notConverged` where it did not.
  public func converged() throws(FitError) -> GARCHFit {
    guard certificate.hasConverged else { throw .notConverged(advice: Self.advice) }
    return self
  }

  /// What to do about a search that did not converge.
  private static let advice =
    "try fewer lags, dist=normal or more observations; the variance may hardly change"
}

extension GARCH {
  /// Makes a fit of given parameters: nothing is estimated.
  ///
  /// What stands before the first observation follows from the observations, by `start`: the
  /// parameters of a fit give its forecasts again, to the last bit.
  ///
  /// - Parameter parameters: in the order of `parameterNames`, in the units of the observations.
  /// - Throws: `FitError` as a fit does, for a parameter outside its range, and for parameters
  ///   without a finite likelihood.
  /// - Precondition: `parameters` has an entry for each of `parameterNames`.
  /// - Complexity: O(n(p + o + q)).
  public func evaluated(
    _ observations: [Double], parameters: [Double]
  ) throws(FitError) -> GARCHFit {
    precondition(parameters.count == parameterNames.count, "every parameter must be given")
    try validate(observations, minimum: minimumObservations)
    try checkRanges(parameters)
    let sample = try GARCHSample(observations, model: self)
    let scaled = sample.scaled(parameters)
    let value = sample.likelihood.value(scaled)
    guard value.isFinite else { throw .degenerate("the parameters have no finite likelihood") }
    let certificate = GARCHCertificate(
      hasConverged: false, activeBounds: [], hessian: [], gradient: [], evaluations: 1, climbs: 0,
      agreeing: 0)
    return GARCHFit(
      model: self, sample: sample, scaledParameters: scaled, value: value, information: [],
      jacobian: [], certificate: certificate, given: parameters)
  }

  /// Throws the first parameter that the search could not have found.
  private func checkRanges(_ parameters: [Double]) throws(FitError) {
    let names = parameterNames
    func require(_ holds: Bool, _ index: Int, _ rule: String) throws(FitError) {
      guard holds else {
        throw .parameterOutOfRange(name: names[index], value: parameters[index], rule: rule)
      }
    }
    for (index, value) in parameters.enumerated() {
      try require(abs(value) < 1e100, index, "be finite and below 1e100")
    }
    let shapes = family.shapeRanges
    for (range, index) in zip(shapes, (names.count - shapes.count)..<names.count) {
      let rule = "lie from \(range.lowerBound) to \(range.upperBound)"
      try require(range.contains(parameters[index]), index, rule)
    }
    guard form == .linear else { return }
    let gammas = (meanCount + 1 + shockOrder)..<(meanCount + 1 + shockOrder + asymmetryOrder)
    for index in meanCount..<(names.count - shapes.count) {
      guard gammas.contains(index) else {
        try require(parameters[index] >= 0, index, "not be negative")
        continue
      }
      let lag = index - gammas.lowerBound
      let alpha = lag < shockOrder ? parameters[meanCount + 1 + lag] : 0
      // The search holds α + γ at 0 exactly; their difference is known to a rounding.
      let slack = alpha * 4 * .ulpOfOne
      try require(alpha + parameters[index] >= -slack, index, "not be less than minus its alpha")
    }
  }
}
