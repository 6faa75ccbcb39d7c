// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wanted of a pass.
struct PassRequest {
  /// The information of log σ², to stand for its curvature; nil for the observed Hessian.
  var scaleInformation: Double?
  /// The likelihood below which nothing is wanted.
  var leastValue: Double
}

/// A pass over the observations of a recursion of orders one.
protocol VariancePass {
  /// Runs over the observations; false where a variance is not positive and finite, or the
  /// likelihood is below the least that is wanted.
  mutating func run(
    _ response: [Double], _ request: PassRequest, _ workspace: LikelihoodWorkspace
  ) -> Bool

  /// The likelihood, its score and its Hessian after a run; nil where it is not finite.
  func curvature(count: Int, hasMean: Bool) -> LikelihoodCurvature?

  /// The sum of the outer products of the scores, without a run; nil where a variance is not
  /// positive and finite.
  func outerProduct(_ response: [Double], hasMean: Bool) -> [[Double]]?
}

extension FirstOrderPass: VariancePass {}
extension ExponentialPass: VariancePass {}

/// What is made of a pass, compiled for every form and density and with and without asymmetry.
private protocol VariancePassUse {
  associatedtype Result
  func callAsFunction(_ pass: some VariancePass) -> Result
}

private struct CurvatureUse: VariancePassUse {
  let likelihood: VarianceLikelihood
  let request: PassRequest
  let workspace: LikelihoodWorkspace

  @inline(__always)
  func callAsFunction(_ pass: some VariancePass) -> LikelihoodCurvature? {
    var pass = pass
    guard pass.run(likelihood.response, request, workspace) else { return nil }
    return pass.curvature(
      count: likelihood.response.count, hasMean: !likelihood.regressors.isEmpty)
  }
}

private struct OuterProductUse: VariancePassUse {
  let likelihood: VarianceLikelihood

  @inline(__always)
  func callAsFunction(_ pass: some VariancePass) -> [[Double]]? {
    pass.outerProduct(likelihood.response, hasMean: !likelihood.regressors.isEmpty)
  }
}

extension VarianceLikelihood {
  /// The curvature by a pass of orders one; the outer nil where none applies.
  func firstOrderCurvature(
    _ parameters: [Double], _ request: CurvatureRequest, _ workspace: LikelihoodWorkspace
  ) -> LikelihoodCurvature?? {
    let wanted = PassRequest(
      scaleInformation: scaleInformation(parameters, request), leastValue: request.leastValue)
    return firstOrder(
      parameters, CurvatureUse(likelihood: self, request: wanted, workspace: workspace))
  }

  /// The sum of the scores' outer products by a pass of orders one; the outer nil where none
  /// applies.
  func firstOrderOuterProduct(_ parameters: [Double]) -> [[Double]]?? {
    firstOrder(parameters, OuterProductUse(likelihood: self))
  }

  @inline(__always)
  private func firstOrder<Use: VariancePassUse>(
    _ parameters: [Double], _ use: Use
  ) -> Use.Result? {
    guard
      recursion.shockOrder == 1, recursion.stateOrder == 1, recursion.asymmetryOrder <= 1,
      recursion.form == .linear || recursion.asymmetryOrder == 1,
      case .given(let start) = recursion.start, hasPlainMean
    else { return nil }
    let first = regressors.count
    let values = FirstOrderParameters(
      mean: first == 1 ? parameters[0] : 0, omega: parameters[first],
      alpha: parameters[first + 1],
      gamma: recursion.asymmetryOrder == 1 ? parameters[first + 2] : 0,
      beta: parameters[first + recursion.asymmetryOrder + 2], start: start)
    let shape = shape(parameters)
    switch family {
    case .normal: return firstOrder(StandardisedNormal(), values, use)
    case .student:
      return firstOrder(StandardisedStudentT(degreesOfFreedom: shape[0]), values, use)
    case .skewStudent:
      return firstOrder(
        StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1]), values, use)
    case .generalisedError, .fernandezSteelNormal, .fernandezSteel: return nil
    }
  }

  @inline(__always)
  private func firstOrder<Density: PairedDensity, Use: VariancePassUse>(
    _ density: Density, _ values: FirstOrderParameters, _ use: Use
  ) -> Use.Result {
    if recursion.form == .exponential {
      return use(ExponentialPass(density: density, parameters: values))
    }
    return recursion.asymmetryOrder == 1
      ? use(FirstOrderPass<Density, Asymmetric>(density: density, parameters: values))
      : use(FirstOrderPass<Density, Symmetric>(density: density, parameters: values))
  }
}
