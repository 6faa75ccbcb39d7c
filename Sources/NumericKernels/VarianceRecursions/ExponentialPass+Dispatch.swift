// SPDX-License-Identifier: GPL-3.0-or-later

extension VarianceLikelihood {
  /// The curvature by the pass of orders one; the outer nil where it does not apply.
  func exponentialCurvature(
    _ parameters: [Double], _ workspace: LikelihoodWorkspace
  ) -> LikelihoodCurvature?? {
    guard let values = exponentialParameters(parameters) else { return nil }
    let shape = shape(parameters)
    switch family {
    case .normal: return curvature(StandardisedNormal(), values, workspace)
    case .student:
      return curvature(StandardisedStudentT(degreesOfFreedom: shape[0]), values, workspace)
    case .skewStudent:
      return curvature(
        StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1]), values, workspace)
    case .generalisedError, .fernandezSteelNormal, .fernandezSteel: return nil
    }
  }

  /// The sum of the scores' outer products by the pass of orders one; the outer nil where it does
  /// not apply.
  func exponentialOuterProduct(_ parameters: [Double]) -> [[Double]]?? {
    guard let values = exponentialParameters(parameters) else { return nil }
    let shape = shape(parameters)
    switch family {
    case .normal: return outerProduct(StandardisedNormal(), values)
    case .student: return outerProduct(StandardisedStudentT(degreesOfFreedom: shape[0]), values)
    case .skewStudent:
      return outerProduct(
        StandardisedHansenT(degreesOfFreedom: shape[0], asymmetry: shape[1]), values)
    case .generalisedError, .fernandezSteelNormal, .fernandezSteel: return nil
    }
  }

  private func exponentialParameters(_ parameters: [Double]) -> FirstOrderParameters? {
    guard
      recursion.form == .exponential, recursion.isFirstOrder, hasPlainMean,
      case .given(let start) = recursion.start
    else { return nil }
    let first = regressors.count
    return FirstOrderParameters(
      mean: first == 1 ? parameters[0] : 0, omega: parameters[first], alpha: parameters[first + 1],
      gamma: parameters[first + 2], beta: parameters[first + 3], start: start)
  }

  @inline(__always)
  private func curvature(
    _ density: some StandardisedDensity, _ values: FirstOrderParameters,
    _ workspace: LikelihoodWorkspace
  ) -> LikelihoodCurvature? {
    var pass = ExponentialPass(density: density, parameters: values)
    guard pass.run(response, workspace) else { return nil }
    return pass.curvature(count: response.count, hasMean: !regressors.isEmpty)
  }

  @inline(__always)
  private func outerProduct(
    _ density: some StandardisedDensity, _ values: FirstOrderParameters
  ) -> [[Double]]? {
    ExponentialPass(density: density, parameters: values)
      .outerProduct(response, hasMean: !regressors.isEmpty)
  }
}
