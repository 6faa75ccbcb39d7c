// SPDX-License-Identifier: GPL-3.0-or-later
//
// The recursion of `ARMARecursion` one observation at a time: what a forecaster keeps between bars.

/// The state of a stationary seasonal ARMA filter after some observations.
///
/// A value: copies go their own ways. Filtering a series and then one more observation gives the
/// same bits as filtering the longer series.
public struct ARMAFilter: Hashable, Sendable {
  /// The variance of the next one-step error in units of the innovation variance.
  public private(set) var variance: Double
  /// Whether the gain has reached its limit.
  public private(set) var isSettled = false
  private let ar: [Double]
  private let arLags: [Int]
  private let limit: [Double]
  private var scaledGain: [Double]
  private var vector: [Double]
  private var state: [Double]
  private var steps = 0

  /// Makes the state before the first observation; nil where the autoregression is not stationary.
  ///
  /// - Precondition: there are `order.coefficientCount` coefficients.
  public init?(order: SeasonalARMAOrder, coefficients: [Double]) {
    precondition(coefficients.count == order.coefficientCount, "one number a coefficient")
    let size = order.stateDimension
    let arProduct = LagProduct(autoregressive: order)
    let maProduct = LagProduct(movingAverage: order)
    let weights = order.autoregressiveWeights(coefficients)
    let movingAverage = order.movingAverageWeights(coefficients)
    var start = StationaryStart(arLags: arProduct.lags, maLags: maProduct.lags, dimension: size)
    guard start.prepare(ar: weights, ma: movingAverage) else { return nil }
    arLags = arProduct.lags
    ar = weights
    variance = start.variance
    scaledGain = start.gain
    vector = start.gain
    state = [Double](repeating: 0, count: size)
    limit = (0..<size).map { index in
      (index < weights.count ? weights[index] : 0)
        + (index < movingAverage.count ? movingAverage[index] : 0)
    }
    settleIfPossible()
  }

  /// The expected next observation.
  public var prediction: Double { state[0] }

  /// The coefficients by which an innovation of size 1 now moves the state: the filter's gain.
  public var gain: [Double] { isSettled ? limit : scaledGain.map { $0 / variance } }

  /// Takes an observation and returns its one-step error.
  ///
  /// - Complexity: O(r) for a state of dimension r.
  @discardableResult
  public mutating func advance(_ observation: Double) -> Double {
    let innovation = observation - state[0]
    moveState(innovation)
    if !isSettled { moveGain() }
    return innovation
  }

  /// Lets a step pass whose observation is as expected.
  public mutating func advanceAsExpected() {
    moveState(0)
    if !isSettled { moveGain() }
  }

  private mutating func moveState(_ innovation: Double) {
    let mean = state[0]
    let ratio = isSettled ? innovation : innovation / variance
    let size = state.count
    if isSettled {
      for index in 0..<size - 1 { state[index] = state[index + 1] + ratio * limit[index] }
      state[size - 1] = ratio * limit[size - 1]
    } else {
      for index in 0..<size - 1 { state[index] = state[index + 1] + ratio * scaledGain[index] }
      state[size - 1] = ratio * scaledGain[size - 1]
    }
    for lag in arLags { state[lag - 1] += mean * ar[lag - 1] }
  }

  private mutating func moveGain() {
    let first = vector[0]
    let reflection = first / variance
    let size = vector.count
    for index in 0..<size {
      let shifted =
        (index + 1 < size ? vector[index + 1] : 0) + (index < ar.count ? first * ar[index] : 0)
      let gain = scaledGain[index]
      scaledGain[index] = gain - reflection * shifted
      vector[index] = shifted - reflection * gain
    }
    variance -= reflection * first
    steps += 1
    settleIfPossible()
  }

  /// Switches to the limit where nothing that follows would change by more than rounding.
  private mutating func settleIfPossible() {
    guard abs(variance - 1) < 1e-9, vector.allSatisfy({ abs($0) <= 3e-9 }) else { return }
    isSettled = true
    variance = 1
    scaledGain = []
    vector = []
  }

  /// The responses of the next `count` observations to an innovation of size 1, the first being
  /// the observation of the innovation itself, 1.
  public func impulseResponse(count: Int) -> [Double] {
    let gain = self.gain
    var response = [1.0]
    for step in 1..<max(count, 1) {
      var sum = step <= gain.count ? gain[step - 1] : 0
      for lag in arLags where lag < step { sum += ar[lag - 1] * response[step - lag] }
      response.append(sum)
    }
    return Array(response.prefix(count))
  }
}
