// SPDX-License-Identifier: GPL-3.0-or-later
//
// Seasonal ARIMA in Harvey's form ("Forecasting, structural time series models and the Kalman
// filter", 1989) with integrator states in front, so that missing observations need no special
// case.

extension StateSpaceModel {
  /// A seasonal ARIMA model, φ(B)(1 − B)ᵈ(1 − Bˢ)ᴰ yₜ = θ(B) εₜ.
  ///
  /// The differences are states with a diffuse start, d + s·D of them; the rest starts stationary.
  ///
  /// - Parameters:
  ///   - autoregression: φ₁, φ₂, … of the expanded polynomial 1 − φ₁B − φ₂B² − ….
  ///   - movingAverage: θ₁, θ₂, … of the expanded polynomial 1 + θ₁B + θ₂B² + ….
  ///   - differences: d.
  ///   - seasonalDifferences: D.
  ///   - season: s; without meaning where D is zero.
  ///   - innovationVariance: the variance of ε.
  /// - Returns: nil where the autoregression is not stationary to working precision.
  /// - Precondition: d and D are not negative, the season is at least 2 where D is positive, all
  ///   numbers are finite and the variance is positive.
  public static func arima(
    autoregression: [Double], movingAverage: [Double], differences: Int = 0,
    seasonalDifferences: Int = 0, season: Int = 1, innovationVariance: Double = 1
  ) -> StateSpaceModel? {
    precondition(differences >= 0 && seasonalDifferences >= 0, "differences must not be negative")
    precondition(seasonalDifferences == 0 || season >= 2, "a season must hold at least 2 values")
    precondition(innovationVariance > 0, "the innovation variance must be positive")
    let inner = max(autoregression.count, movingAverage.count + 1)
    let transition = companion(autoregression, size: inner)
    let selection = [1] + padded(movingAverage, to: inner - 1)
    var noise = [Double](repeating: 0, count: inner * inner)
    for row in 0..<inner {
      for column in 0..<inner {
        noise[row * inner + column] = selection[row] * selection[column] * innovationVariance
      }
    }
    guard
      let start = stationaryCovariance(transition: transition, noise: noise, size: inner)
    else { return nil }
    let layout = IntegratorLayout(
      differences: differences, seasonalDifferences: seasonalDifferences, season: season,
      innerCount: inner)
    return StateSpaceModel(
      observation: layout.observation, observationVariance: 0,
      transition: layout.transition(around: transition),
      selection: [Double](repeating: 0, count: layout.integratorCount) + selection,
      disturbanceCovariance: [innovationVariance],
      initialCovariance: layout.embedded(start),
      diffuseStates: Array(0..<layout.integratorCount))
  }

  /// The coefficients of a polynomial in B times one in Bˢ: (1 ∓ Σ aᵢBⁱ)(1 ∓ Σ bᵢBˢⁱ).
  ///
  /// - Parameters:
  ///   - coefficients: a.
  ///   - seasonal: b.
  ///   - season: s.
  ///   - sign: −1 for autoregressions, whose polynomials read 1 − Σ, and +1 for moving averages.
  /// - Returns: the coefficients c of the product 1 ∓ Σ cᵢBⁱ.
  public static func seasonalProduct(
    _ coefficients: [Double], _ seasonal: [Double], season: Int, sign: Double
  ) -> [Double] {
    var result = padded(coefficients, to: coefficients.count + seasonal.count * season)
    for (index, factor) in seasonal.enumerated() {
      let lag = (index + 1) * season
      result[lag - 1] += factor
      for (inner, coefficient) in coefficients.enumerated() {
        result[lag + inner] += sign * factor * coefficient
      }
    }
    return result
  }
}

/// Where the integrator states lie: first the d levels Δⁱyₜ₋₁, then D blocks of s past values of
/// the seasonally differenced series, newest first, then the states of the stationary part.
private struct IntegratorLayout {
  let differences: Int
  let seasonalDifferences: Int
  let season: Int
  let innerCount: Int

  var integratorCount: Int { differences + seasonalDifferences * season }
  var stateCount: Int { integratorCount + innerCount }
  private func block(_ index: Int) -> Int { differences + index * season }

  /// Ones where a state is part of yₜ = Σ Δⁱyₜ₋₁ + Σ x⁽ᵏ⁾ₜ₋ₛ + wₜ.
  var observation: [Double] { weights(levels: 0, blocks: 0) }

  /// The row that sums the levels and the blocks from the given ones on, and the stationary part.
  private func weights(levels: Int, blocks: Int) -> [Double] {
    var row = [Double](repeating: 0, count: stateCount)
    for level in levels..<differences { row[level] = 1 }
    for index in blocks..<seasonalDifferences { row[block(index) + season - 1] = 1 }
    row[integratorCount] = 1
    return row
  }

  func transition(around inner: [Double]) -> [Double] {
    var rows: [[Double]] = []
    for level in 0..<differences { rows.append(weights(levels: level, blocks: 0)) }
    for index in 0..<seasonalDifferences {
      rows.append(weights(levels: differences, blocks: index))
      for lag in 1..<season {
        var row = [Double](repeating: 0, count: stateCount)
        row[block(index) + lag - 1] = 1
        rows.append(row)
      }
    }
    return rows.flatMap { $0 } + embedded(inner).suffix(innerCount * stateCount)
  }

  /// A matrix of the stationary part among the zeros of the integrators.
  func embedded(_ inner: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: stateCount * stateCount)
    for row in 0..<innerCount {
      for column in 0..<innerCount {
        result[(integratorCount + row) * stateCount + integratorCount + column] =
          inner[row * innerCount + column]
      }
    }
    return result
  }
}

/// The coefficients in the first column beside a diagonal of ones above the main one.
private func companion(_ coefficients: [Double], size: Int) -> [Double] {
  var result = [Double](repeating: 0, count: size * size)
  for row in 0..<size {
    if row < coefficients.count { result[row * size] = coefficients[row] }
    if row + 1 < size { result[row * size + row + 1] = 1 }
  }
  return result
}

private func padded(_ values: [Double], to count: Int) -> [Double] {
  values + [Double](repeating: 0, count: count - values.count)
}
