// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Kalman filter with exact diffuse start (Durbin and Koopman, "Time series analysis by state
// space methods", 2012, sections 4.3 and 5.2), one observation at a time. Goals in order:
// the same bits whether a series comes bar by bar or at once; exactly symmetric covariances; no
// allocation in a step.

/// The running Kalman filter of a model: what is known of the next state, and the likelihood.
public struct KalmanFilter: Sendable {
  /// The model.
  public let model: StateSpaceModel
  /// a, the expected next state.
  public private(set) var mean: [Double]
  /// P⁎, the finite part of the next state's covariance, row by row.
  public private(set) var covariance: [Double]
  /// P∞, the part with the factor κ → ∞; zeros once all diffuse states are settled.
  public private(set) var diffuseCovariance: [Double]
  /// The likelihood of the observations so far.
  public private(set) var likelihood = GaussianLikelihood()
  /// Whether some diffuse state is not yet settled.
  public private(set) var isDiffuse: Bool

  /// P⁎·Zᵀ at the last observation.
  private(set) var loading: [Double]
  /// P∞·Zᵀ at the last observation.
  private(set) var diffuseLoading: [Double]
  private var unsettled: Int
  private let tolerance: Double?
  private var steadyVariance: Double?
  private var lastVariance: Double?
  private var lastCovariance: [Double]
  private var scratch: [Double]
  private var nextCovariance: [Double]
  private var nextMean: [Double]

  /// Starts a filter before the first observation.
  ///
  /// - Parameter steadyStateTolerance: where given, the covariance is held once two successive
  ///   predictions differ by less than this fraction of the largest entry; nil computes every step.
  public init(_ model: StateSpaceModel, steadyStateTolerance: Double? = nil) {
    let size = model.stateCount
    let vector = [Double](repeating: 0, count: size)
    let matrix = [Double](repeating: 0, count: size * size)
    self.model = model
    mean = model.initialMean
    covariance = model.initialCovariance
    diffuseCovariance = model.initialDiffuseCovariance
    isDiffuse = !model.diffuseStates.isEmpty
    unsettled = model.diffuseStates.count
    tolerance = steadyStateTolerance
    lastCovariance = steadyStateTolerance == nil ? [] : matrix
    (loading, diffuseLoading, nextMean) = (vector, vector, vector)
    (scratch, nextCovariance) = (matrix, matrix)
  }

  /// Takes in the next observation and predicts the state after it.
  ///
  /// - Parameters:
  ///   - observation: the value; nil where it is missing.
  ///   - offset: d, what is added to Z·α at this observation.
  /// - Returns: the one-step error; nil where the observation is missing.
  /// - Precondition: the observation and the offset are finite.
  /// - Complexity: O(m²) for a transition with a bounded number of entries a row.
  @discardableResult
  public mutating func update(_ observation: Double?, offset: Double = 0) -> Innovation? {
    let innovation = observe(observation, offset: offset)
    advance()
    return innovation
  }

  /// The mean and the variance of the observation that comes next, without its offset.
  ///
  /// - Returns: nil while the diffuse states do not allow a prediction.
  public func prediction() -> (mean: Double, variance: Double)? {
    var product = [Double](repeating: 0, count: model.stateCount)
    if isDiffuse {
      model.load(diffuseCovariance, into: &product)
      guard model.observed(product) <= Self.negligible else { return nil }
    }
    model.load(covariance, into: &product)
    return (model.observed(mean), model.observed(product) + model.observationVariance)
  }

  /// The means and variances of the next observations, without offsets.
  ///
  /// - Returns: one entry a step; nil where the diffuse states do not allow a prediction.
  /// - Precondition: `horizon` is not negative.
  public func forecast(horizon: Int) -> [(mean: Double, variance: Double)?] {
    precondition(horizon >= 0, "the horizon must not be negative")
    var ahead = self
    return (0..<horizon).map { _ in
      defer { ahead.update(nil) }
      return ahead.prediction()
    }
  }

  /// F∞ below this is rounding: P∞ starts with ones.
  static let negligible = 1e-10
}

// MARK: - The two halves of a step

extension KalmanFilter {
  /// Changes the predicted state into the filtered one.
  mutating func observe(_ observation: Double?, offset: Double) -> Innovation? {
    lastVariance = nil
    guard let observation else {
      steadyVariance = nil
      return nil
    }
    let value = observation - offset - model.observed(mean)
    precondition(!observation.isNaN && !offset.isNaN, "a missing observation must be nil")
    let innovation = innovation(value)
    likelihood.add(innovation)
    switch innovation.kind {
    case .regular: settle(value, variance: innovation.variance)
    case .diffuse: settle(innovation)
    case .impossible: steadyVariance = nil
    }
    return innovation
  }

  private mutating func innovation(_ value: Double) -> Innovation {
    if let steadyVariance {
      return Innovation(kind: .regular, value: value, variance: steadyVariance, diffuseVariance: 0)
    }
    model.load(covariance, into: &loading)
    let variance = model.observed(loading) + model.observationVariance
    if isDiffuse {
      model.load(diffuseCovariance, into: &diffuseLoading)
      let diffuse = model.observed(diffuseLoading)
      if diffuse > Self.negligible {
        return Innovation(
          kind: .diffuse, value: value, variance: variance, diffuseVariance: diffuse)
      }
    }
    let isPossible = variance > 0 && variance.isFinite
    return Innovation(
      kind: isPossible ? .regular : .impossible, value: value, variance: variance,
      diffuseVariance: 0)
  }

  private mutating func settle(_ value: Double, variance: Double) {
    let size = model.stateCount
    let step = value / variance
    for row in 0..<size { mean[row] += loading[row] * step }
    guard steadyVariance == nil else { return }
    if tolerance != nil {
      lastVariance = variance
      for entry in covariance.indices { lastCovariance[entry] = covariance[entry] }
    }
    takeOff(loading, variance, from: &covariance)
  }

  /// P∞ − M∞M∞ᵀ/F∞ and P⁎ − M⁎kᵀ − kM⁎ᵀ + F⁎kkᵀ with the gain k = M∞/F∞.
  private mutating func settle(_ innovation: Innovation) {
    let size = model.stateCount
    let (finite, diffuse) = (innovation.variance, innovation.diffuseVariance)
    for row in 0..<size {
      let gain = diffuseLoading[row] / diffuse
      mean[row] += gain * innovation.value
      for column in row..<size {
        let other = diffuseLoading[column] / diffuse
        let entry =
          covariance[row * size + column]
          - (loading[row] * other + gain * loading[column] - gain * other * finite)
        let unknown = diffuseCovariance[row * size + column] - gain * diffuseLoading[column]
        covariance[row * size + column] = entry
        covariance[column * size + row] = entry
        diffuseCovariance[row * size + column] = unknown
        diffuseCovariance[column * size + row] = unknown
      }
    }
    unsettled -= 1
    if unsettled == 0 || diffuseCovariance.allSatisfy({ abs($0) <= Self.negligible }) {
      isDiffuse = false
      for entry in diffuseCovariance.indices { diffuseCovariance[entry] = 0 }
    }
  }

  /// Changes the filtered state into the next predicted one.
  mutating func advance() {
    model.transitionRows.apply(mean, into: &nextMean)
    swap(&mean, &nextMean)
    guard steadyVariance == nil else { return }
    model.transitionRows.congruence(of: covariance, scratch: &scratch, into: &nextCovariance)
    add(model.stateNoise, to: &nextCovariance)
    swap(&covariance, &nextCovariance)
    if isDiffuse {
      model.transitionRows.congruence(
        of: diffuseCovariance, scratch: &scratch, into: &nextCovariance)
      swap(&diffuseCovariance, &nextCovariance)
    } else if let tolerance, let lastVariance, hasSettled(within: tolerance) {
      steadyVariance = lastVariance
    }
  }

  private func hasSettled(within tolerance: Double) -> Bool {
    var (change, largest) = (0.0, 0.0)
    for entry in covariance.indices {
      change = max(change, abs(covariance[entry] - lastCovariance[entry]))
      largest = max(largest, abs(covariance[entry]))
    }
    return change <= tolerance * largest
  }
}

/// S − M·Mᵀ/F, symmetric to the last bit.
private func takeOff(
  _ loading: [Double], _ variance: Double, from covariance: inout [Double]
) {
  let size = loading.count
  let loading = loading.span
  var entries = covariance.mutableSpan
  for row in 0..<size {
    let gain = loading[row] / variance
    // A state that the observation says nothing about stays as it is.
    guard gain != 0 else { continue }
    for column in row..<size {
      let entry = entries[row * size + column] - gain * loading[column]
      entries[row * size + column] = entry
      entries[column * size + row] = entry
    }
  }
}

private func add(_ terms: [Double], to sums: inout [Double]) {
  let terms = terms.span
  var entries = sums.mutableSpan
  for index in terms.indices { entries[index] += terms[index] }
}
