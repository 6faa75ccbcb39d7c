// SPDX-License-Identifier: GPL-3.0-or-later
//
// Draws of the states given the series (Durbin and Koopman, "A simple and efficient simulation
// smoother for state space time series analysis", Biometrika 2002): a path drawn from the model,
// corrected by the smoothed means of the series and of the drawn series.

/// A source of state paths given a series.
public struct SimulationSmoother: Sendable {
  private let gains: FilterGains
  private let smoothed: [Double]
  private let startRoot: [Double]
  private let disturbanceRoot: [Double]

  /// Prepares draws for a filtered series.
  ///
  /// - Parameter values: the observations without their offsets; what stands at missing ones has
  ///   no effect.
  /// - Precondition: there is one value a step.
  public init(_ series: FilteredSeries, values: [Double]) {
    gains = FilterGains(series)
    smoothed = gains.smoothedMeans(of: values)
    let model = series.model
    startRoot = semidefiniteRoot(model.initialCovariance, size: model.stateCount)
    disturbanceRoot = semidefiniteRoot(
      model.disturbanceCovariance, size: model.disturbanceCount)
  }

  /// Draws a path of the states given the series, m numbers a step.
  ///
  /// - Complexity: O(n·m·r) for m states and r disturbances.
  public func draw(using stream: inout RandomStream) -> [Double] {
    let model = gains.model
    let size = model.stateCount
    let spread = model.observationVariance.squareRoot()
    // Any start will do for a diffuse state: the correction takes it out again.
    var state = zip(model.initialMean, product(startRoot, normals(size, &stream))).map { $0 + $1 }
    var next = state
    var path: [Double] = []
    var values: [Double] = []
    for _ in 0..<gains.count {
      path += state
      values.append(model.observed(state) + (spread > 0 ? spread * stream.normal() : 0))
      model.transitionRows.apply(state, into: &next)
      let shocks = product(disturbanceRoot, normals(model.disturbanceCount, &stream))
      for row in 0..<size {
        for (index, shock) in shocks.enumerated() {
          next[row] += model.selection[row * shocks.count + index] * shock
        }
      }
      swap(&state, &next)
    }
    let drawn = gains.smoothedMeans(of: values)
    for index in path.indices { path[index] += smoothed[index] - drawn[index] }
    return path
  }

  private func normals(_ count: Int, _ stream: inout RandomStream) -> [Double] {
    (0..<count).map { _ in stream.normal() }
  }

  /// A lower triangle times a vector.
  private func product(_ root: [Double], _ vector: [Double]) -> [Double] {
    let size = vector.count
    return (0..<size).map { row in
      var sum = 0.0
      for column in 0...row { sum += root[row * size + column] * vector[column] }
      return sum
    }
  }
}

/// The lower triangular L with L·Lᵀ equal to a positive semidefinite matrix; a column is zero where
/// nothing is left of its variance.
private func semidefiniteRoot(_ matrix: [Double], size: Int) -> [Double] {
  var root = [Double](repeating: 0, count: size * size)
  for column in 0..<size {
    var rest = matrix[column * size + column]
    for inner in 0..<column { rest -= root[column * size + inner] * root[column * size + inner] }
    guard rest > 1e-14 * matrix[column * size + column] else { continue }
    let pivot = rest.squareRoot()
    root[column * size + column] = pivot
    for row in (column + 1)..<max(size, column + 1) {
      var sum = matrix[row * size + column]
      for inner in 0..<column { sum -= root[row * size + inner] * root[column * size + inner] }
      root[row * size + column] = sum / pivot
    }
  }
  return root
}
