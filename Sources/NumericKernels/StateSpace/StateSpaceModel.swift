// SPDX-License-Identifier: GPL-3.0-or-later
//
// The linear Gaussian state-space model of one series, in the notation of Durbin and Koopman, "Time
// series analysis by state space methods" (2012).

/// A linear Gaussian state-space model of one series.
///
/// yₜ = dₜ + Z·αₜ + εₜ with Var ε = H, and αₜ₊₁ = T·αₜ + R·ηₜ with Var η = Q. The system matrices
/// do not depend on time; the offsets dₜ, which carry regressors, are given with the observations.
/// The first state has mean a₁ and variance P₁ = P⁎ + κP∞, κ → ∞: P∞ is one on the diagonal for the
/// diffuse states, of which nothing is known before the first observation, and zero elsewhere.
/// Matrices are stored row by row.
public struct StateSpaceModel: Hashable, Sendable {
  /// The number of states, m.
  public let stateCount: Int
  /// The number of state disturbances, r.
  public let disturbanceCount: Int
  /// Z, m numbers.
  public let observation: [Double]
  /// H, the variance of the observation error.
  public let observationVariance: Double
  /// T, m rows of m numbers.
  public let transition: [Double]
  /// R, m rows of r numbers.
  public let selection: [Double]
  /// Q, r rows of r numbers.
  public let disturbanceCovariance: [Double]
  /// a₁, m numbers.
  public let initialMean: [Double]
  /// P⁎, m rows of m numbers.
  public let initialCovariance: [Double]
  /// The indices of the diffuse states, ascending.
  public let diffuseStates: [Int]

  let transitionRows: SparseRows
  let transposedRows: SparseRows
  /// R·Q·Rᵀ.
  let stateNoise: [Double]
  /// The indices of the states with a weight in Z.
  let observedStates: [Int]

  /// Makes a model.
  ///
  /// - Parameters:
  ///   - observation: Z, m numbers.
  ///   - observationVariance: H.
  ///   - transition: T, m × m, row by row.
  ///   - selection: R, m × r, row by row.
  ///   - disturbanceCovariance: Q, r × r, row by row.
  ///   - initialMean: a₁; nil for zeros.
  ///   - initialCovariance: P⁎, m × m; nil for zeros.
  ///   - diffuseStates: the states of unknown start; their rows of P⁎ are zero.
  /// - Precondition: the sizes fit, all numbers are finite, H is not negative, Q and P⁎ are
  ///   symmetric, and diffuse states are distinct indices without variance in P⁎.
  public init(
    observation: [Double], observationVariance: Double, transition: [Double],
    selection: [Double], disturbanceCovariance: [Double], initialMean: [Double]? = nil,
    initialCovariance: [Double]? = nil, diffuseStates: [Int] = []
  ) {
    let states = observation.count
    precondition(states > 0, "there must be at least one state")
    precondition(transition.count == states * states, "the transition must be m by m")
    precondition(selection.count.isMultiple(of: states), "the selection must have m rows")
    let disturbances = selection.count / states
    precondition(
      disturbanceCovariance.count == disturbances * disturbances,
      "the disturbance covariance must be r by r")
    let mean = initialMean ?? [Double](repeating: 0, count: states)
    let start = initialCovariance ?? [Double](repeating: 0, count: states * states)
    precondition(mean.count == states, "the initial mean must have m numbers")
    precondition(start.count == states * states, "the initial covariance must be m by m")
    precondition(
      observationVariance >= 0 && observationVariance.isFinite,
      "the observation variance must be finite and not negative")
    for numbers in [observation, transition, selection, disturbanceCovariance, mean, start] {
      precondition(numbers.allSatisfy(\.isFinite), "every number of a model must be finite")
    }
    precondition(
      isSymmetric(disturbanceCovariance, size: disturbances) && isSymmetric(start, size: states),
      "covariances must be symmetric")
    let diffuse = diffuseStates.sorted()
    precondition(
      Set(diffuse).count == diffuse.count
        && diffuse.allSatisfy { (0..<states).contains($0) && start[$0 * states + $0] == 0 },
      "diffuse states must be distinct states without a variance in P⁎")
    self.stateCount = states
    self.disturbanceCount = disturbances
    self.observation = observation
    self.observationVariance = observationVariance
    self.transition = transition
    self.selection = selection
    self.disturbanceCovariance = disturbanceCovariance
    self.initialMean = mean
    self.initialCovariance = start
    self.diffuseStates = diffuse
    self.transitionRows = SparseRows(transition, size: states)
    self.transposedRows = SparseRows(
      transposed(transition, rows: states, columns: states), size: states)
    self.stateNoise = noise(
      selection, disturbanceCovariance, states: states, disturbances: disturbances)
    self.observedStates = observation.indices.filter { observation[$0] != 0 }
  }

  /// P∞, m rows of m numbers.
  var initialDiffuseCovariance: [Double] {
    var result = [Double](repeating: 0, count: stateCount * stateCount)
    for state in diffuseStates { result[state * stateCount + state] = 1 }
    return result
  }

  /// Z·x.
  func observed(_ vector: [Double]) -> Double {
    var sum = 0.0
    for state in observedStates { sum += observation[state] * vector[state] }
    return sum
  }

  /// S·Zᵀ for a symmetric S.
  func load(_ matrix: [Double], into result: inout [Double]) {
    for row in 0..<stateCount {
      var sum = 0.0
      for state in observedStates { sum += matrix[row * stateCount + state] * observation[state] }
      result[row] = sum
    }
  }
}

private func isSymmetric(_ matrix: [Double], size: Int) -> Bool {
  (0..<size).allSatisfy { row in
    (0..<row).allSatisfy { matrix[row * size + $0] == matrix[$0 * size + row] }
  }
}

private func noise(
  _ selection: [Double], _ covariance: [Double], states: Int, disturbances: Int
) -> [Double] {
  var result = [Double](repeating: 0, count: states * states)
  for row in 0..<states {
    for column in 0...row {
      var sum = 0.0
      for left in 0..<disturbances {
        for right in 0..<disturbances {
          sum +=
            selection[row * disturbances + left] * covariance[left * disturbances + right]
            * selection[column * disturbances + right]
        }
      }
      result[row * states + column] = sum
      result[column * states + row] = sum
    }
  }
  return result
}
