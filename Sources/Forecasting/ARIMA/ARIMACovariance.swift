// SPDX-License-Identifier: GPL-3.0-or-later
//
// The inverse of the observed information of all parameters.
//
// With the coefficients' numbers u, and η = (regression, σ²) concentrated out, the inverse has the
// blocks C = H⁻¹ of the concentrated likelihood, (∂η/∂u) C, and (∂η/∂u) C (∂η/∂u)ᵀ + H_ηη⁻¹: the
// inverse of a partitioned matrix. At the maximum the delta method is exact, as the gradient is
// zero. σ² has H_ηη = n/(2σ⁴), the regression Σ xxᵀ/F/σ².

import NumericKernels

/// The covariance of the estimates: regression, φ, θ, Φ, Θ, σ².
struct ARIMACovariance {
  /// Row by row; nil where the information is not positive definite.
  let matrix: [[Double]]?

  init(
    problem: ARIMAProblem, likelihood: ARMALikelihood, minimum: Minimum,
    response: ResponseRecorder
  ) {
    let size = minimum.point.count
    var inverse: [Double] = []
    if size > 0 {
      guard minimum.hessian.count == size * size,
        let system = SmallLinearSystem(minimum.hessian, size: size)
      else {
        matrix = nil
        return
      }
      inverse = system.inverse()
      guard (0..<size).allSatisfy({ inverse[$0 * size + $0] > 0 }) else {
        matrix = nil
        return
      }
    }
    let count = likelihood.regressionCoefficients.count
    let slopes = Self.slopes(problem, minimum.point, response, regression: count)
    let own = Self.ownCovariance(problem, likelihood, regression: count)
    guard let own else {
      matrix = nil
      return
    }
    let variance = likelihood.innovationVariance
    let total = count + size + 1
    var result = [[Double]](repeating: [Double](repeating: 0, count: total), count: total)
    for row in 0..<total {
      for column in 0...row {
        var sum = 0.0
        for i in 0..<size {
          for j in 0..<size { sum += slopes[row][i] * inverse[i * size + j] * slopes[column][j] }
        }
        if row < count { sum += own[row][column] }
        if column == total - 1 { sum += 2 * variance * variance / Double(likelihood.count) }
        result[row][column] = sum
        result[column][row] = sum
      }
    }
    matrix = result
  }

  /// The derivatives of all parameters by the numbers u.
  private static func slopes(
    _ problem: ARIMAProblem, _ point: [Double], _ response: ResponseRecorder, regression: Int
  ) -> [[Double]] {
    let size = point.count
    let jacobian = problem.map.jacobian(at: point)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: size), count: regression)
    for column in 0..<size {
      let own = (0..<regression).map { response.rows[$0][column] }
      for (row, value) in problem.basis.transformed(own).enumerated() { rows[row][column] = value }
    }
    for row in 0..<size { rows.append(Array(jacobian[row * size..<(row + 1) * size])) }
    rows.append(response.rows[regression])
    return rows
  }

  /// σ² (Σ xxᵀ/F)⁻¹ of the regressors as they were given.
  private static func ownCovariance(
    _ problem: ARIMAProblem, _ likelihood: ARMALikelihood, regression: Int
  ) -> [[Double]]? {
    guard regression > 0 else { return [] }
    let information = SmallLinearSystem(likelihood.regressionInformation, size: regression)
    guard let inverse = information?.inverse() else { return nil }
    // R⁻¹ A R⁻ᵀ, a column at a time from either side.
    let half = (0..<regression).map { column in
      problem.basis.transformed((0..<regression).map { inverse[$0 * regression + column] })
    }
    let rows = (0..<regression).map { row in
      problem.basis.transformed((0..<regression).map { half[$0][row] })
    }
    return rows.map { $0.map { $0 * likelihood.innovationVariance } }
  }
}
