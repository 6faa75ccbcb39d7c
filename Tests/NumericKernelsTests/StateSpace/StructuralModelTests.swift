// SPDX-License-Identifier: GPL-3.0-or-later
//
// Known numbers and laws of structural and ARIMA models. "Catches" names the faults that were
// planted.

import NumericKernels
import Testing

struct StructuralModelTests {
  /// Durbin and Koopman's estimates; the likelihood is that of an independent program, too.
  /// Catches: ln 2π for the diffuse observation.
  @Test func `The Nile has its known likelihood`() {
    let value = StateSpaceModel.localLevel(
      observationVariance: 15098.5771046, levelVariance: 1469.14663055
    ).likelihood(of: nileFlow)
    #expect(abs(value.logLikelihood - -632.5456251) < 1e-7)
    #expect(abs(value.logLikelihoodOfAllObservations - -633.4645636) < 1e-7)
    #expect(value.count == 99 && value.diffuseCount == 1)
  }

  /// Law K3: σ²(1 + θ²) = 2H + Q and σ²θ = −H. Catches: the state noise doubled.
  @Test(arguments: [(2.0, 0.5), (15098.5771046, 1469.14663055), (1, 30), (0.4, 1e-3)])
  func `A local level is an ARIMA(0,1,1)`(variances: (observation: Double, level: Double)) throws {
    let ratio = variances.level / variances.observation
    let theta = ((ratio * ratio + 4 * ratio).squareRoot() - 2 - ratio) / 2
    let variance = -variances.observation / theta
    let level = StateSpaceModel.localLevel(
      observationVariance: variances.observation, levelVariance: variances.level
    ).likelihood(of: nileFlow).logLikelihood
    let integrated = try #require(
      StateSpaceModel.arima(
        autoregression: [], movingAverage: [theta], differences: 1, innovationVariance: variance))
    let differenced = try #require(
      StateSpaceModel.arima(
        autoregression: [], movingAverage: [theta], innovationVariance: variance))
    let steps = zip(nileFlow.dropFirst(), nileFlow).map { $0 - $1 }
    #expect(relativeError(integrated.likelihood(of: nileFlow).logLikelihood, level) < 1e-10)
    #expect(relativeError(differenced.likelihood(of: steps).logLikelihood, level) < 1e-10)
  }

  /// Catches: a seasonal block that sums them all; a level that skips the seasonal part.
  @Test(arguments: [(1, 0, 1), (2, 0, 1), (0, 1, 4), (1, 1, 12), (2, 1, 4), (1, 2, 4), (0, 2, 3)])
  func `Levels have the likelihood of their differences`(
    orders: (differences: Int, seasonal: Int, season: Int)
  ) throws {
    let (ar, ma) = ([0.5, 0, -0.2], [-0.4, 0.3])
    let levels = try #require(
      StateSpaceModel.arima(
        autoregression: ar, movingAverage: ma, differences: orders.differences,
        seasonalDifferences: orders.seasonal, season: orders.season, innovationVariance: 2e4))
    var series = nileFlow
    for _ in 0..<orders.differences { series = zip(series.dropFirst(), series).map { $0 - $1 } }
    for _ in 0..<orders.seasonal {
      series = zip(series.dropFirst(orders.season), series).map { $0 - $1 }
    }
    let differences = try #require(
      StateSpaceModel.arima(autoregression: ar, movingAverage: ma, innovationVariance: 2e4))
    let value = levels.likelihood(of: nileFlow)
    #expect(value.diffuseCount == orders.differences + orders.seasonal * orders.season)
    #expect(
      relativeError(value.logLikelihood, differences.likelihood(of: series).logLikelihood) < 1e-10)
  }

  /// Law K4. Catches: a doubling that stops early; a congruence that ignores Aᵀ.
  @Test func `The stationary covariance reproduces itself`() throws {
    for sample in StateSpaceSample.proper(40) {
      let (model, size) = (sample.model, sample.model.stateCount)
      let selection = rows(model.selection, width: model.disturbanceCount)
      let noise = product(
        product(selection, rows(model.disturbanceCovariance, width: model.disturbanceCount)),
        transpose(selection))
      let found = try #require(
        stationaryCovariance(
          transition: model.transition, noise: noise.flatMap { $0 }, size: size))
      let matrix = rows(found, width: size)
      let transition = rows(model.transition, width: size)
      let image = product(product(transition, matrix), transpose(transition))
      let largest = found.reduce(0) { max($0, abs($1)) }
      for row in 0..<size {
        for column in 0..<size {
          let rest = matrix[row][column] - image[row][column] - noise[row][column]
          #expect(abs(rest) <= 1e-12 * largest, "\(sample.name)")
        }
      }
    }
  }

  /// 1/(1 − φ²). Catches: a stop before the powers have died.
  @Test func `The stationary variance of an autoregression is known near a unit root`() {
    for coefficient in [0.5, -0.99, 0.9999, 0.999999] {
      let value = stationaryCovariance(transition: [coefficient], noise: [1], size: 1)?[0]
      #expect(
        relativeError(value ?? 0, 1 / ((1 - coefficient) * (1 + coefficient))) < 1e-9)
    }
    for coefficient in [1, -1, 1.01, 30] {
      #expect(stationaryCovariance(transition: [coefficient], noise: [1], size: 1) == nil)
    }
    #expect(StateSpaceModel.arima(autoregression: [0.5, 0.5], movingAverage: []) == nil)
  }

  /// Law K9, with ψ by long division. Catches: a level without its shock; a horizon that is one
  /// off.
  @Test(arguments: [(0, 0, 1), (1, 0, 1), (2, 0, 1), (0, 1, 4), (1, 1, 4)])
  func `The forecast variance is the sum of squared weights`(
    orders: (differences: Int, seasonal: Int, season: Int)
  ) throws {
    let (ar, ma, variance) = ([0.6, -0.25], [0.5, 0.2], 2.5)
    let model = try #require(
      StateSpaceModel.arima(
        autoregression: ar, movingAverage: ma, differences: orders.differences,
        seasonalDifferences: orders.seasonal, season: orders.season,
        innovationVariance: variance))
    var polynomial = [1] + ar.map { -$0 }
    for _ in 0..<orders.differences { polynomial = times(polynomial, lag: 1) }
    for _ in 0..<orders.seasonal { polynomial = times(polynomial, lag: orders.season) }
    var filter = KalmanFilter(model)
    for value in nileFlow { filter.update(value) }
    var (weights, total): ([Double], Double) = ([], 0)
    for (step, prediction) in filter.forecast(horizon: 20).enumerated() {
      var weight = step == 0 ? 1 : step <= ma.count ? ma[step - 1] : 0
      for lag in 1..<polynomial.count where lag <= step {
        weight -= polynomial[lag] * weights[step - lag]
      }
      weights.append(weight)
      total += variance * weight * weight
      #expect(relativeError(try #require(prediction).variance, total) < 1e-9)
    }
  }

  /// Catches: a variance given where it is infinite.
  @Test func `There is no forecast before the diffuse states are settled`() throws {
    let model = StateSpaceModel.localLinearTrend(
      observationVariance: 1, levelVariance: 1, slopeVariance: 1)
    var filter = KalmanFilter(model)
    #expect(filter.prediction() == nil)
    filter.update(5)
    filter.update(nil)
    #expect(filter.isDiffuse && filter.forecast(horizon: 2).allSatisfy { $0 == nil })
    filter.update(11)
    #expect(!filter.isDiffuse)
    #expect(abs(try #require(filter.prediction()).mean - 14) < 1e-12)
  }

  /// (1 − aB)(1 − bB²) and (1 + aB)(1 + bB²). Catches: the sign of the product term.
  @Test func `Seasonal polynomials multiply`() {
    let ar = StateSpaceModel.seasonalProduct([0.5], [0.25], season: 2, sign: -1)
    let ma = StateSpaceModel.seasonalProduct([0.5], [0.25], season: 2, sign: 1)
    #expect(ar == [0.5, 0.25, -0.125])
    #expect(ma == [0.5, 0.25, 0.125])
  }

  private func times(_ polynomial: [Double], lag: Int) -> [Double] {
    var result = polynomial + [Double](repeating: 0, count: lag)
    for (index, value) in polynomial.enumerated() { result[index + lag] -= value }
    return result
  }
}
