// SPDX-License-Identifier: GPL-3.0-or-later
//
// How sharply the one-step errors answer to the coefficients: a search's first guess of the second
// derivatives.
//
// With a = w/θ(B) and b = e/θ(B), zero before the data, ∂eₜ/∂φᵢ = −aₜ₋ᵢ and ∂eₜ/∂θⱼ = −bₜ₋ⱼ (Box
// and Jenkins, "Time series analysis", the chapter on estimation), so that the sums of products
// depend on the distance of the lags only, but for a few terms at the end.

extension ARMALikelihood {
  /// Σ ∂eₜ ∂eₜᵀ/σ² by φ, θ, Φ and Θ at the last evaluation, row by row: about minus the second
  /// derivatives of the log-likelihood, and never indefinite but for its ends.
  ///
  /// Means nothing for a moving average that is not invertible.
  ///
  /// - Precondition: the last evaluation had a value.
  /// - Complexity: O(n·(p + q)) for coefficients at every lag.
  public func errorInformation() -> [Double] {
    precondition(logLikelihood != nil, "information needs a value")
    let sums = laggedSums()
    let (arLags, maLags) = (arProduct.lags, maProduct.lags)
    let arRows = arLags.map { lag in
      pulledBack(
        arLags.map { sums.series[abs(lag - $0)] }, maLags.map { sums.cross(lag - $0) })
    }
    let maRows = maLags.map { lag in
      pulledBack(arLags.map { sums.cross($0 - lag) }, maLags.map { sums.errors[abs(lag - $0)] })
    }
    let size = order.coefficientCount
    var matrix = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      let whole = pulledBack(arRows.map { $0[column] }, maRows.map { $0[column] })
      for row in 0..<size { matrix[row * size + column] = whole[row] / innovationVariance }
    }
    return matrix
  }

  /// A row by φ, θ, Φ and Θ from one by the lags of both products.
  private func pulledBack(_ byARLag: [Double], _ byMALag: [Double]) -> [Double] {
    var (byAR, byMA) = (ar.map { _ in 0.0 }, ma.map { _ in 0.0 })
    for (lag, value) in zip(arProduct.lags, byARLag) { byAR[lag - 1] = value }
    for (lag, value) in zip(maProduct.lags, byMALag) { byMA[lag - 1] = value }
    var row = [Double](repeating: 0, count: order.coefficientCount)
    arProduct.pullBack(byAR, coefficients, into: &row)
    maProduct.pullBack(byMA, coefficients, into: &row)
    return row
  }

  /// The sums of products of a and b by the distance of their lags.
  private struct LaggedSums {
    var series: [Double]
    var errors: [Double]
    /// Σ aₜ bₜ₊ₖ for k = 0, 1, …
    var later: [Double]
    /// Σ aₜ₊ₖ bₜ.
    var earlier: [Double]

    /// Σ aₜ₋ᵢ bₜ₋ⱼ for i − j.
    func cross(_ distance: Int) -> Double {
      distance >= 0 ? later[distance] : earlier[-distance]
    }
  }

  private func laggedSums() -> LaggedSums {
    let (a, b) = (NumberBuffer(count: count), NumberBuffer(count: count))
    for step in 0..<count {
      unsafe a.pointer[step] = series.pointer[step]
      unsafe b.pointer[step] = innovationBuffer.pointer[step]
    }
    unsafe recursion.movingAverage.divide(a.pointer, length: count)
    unsafe recursion.movingAverage.divide(b.pointer, length: count)
    let (arReach, maReach) = (arProduct.lags.last ?? 0, maProduct.lags.last ?? 0)
    func sums(_ left: NumberBuffer, _ right: NumberBuffer, reach: Int) -> [Double] {
      (0..<max(reach, 1)).map { lag in
        unsafe recursion.laggedProduct(left.pointer, right.pointer, length: count, lag: lag)
      }
    }
    return LaggedSums(
      series: sums(a, a, reach: arReach), errors: sums(b, b, reach: maReach),
      later: sums(b, a, reach: min(arReach, maReach) > 0 ? arReach : 0),
      earlier: sums(a, b, reach: min(arReach, maReach) > 0 ? maReach : 0))
  }
}
