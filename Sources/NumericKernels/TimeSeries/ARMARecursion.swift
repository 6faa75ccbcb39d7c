// SPDX-License-Identifier: GPL-3.0-or-later
//
// The innovations of a stationary ARMA series by a recursion on two vectors.
//
// The state's covariance grows from step to step by a matrix of rank one (Morf, Sidhu and Kailath,
// "Some new algorithms for recursive estimation in constant, linear, discrete-time systems", 1974).
// With the vectors scaled by the prediction variance the recursion is that of Schur:
//   x = u₁ / F,   g ← g − x·Tu,   u ← Tu − x·g,   F ← F − x·u₁,
// from F = γ₀ and u = g = the covariances of the next state with the observation. T shifts a vector
// up by one place and adds φ times its first entry; x is the next partial autocorrelation, and g/F
// the gain of the filter. The tests compare it with an independent Durbin–Levinson recursion.
//
// Once u is below 3·10⁻⁹ everything that follows changes by less than rounding: F is then 1 and g
// is φ + θ, and the innovations are those of the plain recursion v = w − Σφw − Σθv.

/// The run of the recursion over a series, kept for the gradient.
final class ARMARecursion {
  let count: Int
  let dimension: Int
  /// Numbers between two rows of the run: the dimension, rounded up, and room for a shifted read.
  let stride: Int
  let arLags: [Int]
  let maLags: [Int]
  /// φ and θ by lag, the first lag first.
  let ar: NumberBuffer
  let ma: NumberBuffer
  /// Row t holds g and then u before step t.
  let run: NumberBuffer
  /// F, and v of the series, by step.
  let variances: NumberBuffer
  let innovations: NumberBuffer
  /// φ once more, with four zeros before it for reads that begin early.
  let paddedAR: NumberBuffer
  /// The state's mean by absolute time: the state before step t begins at place t, so that its
  /// shift moves nothing.
  let state: NumberBuffer
  /// The first step of the plain recursion; `count` where it was never reached.
  var settled = 0
  var logDeterminant = 0.0

  init(count: Int, dimension: Int, arLags: [Int], maLags: [Int]) {
    self.count = count
    self.dimension = dimension
    self.arLags = arLags
    self.maLags = maLags
    stride = (dimension + 3) / 4 * 4 + 4
    ar = NumberBuffer(count: stride)
    ma = NumberBuffer(count: stride)
    run = NumberBuffer(count: 2 * stride * (count + 1) + 4)
    paddedAR = NumberBuffer(count: stride + 4)
    variances = NumberBuffer(count: count)
    innovations = NumberBuffer(count: count)
    state = NumberBuffer(count: count + stride + 8)
  }

  /// The first row; there are four zeros before it, as there are before every other.
  var rows: UnsafeMutablePointer<Double> { unsafe run.pointer + 4 }

  /// Sets φ by lag.
  func setAutoregression(_ weights: [Double]) {
    ar.fill(weights)
    for index in weights.indices { unsafe paddedAR.pointer[4 + index] = weights[index] }
  }

  /// Runs the recursion and filters a series with it; false where a variance is not positive.
  ///
  /// - Complexity: O(n·r) before it settles, O(n·lags) after.
  func run(
    start: borrowing StationaryStart, _ series: UnsafeMutablePointer<Double>,
    into output: UnsafeMutablePointer<Double>
  ) -> Bool {
    let isPositive =
      switch dimension {
      case ...2: unsafe run(SIMD2<Double>.self, start: start, series, into: output)
      case ...4: unsafe run(SIMD4<Double>.self, start: start, series, into: output)
      case ...8: unsafe run(SIMD8<Double>.self, start: start, series, into: output)
      case ...12: unsafe run(SIMD16<Double>.self, start: start, series, into: output)
      default: unsafe runInMemory(start: start, series, into: output)
      }
    guard isPositive else { return false }
    unsafe filterSettled(series, into: output)
    return true
  }

  private func run<Lanes: StateLanes>(
    _ lanes: Lanes.Type, start: borrowing StationaryStart, _ series: UnsafeMutablePointer<Double>,
    into output: UnsafeMutablePointer<Double>
  ) -> Bool {
    // Compiled for either case.
    arLags.isEmpty
      ? unsafe run(lanes, hasFeedback: false, start: start, series, into: output)
      : unsafe run(lanes, hasFeedback: true, start: start, series, into: output)
  }

  /// Filters beside the recursion: neither waits for the other.
  private func runInMemory(
    start: borrowing StationaryStart, _ series: UnsafeMutablePointer<Double>,
    into output: UnsafeMutablePointer<Double>
  ) -> Bool {
    state.clear()
    let rows = unsafe self.rows
    for index in 0..<dimension {
      unsafe rows[index] = start.gain[index]
      unsafe rows[stride + index] = start.gain[index]
    }
    var variance = start.variance
    var determinant = ScaledProduct()
    var step = 0
    var nextCheck = 0
    while step < count {
      let row = unsafe rows + step * 2 * stride
      if abs(variance - 1) < 1e-9, step >= nextCheck {
        if unsafe isSettled(row + stride) { break }
        nextCheck = step + 1 + dimension / 8
      }
      guard variance > 0 else { return false }
      unsafe variances.pointer[step] = variance
      determinant.multiply(by: variance)
      let first = unsafe row[stride]
      let reflection = first / variance
      unsafe filter(step, variance: variance, series, into: output)
      unsafe advance(row, first: first, reflection: reflection)
      variance -= reflection * first
      step += 1
    }
    settled = step
    logDeterminant = determinant.logarithm
    return logDeterminant.isFinite
  }

  private func isSettled(_ vector: UnsafeMutablePointer<Double>) -> Bool {
    var place = 0
    while place < dimension {
      if unsafe abs(vector[place]) > 3e-9 { return false }
      place += 1
    }
    return true
  }

  /// Writes the row after a row.
  @inline(__always)
  private func advance(
    _ row: UnsafeMutablePointer<Double>, first: Double, reflection: Double
  ) {
    let stride = self.stride
    let next = unsafe row + 2 * stride
    let weights = unsafe ar.pointer
    let end = stride - 4
    var place = 0
    if arLags.isEmpty {
      while place < end {
        let shifted = unsafe row.four(stride + place + 1)
        let gain = unsafe row.four(place)
        unsafe next.setFour(place, gain - reflection * shifted)
        unsafe next.setFour(stride + place, shifted - reflection * gain)
        place += 4
      }
    } else {
      while place < end {
        let shifted = unsafe row.four(stride + place + 1) + first * weights.four(place)
        let gain = unsafe row.four(place)
        unsafe next.setFour(place, gain - reflection * shifted)
        unsafe next.setFour(stride + place, shifted - reflection * gain)
        place += 4
      }
    }
  }

  /// Filters another series with the gains of the run.
  ///
  /// - Complexity: O(n·r) before the recursion has settled, O(n·lags) after.
  func filter(
    _ series: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>
  ) {
    switch dimension {
    case ...2: unsafe filter(SIMD2<Double>.self, series, into: output)
    case ...4: unsafe filter(SIMD4<Double>.self, series, into: output)
    case ...8: unsafe filter(SIMD8<Double>.self, series, into: output)
    case ...12: unsafe filter(SIMD16<Double>.self, series, into: output)
    default: unsafe filterInMemory(series, into: output)
    }
    unsafe filterSettled(series, into: output)
  }

  private func filterInMemory(
    _ series: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>
  ) {
    state.clear()
    for step in 0..<settled {
      unsafe filter(step, variance: variances.pointer[step], series, into: output)
    }
  }

  /// One step of the filter: the innovation, and what it moves of the states to come.
  @inline(__always)
  private func filter(
    _ step: Int, variance: Double, _ series: UnsafeMutablePointer<Double>,
    into output: UnsafeMutablePointer<Double>
  ) {
    let state = unsafe self.state.pointer
    let mean = unsafe state[step]
    let innovation = unsafe series[step] - mean
    unsafe output[step] = innovation
    let ratio = innovation / variance
    // Blocks at multiples of four, so that a read finds its numbers as they were written.
    var place = (step + 1) & ~3
    let gains = unsafe rows + step * 2 * stride - (step + 1)
    let end = step + 1 + dimension
    if !arLags.isEmpty {
      let shifted = unsafe paddedAR.pointer + 4 - (step + 1)
      while place < end {
        let moved = unsafe state.four(place) + ratio * gains.four(place)
        unsafe state.setFour(place, moved + mean * shifted.four(place))
        place += 4
      }
    } else {
      while place < end {
        unsafe state.setFour(place, state.four(place) + ratio * gains.four(place))
        place += 4
      }
    }
  }

  /// The plain recursion from the settled step on; the state says what the past adds.
  private func filterSettled(
    _ series: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>
  ) {
    let ar = unsafe self.ar.pointer
    let state = unsafe self.state.pointer + settled
    let start = settled
    let length = count - start
    guard length > 0 else { return }
    let origin = unsafe series + start
    let result = unsafe output + start
    for step in 0..<length { unsafe result[step] = origin[step] }
    for step in 0..<min(length, dimension) { unsafe result[step] -= state[step] }
    for lag in arLags where lag < length {
      let weight = unsafe ar[lag - 1]
      var step = lag
      while step + 4 <= length {
        unsafe result.setFour(step, result.four(step) - weight * origin.four(step - lag))
        step += 4
      }
      while step < length {
        unsafe result[step] -= weight * origin[step - lag]
        step += 1
      }
    }
    unsafe movingAverage.divide(result, length: length)
  }

  /// Division by θ(B).
  var movingAverage: MovingAverageDivision {
    unsafe MovingAverageDivision(lags: maLags, weights: ma.pointer)
  }
}

/// A product of many positive numbers whose logarithm is taken once.
struct ScaledProduct {
  private var product = 1.0
  private var exponent = 0

  @inline(__always)
  mutating func multiply(by factor: Double) {
    product *= factor
    if product > 0x1p500 || product < 0x1p-500 { rescale() }
  }

  private mutating func rescale() {
    guard product > 0, product.isFinite else { return }
    exponent += Int(product.exponent)
    product = product.significand
  }

  /// The sum of the logarithms of the factors.
  var logarithm: Double {
    Double(exponent) * 0.693147180559945309417232 + PortableMath.log(product)
  }
}
