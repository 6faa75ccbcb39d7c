// SPDX-License-Identifier: GPL-3.0-or-later

extension StateSpaceModel {
  /// A random walk seen with noise: yₜ = μₜ + εₜ, μₜ₊₁ = μₜ + ηₜ, with a diffuse start.
  ///
  /// - Precondition: both variances are finite and not negative.
  public static func localLevel(
    observationVariance: Double, levelVariance: Double
  ) -> StateSpaceModel {
    precondition(levelVariance >= 0, "variances must not be negative")
    return StateSpaceModel(
      observation: [1], observationVariance: observationVariance, transition: [1],
      selection: [1], disturbanceCovariance: [levelVariance], diffuseStates: [0])
  }

  /// A level with a random slope: μₜ₊₁ = μₜ + νₜ + ξₜ, νₜ₊₁ = νₜ + ζₜ, both with a diffuse start.
  ///
  /// - Precondition: the variances are finite and not negative.
  public static func localLinearTrend(
    observationVariance: Double, levelVariance: Double, slopeVariance: Double
  ) -> StateSpaceModel {
    precondition(levelVariance >= 0 && slopeVariance >= 0, "variances must not be negative")
    return StateSpaceModel(
      observation: [1, 0], observationVariance: observationVariance, transition: [1, 1, 0, 1],
      selection: [1, 0, 0, 1], disturbanceCovariance: [levelVariance, 0, 0, slopeVariance],
      diffuseStates: [0, 1])
  }
}
