// SPDX-License-Identifier: GPL-3.0-or-later

/// A log-likelihood with its first and second derivatives.
public struct LikelihoodCurvature: Sendable {
  /// The log-likelihood.
  public var value: Double
  /// The score.
  public var gradient: [Double]
  /// The matrix of second derivatives, by rows.
  public var hessian: [[Double]]
  /// The mean of log|∂uₜ₊₁/∂uₜ| of the states along the sample, for the exponential form: where it
  /// is not negative, the recursion does not forget its start.
  public var lyapunovExponent: Double?

  /// Makes a value with its derivatives.
  public init(
    value: Double, gradient: [Double], hessian: [[Double]], lyapunovExponent: Double? = nil
  ) {
    self.value = value
    self.gradient = gradient
    self.hessian = hessian
    self.lyapunovExponent = lyapunovExponent
  }
}

/// What a search wants to know of a likelihood at a point.
public struct CurvatureRequest: Sendable {
  /// Whether what is expected of the second derivatives, given the observations before, stands in
  /// their place.
  ///
  /// The expected ones make a definite Hessian at any parameters, so that Newton's step (the step
  /// of scoring) leads upward from afar; near the maximum they settle more slowly.
  public var isExpected: Bool
  /// The likelihood below which nothing is wanted.
  public var leastValue: Double

  /// Makes a request.
  public init(isExpected: Bool = false, leastValue: Double = -.infinity) {
    self.isExpected = isExpected
    self.leastValue = leastValue
  }
}
