// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws K1, K2, K4, K5, K7, K12 to K15, K17 and K20 of the exact likelihood. "Catches" names the
// faults that were planted.

import NumericKernels
import Testing

struct ARMALikelihoodTests {
  /// Laws K1 and K7: the dense covariance matrix, its Cholesky factor L, L⁻¹y and ln det.
  /// Catches: σ² times the determinant left out of the constants; the gain taken after the step.
  @Test(arguments: ARMACase.all)
  func `The likelihood is the multivariate normal density`(model: ARMACase) throws {
    let series = ARMACase.noise(50)
    let likelihood = ARMALikelihood(order: model.order, series: series)
    let value = try #require(likelihood.value(at: model.coefficients))
    let dense = DenseNormal(autocovariances: model.autocovariances(50), series: series)
    #expect(abs(value - dense.concentratedLogLikelihood) <= 1e-10 * abs(value))
    let standardised = zip(likelihood.innovations, likelihood.variances).map {
      $0 / $1.squareRoot()
    }
    #expect(maximum(standardised, dense.whitened) <= 1e-10)
  }

  /// Catches: a sum of the wrong lag; a cross term's distance turned round; σ² left out.
  @Test(arguments: ARMACase.all)
  func `The information is that of the errors' differences`(model: ARMACase) throws {
    // Dividing by a moving average with a root near the unit circle or inside has no end.
    guard StationaryMap(order: model.order).hasRoots(model.coefficients, outside: 1.01)
    else { return }
    let likelihood = ARMALikelihood(order: model.order, series: ARMACase.noise(3000))
    func errors(_ index: Int, _ step: Double) throws -> [Double] {
      var moved = model.coefficients
      moved[index] += step
      _ = try #require(likelihood.value(at: moved))
      return likelihood.innovations
    }
    let size = model.coefficients.count
    let slopes = try (0..<size).map { index in
      zip(try errors(index, 1e-6), try errors(index, -1e-6)).map { ($0 - $1) / 2e-6 }
    }
    _ = try #require(likelihood.value(at: model.coefficients))
    let information = likelihood.errorInformation()
    func expected(_ row: Int, _ column: Int) -> Double {
      zip(slopes[row], slopes[column]).reduce(0) { $0 + $1.0 * $1.1 }
        / likelihood.innovationVariance
    }
    for row in 0..<size {
      for column in 0..<size {
        let scale = (expected(row, row) * expected(column, column)).squareRoot()
        let entry = information[row * size + column]
        // The first lags' terms, which the sums leave out, and the start.
        #expect(abs(entry - expected(row, column)) <= 0.02 * scale)
      }
    }
  }

  /// Law K2, beyond the step from which the plain recursion is used.
  /// Catches: the state forgotten at the change of recursion.
  @Test(arguments: ARMACase.all)
  func `A long series has the innovations of Durbin and Levinson`(model: ARMACase) throws {
    let series = ARMACase.noise(400)
    let likelihood = ARMALikelihood(order: model.order, series: series)
    let value = try #require(likelihood.value(at: model.coefficients))
    let plain = ARMAInnovationsReference(
      series: series, autocovariances: model.autocovariances(400))
    #expect(abs(value - plain.concentratedLogLikelihood) <= 1e-11 * abs(value))
    #expect(maximum(likelihood.innovations, plain.innovations) <= 1e-10)
    #expect(maximum(likelihood.variances, plain.variances) <= 1e-10)
  }

  /// Catches: a slope of the start left out; the slope of the variance without its ½/F.
  @Test(arguments: ARMACase.all, [40, 300])
  func `The gradient is the limit of differences`(model: ARMACase, count: Int) throws {
    let series = ARMACase.noise(count)
    let likelihood = ARMALikelihood(order: model.order, series: series)
    var gradient = model.coefficients
    for index in model.coefficients.indices {
      let limit = extrapolated { step in
        var moved = model.coefficients
        moved[index] += step
        return likelihood.value(at: moved) ?? .nan
      }
      _ = try #require(likelihood.value(at: model.coefficients))
      likelihood.gradient(into: &gradient)
      #expect(abs(limit - gradient[index]) <= 3e-8 * (1 + abs(gradient[index])))
    }
  }

  /// Law K13. Catches: a constant of the likelihood.
  @Test func `A first-order autoregression has its closed form`() throws {
    let series = ARMACase.noise(30)
    let phi = 0.6
    var squares = (1 - phi * phi) * series[0] * series[0]
    for time in 1..<30 {
      let error = series[time] - phi * series[time - 1]
      squares += error * error
    }
    let variance = squares / 30
    let expected =
      -15 * (PortableMath.log(2 * .pi * variance) + 1) + 0.5 * PortableMath.log(1 - phi * phi)
    let likelihood = ARMALikelihood(order: .init(p: 1, q: 0), series: series)
    let value = try #require(likelihood.value(at: [phi]))
    #expect(abs(value - expected) <= 1e-12)
    #expect(abs(likelihood.innovationVariance - variance) <= 1e-14)
  }

  /// Laws K13 and K17. Catches: the regression filtered with other gains than the series.
  @Test func `White noise about a mean has the sample's mean and variance`() throws {
    let series = ARMACase.noise(30).map { $0 + 5 }
    let ones = [Double](repeating: 1, count: 30)
    let likelihood = ARMALikelihood(
      order: .init(p: 0, q: 0), series: series, regressors: [ones])
    _ = try #require(likelihood.value(at: []))
    let mean = series.reduce(0, +) / 30
    let variance = series.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 30
    #expect(abs(likelihood.regressionCoefficients[0] - mean) <= 1e-13)
    #expect(abs(likelihood.innovationVariance - variance) <= 1e-13)
  }

  /// Catches: a regressor that is not filtered as the series is.
  @Test(arguments: ARMACase.all)
  func `A regressor's part can be taken out of the series`(model: ARMACase) throws {
    let series = ARMACase.noise(150)
    let wave = (0..<150).map { Double($0 % 11) - 5 }
    let whole = ARMALikelihood(order: model.order, series: series, regressors: [wave])
    let rest = ARMALikelihood(
      order: model.order, series: zip(series, wave).map { $0 - 0.3 * $1 })
    let value = try #require(whole.value(at: model.coefficients, regression: [0.3]))
    let plain = try #require(rest.value(at: model.coefficients))
    #expect(abs(value - plain) <= 1e-10 * abs(plain))
    #expect(maximum(whole.innovations, rest.innovations) <= 1e-10)
    var (first, second) = (model.coefficients, model.coefficients)
    whole.gradient(into: &first)
    rest.gradient(into: &second)
    #expect(maximum(first, second) <= 1e-8)
  }

  /// The regression concentrated out is the best of all; Σxxᵀ/F is the curvature there.
  /// Catches: variances left out of the normal equations.
  @Test func `The concentrated regression maximises the likelihood`() throws {
    let series = ARMACase.noise(80)
    let ones = [Double](repeating: 1, count: 80)
    let wave = (0..<80).map { Double($0 % 7) - 3 }
    let likelihood = ARMALikelihood(
      order: .init(p: 1, q: 1), series: series, regressors: [ones, wave])
    let coefficients = [0.9, -0.3]
    let best = try #require(likelihood.value(at: coefficients))
    let center = likelihood.regressionCoefficients
    let variance = likelihood.innovationVariance
    let information = likelihood.regressionInformation
    for index in 0..<2 {
      for step in [-1e-3, 1e-3] {
        var moved = center
        moved[index] += step
        let value = try #require(
          likelihood.value(
            at: coefficients, regression: moved, innovationVariance: variance))
        let expected = 0.5 * information[index * 3] * step * step / variance
        #expect(abs(best - value - expected) <= 1e-6 * expected + 1e-12)
      }
    }
  }

  /// Law K20. Catches: a divisor n − 1.
  @Test func `The concentrated variance maximises the likelihood`() throws {
    let likelihood = ARMALikelihood(order: .init(p: 1, q: 1), series: ARMACase.noise(60))
    let best = try #require(likelihood.value(at: [0.5, 0.3]))
    let variance = likelihood.innovationVariance
    for factor in [0.999, 1.001] {
      let value = try #require(
        likelihood.value(at: [0.5, 0.3], regression: [], innovationVariance: factor * variance))
      // −½ n (ln c + 1/c − 1).
      let expected = 30 * (PortableMath.log(factor) + 1 / factor - 1)
      #expect(abs(best - value - expected) <= 1e-12)
    }
  }

  /// Law K14. Catches: conditional sums of squares in place of the likelihood.
  @Test func `Inverting a moving-average root changes nothing`() throws {
    let series = ARMACase.noise(120)
    let likelihood = ARMALikelihood(order: .init(p: 1, q: 1), series: series)
    let inside = try #require(likelihood.value(at: [0.5, -0.8]))
    let variance = likelihood.innovationVariance
    let outside = try #require(likelihood.value(at: [0.5, -1.25]))
    #expect(abs(inside - outside) <= 1e-10)
    #expect(abs(likelihood.innovationVariance - 0.64 * variance) <= 1e-12)
  }

  /// Law K15. Catches: a start other than the stationary one.
  @Test(arguments: ARMACase.all)
  func `Reversing time changes nothing`(model: ARMACase) throws {
    let series = ARMACase.noise(90)
    let forward = ARMALikelihood(order: model.order, series: series)
    let backward = ARMALikelihood(order: model.order, series: series.reversed())
    let value = try #require(forward.value(at: model.coefficients))
    let reversed = try #require(backward.value(at: model.coefficients))
    #expect(abs(value - reversed) <= 1e-10 * abs(value))
  }

  /// Law F1: ℓ(c·y) = ℓ(y) − n ln c. Catches: an absolute threshold.
  @Test(arguments: [1e-8, 1e-3, 1e8])
  func `The likelihood moves with the units`(scale: Double) throws {
    let series = ARMACase.noise(100)
    let order = SeasonalARMAOrder(p: 1, q: 1, seasonalQ: 1, period: 4)
    let coefficients = [0.5, 0.3, -0.6]
    let plain = ARMALikelihood(order: order, series: series)
    let scaled = ARMALikelihood(order: order, series: series.map { scale * $0 })
    let value = try #require(plain.value(at: coefficients))
    let moved = try #require(scaled.value(at: coefficients))
    #expect(abs(moved - (value - 100 * PortableMath.log(scale))) <= 1e-9)
    var (first, second) = (coefficients, coefficients)
    plain.gradient(into: &first)
    scaled.gradient(into: &second)
    #expect(maximum(first, second) <= 1e-9)
  }

  /// Law K12, bit for bit. Catches: the sign of a product of two autoregressive coefficients.
  @Test func `Products of polynomials are convolutions`() {
    let order = SeasonalARMAOrder(p: 3, q: 2, seasonalP: 1, seasonalQ: 2, period: 2)
    let values = [0.5, -0.25, 0.125, 0.75, 0.5, -0.5, 0.25, 0.125]
    let ar = convolution([1, -0.5, 0.25, -0.125], [1, 0, 0.5])
    let ma = convolution([1, 0.75, 0.5], [1, 0, 0.25, 0, 0.125])
    #expect(order.autoregressiveWeights(values) == ar.dropFirst().map { -$0 })
    #expect(order.movingAverageWeights(values) == Array(ma.dropFirst()))
  }

  /// Catches: a negative variance taken for a likelihood.
  @Test func `Explosive coefficients have no likelihood`() {
    let likelihood = ARMALikelihood(order: .init(p: 1, q: 0), series: ARMACase.noise(20))
    #expect(likelihood.value(at: [1.0]) == nil)
    #expect(likelihood.value(at: [-1.2]) == nil)
    #expect(likelihood.logLikelihood == nil)
  }

  /// A season of a year of days stays small and quick.
  @Test func `A season of 365 agrees with Durbin and Levinson`() throws {
    let order = SeasonalARMAOrder(p: 1, q: 1, seasonalQ: 1, period: 365)
    let series = ARMACase.noise(800)
    let likelihood = ARMALikelihood(order: order, series: series)
    let coefficients = [0.4, -0.7, -0.6]
    let value = try #require(likelihood.value(at: coefficients))
    let plain = ARMAInnovationsReference(
      series: series,
      autocovariances: ARMAInnovationsReference.autocovariances(
        order: order, coefficients: coefficients, count: 800, tail: 600))
    #expect(abs(value - plain.concentratedLogLikelihood) <= 1e-11 * abs(value))
  }
}

/// The density of a normal vector by the Cholesky factor of its covariance matrix.
private struct DenseNormal {
  let whitened: [Double]
  let concentratedLogLikelihood: Double

  init(autocovariances: [Double], series: [Double]) {
    let size = series.count
    var factor = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    var whitened = series
    var logs = 0.0
    for row in 0..<size {
      for column in 0...row {
        var sum = autocovariances[row - column]
        for inner in 0..<column { sum -= factor[row][inner] * factor[column][inner] }
        factor[row][column] = row == column ? sum.squareRoot() : sum / factor[column][column]
      }
      for inner in 0..<row { whitened[row] -= factor[row][inner] * whitened[inner] }
      whitened[row] /= factor[row][row]
      logs += 2 * PortableMath.log(factor[row][row])
    }
    self.whitened = whitened
    let count = Double(size)
    let variance = whitened.reduce(0) { $0 + $1 * $1 } / count
    concentratedLogLikelihood =
      -0.5 * (count * (PortableMath.log(2 * .pi * variance) + 1) + logs)
  }
}

private func maximum(_ left: [Double], _ right: [Double]) -> Double {
  zip(left, right).reduce(left.count == right.count ? 0 : .infinity) { max($0, abs($1.0 - $1.1)) }
}

private func convolution(_ left: [Double], _ right: [Double]) -> [Double] {
  var result = [Double](repeating: 0, count: left.count + right.count - 1)
  for (i, a) in left.enumerated() {
    for (j, b) in right.enumerated() { result[i + j] += a * b }
  }
  return result
}

/// The derivative at zero by central differences, extrapolated twice.
private func extrapolated(_ function: (Double) -> Double) -> Double {
  let slopes = [4e-4, 2e-4, 1e-4].map { (function($0) - function(-$0)) / (2 * $0) }
  let (coarse, fine) = ((4 * slopes[1] - slopes[0]) / 3, (4 * slopes[2] - slopes[1]) / 3)
  return (16 * fine - coarse) / 15
}
