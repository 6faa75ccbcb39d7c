// SPDX-License-Identifier: GPL-3.0-or-later

/// What is made of a pass, compiled for every density and with and without asymmetry.
protocol FirstOrderUse {
  associatedtype Result
  func callAsFunction<Density: StandardisedDensity, Choice: AsymmetryChoice>(
    _ pass: FirstOrderPass<Density, Choice>
  ) -> Result
}

private struct CurvatureUse: FirstOrderUse {
  let likelihood: VarianceLikelihood
  let workspace: LikelihoodWorkspace

  @inline(__always)
  func callAsFunction<Density: StandardisedDensity, Choice: AsymmetryChoice>(
    _ pass: FirstOrderPass<Density, Choice>
  ) -> LikelihoodCurvature? {
    var pass = pass
    guard pass.run(likelihood.response, workspace) else { return nil }
    return pass.curvature(
      count: likelihood.response.count, hasMean: !likelihood.regressors.isEmpty)
  }
}

private struct OuterProductUse: FirstOrderUse {
  let likelihood: VarianceLikelihood

  @inline(__always)
  func callAsFunction<Density: StandardisedDensity, Choice: AsymmetryChoice>(
    _ pass: FirstOrderPass<Density, Choice>
  ) -> [[Double]]? {
    pass.outerProduct(likelihood.response, hasMean: !likelihood.regressors.isEmpty)
  }
}

extension VarianceLikelihood {
  /// The curvature by the pass of orders one; the outer nil where it does not apply.
  func firstOrderCurvature(
    _ parameters: [Double], _ workspace: LikelihoodWorkspace
  ) -> LikelihoodCurvature?? {
    firstOrder(parameters, CurvatureUse(likelihood: self, workspace: workspace))
  }

  /// The sum of the scores' outer products by the pass of orders one; the outer nil where it does
  /// not apply.
  func firstOrderOuterProduct(_ parameters: [Double]) -> [[Double]]?? {
    firstOrder(parameters, OuterProductUse(likelihood: self))
  }

  @inline(__always)
  private func firstOrder<Use: FirstOrderUse>(
    _ parameters: [Double], _ use: Use
  ) -> Use.Result? {
    guard
      recursion.form == .linear, recursion.shockOrder == 1, recursion.stateOrder == 1,
      recursion.asymmetryOrder <= 1, case .given(let start) = recursion.start, hasPlainMean
    else { return nil }
    let first = regressors.count
    let isAsymmetric = recursion.asymmetryOrder == 1
    let values = FirstOrderParameters(
      mean: first == 1 ? parameters[0] : 0, omega: parameters[first],
      alpha: parameters[first + 1], gamma: isAsymmetric ? parameters[first + 2] : 0,
      beta: parameters[first + recursion.asymmetryOrder + 2], start: start)
    let shape = shape(parameters)
    switch family {
    case .normal: return firstOrder(StandardisedNormal(), values, isAsymmetric, use)
    case .student:
      return firstOrder(
        StandardisedStudentT(degreesOfFreedom: shape[0]), values, isAsymmetric, use)
    case .skewStudent:
      return firstOrder(
        StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1]), values, isAsymmetric,
        use)
    case .generalisedError, .fernandezSteelNormal, .fernandezSteel: return nil
    }
  }

  @inline(__always)
  private func firstOrder<Density: StandardisedDensity, Use: FirstOrderUse>(
    _ density: Density, _ values: FirstOrderParameters, _ isAsymmetric: Bool, _ use: Use
  ) -> Use.Result {
    isAsymmetric
      ? use(FirstOrderPass<Density, Asymmetric>(density: density, parameters: values))
      : use(FirstOrderPass<Density, Symmetric>(density: density, parameters: values))
  }
}
