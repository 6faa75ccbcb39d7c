// SPDX-License-Identifier: GPL-3.0-or-later

/// The covariance P = T·P·Tᵀ + V of a stationary state, by doubling.
///
/// The sum Σ Tⁱ·V·(Tⁱ)ᵀ has 2ᵏ terms after k steps of P ← P + A·P·Aᵀ, A ← A·A (Smith's method).
///
/// - Parameters:
///   - transition: T, m × m, row by row.
///   - noise: V, m × m, symmetric.
///   - size: m.
/// - Returns: P, exactly symmetric; nil where T has an eigenvalue on or outside the unit circle to
///   working precision.
/// - Complexity: O(m³ · log(1/(1 − ρ))) for the spectral radius ρ.
public func stationaryCovariance(
  transition: [Double], noise: [Double], size: Int
) -> [Double]? {
  precondition(
    transition.count == size * size && noise.count == size * size, "both must be m by m")
  var power = transition
  var covariance = noise
  var scratch = noise
  var product = noise
  for _ in 0..<64 {
    SparseRows(power, size: size).congruence(of: covariance, scratch: &scratch, into: &product)
    for entry in covariance.indices { covariance[entry] += product[entry] }
    square(power, size: size, into: &product)
    swap(&power, &product)
    let largest = power.reduce(0.0) { max($0, abs($1)) }
    guard largest < 1e100, covariance.allSatisfy({ abs($0) < 1e200 }) else { return nil }
    if largest < 1e-16 { return covariance }
  }
  return nil
}

private func square(_ matrix: [Double], size: Int, into result: inout [Double]) {
  for row in 0..<size {
    for column in 0..<size { result[row * size + column] = 0 }
    for inner in 0..<size where matrix[row * size + inner] != 0 {
      let factor = matrix[row * size + inner]
      for column in 0..<size {
        result[row * size + column] += factor * matrix[inner * size + column]
      }
    }
  }
}
