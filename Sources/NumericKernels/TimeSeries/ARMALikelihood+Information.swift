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
    let byLag = informationByLag()
    let hasSeason = order.seasonalP + order.seasonalQ > 0
    let matrix = hasSeason ? carried(carried(byLag)) : byLag
    return matrix.map { $0 / innovationVariance }
  }

  /// Σ ∂eₜ ∂eₜᵀ by the lags of the autoregression and then by those of the moving average.
  private func informationByLag() -> [Double] {
    let sums = laggedSums()
    let (arLags, maLags) = (arProduct.lags, maProduct.lags)
    let size = arLags.count + maLags.count
    var matrix = [Double](repeating: 0, count: size * size)
    for (row, lag) in arLags.enumerated() {
      for (column, other) in arLags.enumerated() {
        matrix[row * size + column] = sums.series[abs(lag - other)]
      }
      for (column, other) in maLags.enumerated() {
        let product = sums.cross(lag - other)
        matrix[row * size + arLags.count + column] = product
        matrix[(arLags.count + column) * size + row] = product
      }
    }
    for (row, lag) in maLags.enumerated() {
      for (column, other) in maLags.enumerated() {
        matrix[(arLags.count + row) * size + arLags.count + column] = sums.errors[abs(lag - other)]
      }
    }
    return matrix
  }

  /// The transpose of a matrix by lags with its rows taken to φ, θ, Φ and Θ.
  private func carried(_ matrix: [Double]) -> [Double] {
    let (split, width) = (arProduct.lags.count, arProduct.lags.count + maProduct.lags.count)
    let (rows, size) = (matrix.count / width, order.coefficientCount)
    var result = [Double](repeating: 0, count: size * rows)
    for row in 0..<rows {
      let byLag = matrix[(row * width)..<((row + 1) * width)]
      let whole = pulledBack(Array(byLag.prefix(split)), Array(byLag.dropFirst(split)))
      for column in 0..<size { result[column * rows + row] = whole[column] }
    }
    return result
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
    let (a, b) = filtered
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
