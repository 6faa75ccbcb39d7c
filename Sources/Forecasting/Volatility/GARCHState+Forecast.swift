// SPDX-License-Identifier: GPL-3.0-or-later
//
// The distributions of the next observations. One step ahead the scaled error has the density of
// the model. Further on the law is a mixture over the variances on the way, which has no formula:
// it is simulated, but for normal errors, where the normal law with the right variance stands for
// it. Means and standard errors are those of the formulas in either case.

import NumericKernels
import RealModule

extension GARCHState {
  /// The number of simulated paths, and the steps of them: the law of a later step is that of the
  /// last simulated one, in units of the later standard error.
  public static let pathSimulation = (paths: 8_192, steps: 1_000)

  /// The distribution of the next observation: that of the model's density.
  public var next: PredictiveDistribution {
    PredictiveDistribution(
      mean: mean, standardError: variance.squareRoot(),
      shape: ErrorShape(fit.model.family, shape: fit.shape))
  }

  /// The distributions of the next observations.
  ///
  /// - Precondition: `horizon` is positive.
  /// - Complexity: O(horizon), a step costing about a millisecond where paths are simulated.
  public func forecast(horizon: Int) -> [PredictiveDistribution] {
    let variances = varianceForecast(horizon: horizon).variances
    var (mean, variance) = (mean, 0.0)
    let steps = variances.map { next in
      variance = meanSlope * meanSlope * variance + next
      defer { mean = meanConstant + meanSlope * mean }
      return PredictiveDistribution(mean: mean, standardError: variance.squareRoot())
    }
    guard isSimulated(horizon) else { return [next] + steps.dropFirst() }
    var paths = GARCHPaths(self)
    var shape = ErrorShape.normal
    let later = steps.enumerated().map { index, step in
      if index < Self.pathSimulation.steps {
        paths.advance()
        shape = paths.errorShape(standardError: step.standardError)
      }
      return PredictiveDistribution(
        mean: step.mean, standardError: step.standardError, shape: shape)
    }
    return [next] + later.dropFirst()
  }

  /// The distribution of the sum of the next observations.
  ///
  /// - Precondition: `horizon` is positive.
  public func sumForecast(horizon: Int) -> PredictiveDistribution {
    if horizon == 1 { return next }
    var (mean, sum) = (mean, 0.0)
    for _ in 0..<horizon {
      sum += mean
      mean = meanConstant + meanSlope * mean
    }
    let deviation = aggregatedVariance(horizon: horizon).squareRoot()
    guard isSimulated(horizon) else {
      return PredictiveDistribution(mean: sum, standardError: deviation)
    }
    let steps = min(horizon, Self.pathSimulation.steps)
    var paths = GARCHPaths(self)
    for _ in 0..<steps { paths.advance() }
    let simulated = steps == horizon ? deviation : aggregatedVariance(horizon: steps).squareRoot()
    return PredictiveDistribution(
      mean: sum, standardError: deviation, shape: paths.sumShape(standardError: simulated))
  }

  /// Whether a law further than one step ahead is simulated.
  private func isSimulated(_ horizon: Int) -> Bool { horizon > 1 && fit.model.family != .normal }
}

/// Simulated paths of forecast errors: what comes less what was expected before the first step.
private struct GARCHPaths {
  private var variances: VariancePaths
  private let slope: Double
  /// The error of every path at the newest step, and the sum of its errors so far.
  private var errors: [Double]
  private var sums: [Double]

  init(_ state: GARCHState) {
    let density = state.fit.density
    let count = GARCHState.pathSimulation.paths
    variances = VariancePaths(
      state.filter,
      scaledErrors: (0..<count).map { density.quantile((Double($0) + 0.5) / Double(count)) },
      stream: RandomStream(seed: GARCHState.simulation.seed, purpose: "forecast paths"))
    slope = state.meanSlope
    errors = [Double](repeating: 0, count: count)
    sums = errors
  }

  mutating func advance() {
    for (path, shock) in variances.nextErrors().enumerated() {
      errors[path] = PredictiveDistribution.held(slope * errors[path] + shock)
      sums[path] = PredictiveDistribution.held(sums[path] + errors[path])
    }
  }

  func errorShape(standardError: Double) -> ErrorShape { shape(errors, standardError) }
  func sumShape(standardError: Double) -> ErrorShape { shape(sums, standardError) }

  private func shape(_ draws: [Double], _ unit: Double) -> ErrorShape {
    guard unit > 0 else { return .normal }
    return .simulated(SimulatedQuantiles(ascending: draws.map { $0 / unit }.sorted()))
  }
}
