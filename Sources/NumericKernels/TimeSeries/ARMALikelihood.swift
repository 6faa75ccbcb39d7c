// SPDX-License-Identifier: GPL-3.0-or-later
//
// The exact Gaussian likelihood of a stationary seasonal ARMA series with complete data.
//
// Goals in order: the exact value and gradient, then speed. The innovation variance and the
// coefficients of regressors are concentrated out:
//   ℓ = −½ (n ln 2πσ̂² + n + Σ ln Fₜ),   σ̂² = Σ vₜ²/Fₜ / n,
// with v and F from `ARMARecursion` (Harvey, "Forecasting, structural time series models and the
// Kalman filter", 1989, the chapter on the likelihood). The regressors' coefficients are those of
// generalised least squares; by the envelope theorem they leave the gradient as it is.

/// The exact likelihood of one series under a seasonal ARMA model of an order.
///
/// An evaluation keeps what the gradient needs, so a value is of one thread at a time. Memory is
/// 16·n·(r + 8) bytes for n observations and a state of dimension r.
public final class ARMALikelihood {
  /// The orders.
  public let order: SeasonalARMAOrder
  /// The number of observations, n.
  public let count: Int
  /// The maximising innovation variance of the last evaluation.
  public private(set) var innovationVariance = Double.nan
  /// The maximising coefficients of the regressors of the last evaluation.
  public private(set) var regressionCoefficients: [Double]
  /// The log-likelihood of the last evaluation; nil where the coefficients were not admissible.
  public private(set) var logLikelihood: Double?

  let arProduct: LagProduct
  let maProduct: LagProduct
  private(set) var coefficients: [Double] = []
  private(set) var ar: [Double]
  private(set) var ma: [Double]
  private var start: StationaryStart
  let recursion: ARMARecursion
  private lazy var slopes = ARMARecursion.Slopes(
    recursion, arCount: ar.count, maCount: ma.count)
  /// Room for the series and its errors, divided by θ(B).
  lazy var filtered = (NumberBuffer(count: count), NumberBuffer(count: count))
  private let observed: NumberBuffer
  private let regressors: [NumberBuffer]
  private let filteredRegressors: [NumberBuffer]
  /// The observations less the regression, and their innovations.
  let series: NumberBuffer
  let innovationBuffer: NumberBuffer

  /// Prepares the likelihood of a series of mean zero, or zero after a regression.
  ///
  /// - Parameters:
  ///   - order: The orders.
  ///   - series: The observations in ascending time, already differenced.
  ///   - regressors: Columns as long as the series, already differenced; a column of ones for a
  ///     mean. They must be linearly independent.
  /// - Precondition: the series is not empty, and the columns are as long as it.
  public init(order: SeasonalARMAOrder, series: [Double], regressors: [[Double]] = []) {
    precondition(!series.isEmpty, "a likelihood needs an observation")
    precondition(
      regressors.allSatisfy { $0.count == series.count }, "regressors must be as long as the series"
    )
    self.order = order
    count = series.count
    arProduct = LagProduct(autoregressive: order)
    maProduct = LagProduct(movingAverage: order)
    ar = [Double](repeating: 0, count: order.autoregressiveDegree)
    ma = [Double](repeating: 0, count: order.movingAverageDegree)
    start = StationaryStart(
      arLags: arProduct.lags, maLags: maProduct.lags, dimension: order.stateDimension)
    recursion = ARMARecursion(
      count: series.count, dimension: order.stateDimension, arLags: arProduct.lags,
      maLags: maProduct.lags)
    observed = NumberBuffer(count: series.count)
    observed.fill(series)
    self.regressors = regressors.map { column in
      let buffer = NumberBuffer(count: column.count)
      buffer.fill(column)
      return buffer
    }
    filteredRegressors = regressors.map { NumberBuffer(count: $0.count) }
    regressionCoefficients = [Double](repeating: 0, count: regressors.count)
    self.series = regressors.isEmpty ? observed : NumberBuffer(count: series.count)
    innovationBuffer = NumberBuffer(count: series.count)
  }

  /// Returns the log-likelihood at coefficients, σ² and the regression at their maxima.
  ///
  /// - Returns: nil where the autoregression is not stationary to working precision.
  /// - Precondition: there are `order.coefficientCount` coefficients.
  /// - Complexity: O(n·r); O(n) once the prediction variance has settled.
  public func value(at coefficients: [Double]) -> Double? {
    logLikelihood = nil
    guard filter(coefficients) else { return nil }
    return conclude(regression: fitRegression())
  }

  /// Returns the log-likelihood at coefficients and a given regression, σ² at its maximum.
  ///
  /// - Returns: nil where the autoregression is not stationary to working precision.
  /// - Precondition: there are `order.coefficientCount` coefficients, and one number a regressor.
  public func value(at coefficients: [Double], regression: [Double]) -> Double? {
    precondition(regression.count == regressors.count, "one coefficient a regressor")
    logLikelihood = nil
    guard filter(coefficients) else { return nil }
    return conclude(regression: regression)
  }

  /// Returns the log-likelihood at coefficients, a regression and an innovation variance.
  ///
  /// - Returns: nil where the autoregression is not stationary or the variance is not positive.
  public func value(
    at coefficients: [Double], regression: [Double], innovationVariance: Double
  ) -> Double? {
    guard innovationVariance > 0, value(at: coefficients, regression: regression) != nil
    else { return nil }
    let squares = self.innovationVariance * Double(count)
    let logs = Double(count) * PortableMath.log(2 * .pi * innovationVariance)
    return -0.5 * (logs + recursion.logDeterminant + squares / innovationVariance)
  }

  /// Overwrites an array with the gradient of the last value by φ, θ, Φ and Θ.
  ///
  /// - Precondition: the last evaluation had a value.
  /// - Complexity: O(n·r), whatever the number of coefficients.
  public func gradient(into gradient: inout [Double]) {
    precondition(logLikelihood != nil, "a gradient needs a value")
    for index in gradient.indices { gradient[index] = 0 }
    guard !gradient.isEmpty else { return }
    unsafe recursion.pullBack(
      squareWeight: -0.5 / innovationVariance, series: series.pointer,
      innovations: innovationBuffer.pointer, into: slopes)
    start.pullBack(
      varianceSlope: slopes.variance, gainSlope: slopes.start, ar: ar, ma: ma,
      arSlope: &slopes.ar, maSlope: &slopes.ma)
    arProduct.pullBack(slopes.ar, coefficients, into: &gradient)
    maProduct.pullBack(slopes.ma, coefficients, into: &gradient)
  }

  /// The one-step errors of the last evaluation.
  public var innovations: [Double] {
    (0..<count).map { unsafe innovationBuffer.pointer[$0] }
  }

  /// The variances of the one-step errors of the last evaluation, in units of the innovation
  /// variance.
  public var variances: [Double] {
    (0..<count).map { $0 < recursion.settled ? unsafe recursion.variances.pointer[$0] : 1 }
  }

  /// Σ XᵀX of the filtered regressors of the last evaluation, row by row: the information about
  /// their coefficients in units of 1/σ².
  public var regressionInformation: [Double] {
    let size = regressors.count
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let sum = unsafe weightedProduct(
          filteredRegressors[row].pointer, filteredRegressors[column].pointer)
        matrix[row * size + column] = sum
        matrix[column * size + row] = sum
      }
    }
    return matrix
  }

  /// Filters the observations and the regressors; false where the coefficients are not admissible.
  private func filter(_ coefficients: [Double]) -> Bool {
    precondition(coefficients.count == order.coefficientCount, "one number a coefficient")
    self.coefficients = coefficients
    arProduct.expand(coefficients, into: &ar)
    maProduct.expand(coefficients, into: &ma)
    recursion.setAutoregression(ar)
    recursion.ma.fill(ma)
    guard start.prepare(ar: ar, ma: ma),
      unsafe recursion.run(start: start, observed.pointer, into: innovationBuffer.pointer)
    else { return false }
    for (column, filtered) in zip(regressors, filteredRegressors) {
      unsafe recursion.filter(column.pointer, into: filtered.pointer)
    }
    return true
  }

  /// Generalised least squares of the observations on the regressors; nil where they depend.
  private func fitRegression() -> [Double]? {
    guard !regressors.isEmpty else { return [] }
    let information = regressionInformation
    var solution = filteredRegressors.map {
      unsafe weightedProduct($0.pointer, innovationBuffer.pointer)
    }
    guard let system = SmallLinearSystem(information, size: regressors.count) else { return nil }
    system.solve(&solution)
    return solution
  }

  /// Takes the regression out of the observations and out of their innovations, the filter being
  /// linear, and gathers the value.
  private func conclude(regression: [Double]?) -> Double? {
    guard let regression else { return nil }
    regressionCoefficients = regression
    if !regressors.isEmpty {
      for step in 0..<count { unsafe series.pointer[step] = observed.pointer[step] }
    }
    for (index, coefficient) in regression.enumerated() {
      unsafe subtract(coefficient, regressors[index].pointer, from: series.pointer)
      unsafe subtract(
        coefficient, filteredRegressors[index].pointer, from: innovationBuffer.pointer)
    }
    let squares = unsafe weightedProduct(innovationBuffer.pointer, innovationBuffer.pointer)
    let size = Double(count)
    innovationVariance = squares / size
    guard innovationVariance > 0, innovationVariance.isFinite else { return nil }
    let logs = size * PortableMath.log(2 * .pi * innovationVariance)
    logLikelihood = -0.5 * (logs + size + recursion.logDeterminant)
    return logLikelihood
  }

  private func subtract(
    _ factor: Double, _ column: UnsafeMutablePointer<Double>,
    from target: UnsafeMutablePointer<Double>
  ) {
    for step in 0..<count { unsafe target[step] -= factor * column[step] }
  }

  /// Σ aₜ bₜ / Fₜ.
  private func weightedProduct(
    _ left: UnsafeMutablePointer<Double>, _ right: UnsafeMutablePointer<Double>
  ) -> Double {
    let settled = recursion.settled
    let variances = unsafe recursion.variances.pointer
    var (weighted, sums, rest) = (SIMD4<Double>.zero, SIMD4<Double>.zero, 0.0)
    var step = 0
    while step + 4 <= settled {
      unsafe weighted += left.four(step) * right.four(step) / variances.four(step)
      step += 4
    }
    while step < settled {
      unsafe rest += left[step] * right[step] / variances[step]
      step += 1
    }
    while step + 4 <= count {
      unsafe sums += left.four(step) * right.four(step)
      step += 4
    }
    while step < count {
      unsafe rest += left[step] * right[step]
      step += 1
    }
    return weighted.sum() + sums.sum() + rest
  }
}
