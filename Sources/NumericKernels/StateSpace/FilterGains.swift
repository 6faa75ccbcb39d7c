// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gains of a filter do not depend on the values of the series, only on which are missing. Kept
// once, they filter and smooth further series of the same pattern in O(n·entries): regressors, and
// the draws of the simulation smoother.

/// The gains of a filter over a pattern of missing observations.
public struct FilterGains: Sendable {
  /// What a step does.
  enum Step: Hashable, Sendable {
    case missing
    /// The gain M/F and the variance F.
    case regular(variance: Double)
    /// The gain M∞/F∞, the variances F∞ and F⁎; the second gain (M⁎ − F⁎M∞/F∞)/F∞ lies in
    /// `secondGains`.
    case diffuse(variance: Double, finite: Double)
  }

  let model: StateSpaceModel
  private(set) var steps: [Step] = []
  /// The gain on the filtered state, m numbers a step.
  private(set) var gains: [Double] = []
  /// The gain's term in 1/κ, m numbers a step of the diffuse phase.
  private(set) var secondGains: [Double] = []

  /// The number of steps.
  public var count: Int { steps.count }

  /// The likelihood's part that does not depend on the values; its `squareSum` is zero.
  public private(set) var likelihood = GaussianLikelihood()

  /// Takes the gains of a filtered series.
  public init(_ series: FilteredSeries) {
    self.init(series.model, isObserved: series.innovations.map { $0 != nil })
  }

  /// Runs the filter over a pattern of observed and missing values.
  ///
  /// - Complexity: O(n·m²) time, O(n·m) memory.
  public init(_ model: StateSpaceModel, isObserved: [Bool]) {
    self.model = model
    var filter = KalmanFilter(model)
    steps.reserveCapacity(isObserved.count)
    gains.reserveCapacity(isObserved.count * model.stateCount)
    for observed in isObserved {
      let wasDiffuse = filter.isDiffuse
      let innovation = filter.observe(observed ? 0 : nil, offset: 0)
      if let innovation {
        likelihood.add(
          Innovation(
            kind: innovation.kind, value: 0, variance: innovation.variance,
            diffuseVariance: innovation.diffuseVariance))
      }
      append(innovation, filter, wasDiffuse: wasDiffuse)
      filter.advance()
    }
  }

  private mutating func append(
    _ innovation: Innovation?, _ filter: KalmanFilter, wasDiffuse: Bool
  ) {
    let zeros = repeatElement(0.0, count: model.stateCount)
    guard let innovation, innovation.kind != .impossible else {
      steps.append(.missing)
      gains += zeros
      if wasDiffuse { secondGains += zeros }
      return
    }
    let (finite, diffuse) = (innovation.variance, innovation.diffuseVariance)
    guard innovation.kind == .diffuse else {
      steps.append(.regular(variance: finite))
      for entry in filter.loading { gains.append(entry / finite) }
      if wasDiffuse { secondGains += zeros }
      return
    }
    steps.append(.diffuse(variance: diffuse, finite: finite))
    for (entry, unknown) in zip(filter.loading, filter.diffuseLoading) {
      gains.append(unknown / diffuse)
      secondGains.append((entry - unknown / diffuse * finite) / diffuse)
    }
  }

  /// The innovations of a series with this pattern; zero where it is missing.
  ///
  /// - Parameters:
  ///   - values: one number a step; those at missing steps have no effect.
  ///   - fromZero: whether the first state is expected to be zero, as for regressors, instead of
  ///     the model's initial mean.
  func innovations(of values: [Double], fromZero: Bool) -> [Double] {
    precondition(values.count == count, "there must be one value a step")
    let size = model.stateCount
    var mean = fromZero ? [Double](repeating: 0, count: size) : model.initialMean
    var next = mean
    var result = [Double](repeating: 0, count: count)
    for (step, kind) in steps.enumerated() {
      if kind != .missing {
        let value = values[step] - model.observed(mean)
        result[step] = value
        for state in 0..<size { mean[state] += gains[step * size + state] * value }
      }
      model.transitionRows.apply(mean, into: &next)
      swap(&mean, &next)
    }
    return result
  }

  /// The standardised innovations v/√F of a column, at the regular steps only.
  ///
  /// The filter being linear, the innovations of y − Xβ are those of y minus those of X times β:
  /// least squares on standardised columns is generalised least squares on the columns.
  public func standardised(_ values: [Double], fromZero: Bool = true) -> [Double] {
    let raw = innovations(of: values, fromZero: fromZero)
    return steps.indices.compactMap { step in
      guard case .regular(let variance) = steps[step] else { return nil }
      return raw[step] / variance.squareRoot()
    }
  }

  /// The smoothed means of the states of a series with this pattern, m numbers a step.
  ///
  /// - Parameter values: one number a step, offsets taken off; those at missing steps have no
  ///   effect.
  /// - Complexity: O(n·entries of the transition).
  public func smoothedMeans(of values: [Double]) -> [Double] {
    let size = model.stateCount
    let raw = innovations(of: values, fromZero: false)
    var scores = [Double](repeating: 0, count: (count + 1) * size)
    var adjoint = Adjoint(model)
    for step in steps.indices.reversed() {
      for state in 0..<size { scores[(step + 1) * size + state] = adjoint.finite[state] }
      stepBack(&adjoint, step: step, innovation: raw[step])
    }
    var mean = model.initialMean
    for row in 0..<size {
      for column in 0..<size {
        mean[row] += model.initialCovariance[row * size + column] * adjoint.finite[column]
      }
    }
    for state in model.diffuseStates { mean[state] += adjoint.diffuse[state] }
    return path(from: mean, scores: scores)
  }

  /// r before a step from r after it.
  func stepBack(_ adjoint: inout Adjoint, step: Int, innovation: Double) {
    let size = model.stateCount
    adjoint.transport(through: model)
    let base = step * size
    switch steps[step] {
    case .missing: break
    case .regular(let variance):
      var (along, diffuse) = (0.0, 0.0)
      for state in 0..<size {
        along += gains[base + state] * adjoint.finite[state]
        diffuse += gains[base + state] * adjoint.diffuse[state]
      }
      adjoint.add(innovation / variance - along, -diffuse, through: model)
    case .diffuse(let variance, _):
      var (along, diffuse) = (0.0, 0.0)
      for state in 0..<size {
        along += gains[base + state] * adjoint.finite[state]
        diffuse += gains[base + state] * adjoint.diffuse[state]
        diffuse += secondGains[base + state] * adjoint.finite[state]
      }
      adjoint.add(-along, innovation / variance - diffuse, through: model)
    }
  }

  /// α̂ₜ₊₁ = T·α̂ₜ + R·Q·Rᵀ·rₜ.
  private func path(from start: [Double], scores: [Double]) -> [Double] {
    let size = model.stateCount
    var (mean, next) = (start, start)
    var result: [Double] = []
    result.reserveCapacity(count * size)
    for step in steps.indices {
      result += mean
      model.transitionRows.apply(mean, into: &next)
      for row in 0..<size {
        for column in 0..<size {
          next[row] += model.stateNoise[row * size + column] * scores[(step + 1) * size + column]
        }
      }
      swap(&mean, &next)
    }
    return result
  }
}

/// The vectors r⁽⁰⁾ and r⁽¹⁾ of the backward recursion.
struct Adjoint {
  var finite: [Double]
  var diffuse: [Double]
  private var scratch: [Double]

  init(_ model: StateSpaceModel) {
    finite = [Double](repeating: 0, count: model.stateCount)
    (diffuse, scratch) = (finite, finite)
  }

  /// Both vectors times Tᵀ.
  mutating func transport(through model: StateSpaceModel) {
    model.transposedRows.apply(finite, into: &scratch)
    swap(&finite, &scratch)
    model.transposedRows.apply(diffuse, into: &scratch)
    swap(&diffuse, &scratch)
  }

  /// Adds multiples of Zᵀ.
  mutating func add(_ finitePart: Double, _ diffusePart: Double, through model: StateSpaceModel) {
    for state in model.observedStates {
      finite[state] += finitePart * model.observation[state]
      diffuse[state] += diffusePart * model.observation[state]
    }
  }
}
