// SPDX-License-Identifier: GPL-3.0-or-later

/// The states of a series as the Kalman filter sees them, step by step.
///
/// Covariances in the diffuse phase are the finite parts P⁎.
public struct FilteredSeries: Sendable {
  /// The model.
  public let model: StateSpaceModel
  /// The one-step errors; nil where the observation is missing.
  public private(set) var innovations: [Innovation?] = []
  /// The filter behind the last observation, ready for forecasts and updates.
  public private(set) var filter: KalmanFilter
  /// The expected states before each observation.
  public private(set) var predicted = StateSeries()
  /// The expected states after each observation.
  public private(set) var filtered = StateSeries()
  /// P∞ before each observation of the diffuse phase.
  private(set) var diffuseCovariances: [[Double]] = []
  /// The number of observations, the missing ones included.
  public var count: Int { innovations.count }
  /// The likelihood of the series.
  public var likelihood: GaussianLikelihood { filter.likelihood }
  /// The first step at which no state is diffuse.
  public var diffuseStepCount: Int { diffuseCovariances.count }

  /// Filters a series.
  ///
  /// - Parameters:
  ///   - observations: the values; nil where missing.
  ///   - offsets: d, one for each observation; nil for zeros.
  /// - Complexity: O(n·m²) time and memory.
  init(_ model: StateSpaceModel, observations: [Double?], offsets: [Double]?) {
    precondition(
      offsets.map { $0.count == observations.count } ?? true,
      "there must be one offset for each observation")
    self.model = model
    filter = KalmanFilter(model)
    let size = model.stateCount
    predicted.reserve(count: observations.count, stateCount: size)
    filtered.reserve(count: observations.count, stateCount: size)
    for (step, observation) in observations.enumerated() {
      predicted.append(filter.mean, filter.covariance)
      if filter.isDiffuse { diffuseCovariances.append(filter.diffuseCovariance) }
      innovations.append(filter.observe(observation, offset: offsets?[step] ?? 0))
      filtered.append(filter.mean, filter.covariance)
      filter.advance()
    }
  }
}

/// Means and covariances of the states, step by step.
public struct StateSeries: Hashable, Sendable {
  /// The number of states, m.
  public private(set) var stateCount = 0
  /// The means, m numbers a step.
  public private(set) var means: [Double] = []
  /// The covariances, m × m numbers a step, row by row.
  public private(set) var covariances: [Double] = []

  /// The number of steps.
  public var count: Int { stateCount == 0 ? 0 : means.count / stateCount }

  /// The mean of a state at a step.
  public func mean(at step: Int, state: Int = 0) -> Double { means[step * stateCount + state] }

  /// The variance of a state at a step.
  public func variance(at step: Int, state: Int = 0) -> Double {
    covariances[(step * stateCount + state) * stateCount + state]
  }

  /// All means of a step.
  public func mean(at step: Int) -> ArraySlice<Double> {
    means[(step * stateCount)..<((step + 1) * stateCount)]
  }

  /// The covariance matrix of a step, row by row.
  public func covariance(at step: Int) -> ArraySlice<Double> {
    let size = stateCount * stateCount
    return covariances[(step * size)..<((step + 1) * size)]
  }

  init() {}

  init(stateCount: Int, means: [Double], covariances: [Double]) {
    self.stateCount = stateCount
    self.means = means
    self.covariances = covariances
  }

  mutating func reserve(count: Int, stateCount: Int) {
    self.stateCount = stateCount
    means.reserveCapacity(count * stateCount)
    covariances.reserveCapacity(count * stateCount * stateCount)
  }

  mutating func append(_ mean: [Double], _ covariance: [Double]) {
    means += mean
    covariances += covariance
  }
}

extension StateSpaceModel {
  /// Filters a series and keeps every step.
  ///
  /// - Parameters:
  ///   - observations: the values; nil where missing.
  ///   - offsets: d, one for each observation; nil for zeros.
  /// - Complexity: O(n·m²) time and memory.
  public func filtered(_ observations: [Double?], offsets: [Double]? = nil) -> FilteredSeries {
    FilteredSeries(self, observations: observations, offsets: offsets)
  }

  /// The likelihood of a series.
  ///
  /// - Parameters:
  ///   - observations: the values; nil where missing.
  ///   - offsets: d, one for each observation; nil for zeros.
  ///   - steadyStateTolerance: see `KalmanFilter`.
  /// - Complexity: O(n·m²) time, O(m²) memory.
  public func likelihood(
    of observations: [Double?], offsets: [Double]? = nil, steadyStateTolerance: Double? = nil
  ) -> GaussianLikelihood {
    precondition(
      offsets.map { $0.count == observations.count } ?? true,
      "there must be one offset for each observation")
    var filter = KalmanFilter(self, steadyStateTolerance: steadyStateTolerance)
    for (step, observation) in observations.enumerated() {
      filter.update(observation, offset: offsets?[step] ?? 0)
    }
    return filter.likelihood
  }
}
