// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gradient of weight·Σv²/F − ½ Σ ln F by the way back through the recursion: every
// step's derivatives in reverse order. Its cost does not depend on the number of parameters.

extension ARMARecursion {
  /// Room for the way back.
  final class Slopes {
    let gain: NumberBuffer
    let vector: NumberBuffer
    /// By absolute time, as the state itself.
    let state: NumberBuffer
    let innovations: NumberBuffer
    /// The gradient by φ and by θ, the first lag first.
    var ar: [Double]
    var ma: [Double]
    /// The part of the gradient by φ that the steps add, in a block without exclusivity checks.
    fileprivate let stepwiseAR: NumberBuffer
    /// The gradient by the first row.
    var start: [Double]
    var variance = 0.0

    init(_ recursion: ARMARecursion, arCount: Int, maCount: Int) {
      gain = NumberBuffer(count: recursion.stride + 4)
      vector = NumberBuffer(count: recursion.stride + 4)
      state = NumberBuffer(count: recursion.count + recursion.stride + 8)
      innovations = NumberBuffer(count: recursion.count)
      stepwiseAR = NumberBuffer(count: arCount)
      ar = [Double](repeating: 0, count: arCount)
      ma = [Double](repeating: 0, count: maCount)
      start = [Double](repeating: 0, count: recursion.dimension)
    }

    fileprivate func clear() {
      gain.clear()
      vector.clear()
      state.clear()
      stepwiseAR.clear()
      variance = 0
      for index in ar.indices { ar[index] = 0 }
      for index in ma.indices { ma[index] = 0 }
    }
  }

  /// Fills the slopes of `squareWeight`·Σv²/F − ½ Σ ln F, the innovations being those of a series.
  func pullBack(
    squareWeight: Double, series: UnsafeMutablePointer<Double>,
    innovations: UnsafeMutablePointer<Double>, into slopes: Slopes
  ) {
    slopes.clear()
    unsafe pullBackSettled(squareWeight, series, innovations, slopes)
    switch dimension {
    case ...2: unsafe pullBack(SIMD2<Double>.self, squareWeight, series, innovations, slopes)
    case ...4: unsafe pullBack(SIMD4<Double>.self, squareWeight, series, innovations, slopes)
    case ...8: unsafe pullBack(SIMD8<Double>.self, squareWeight, series, innovations, slopes)
    case ...12: unsafe pullBack(SIMD16<Double>.self, squareWeight, series, innovations, slopes)
    default: unsafe pullBackInMemory(squareWeight, series, innovations, slopes)
    }
  }

  @inline(__always)
  private func pullBack<Lanes: StateLanes>(
    _ lanes: Lanes.Type, _ squareWeight: Double, _ series: UnsafeMutablePointer<Double>,
    _ innovations: UnsafeMutablePointer<Double>, _ slopes: Slopes
  ) {
    // Compiled for either case.
    if arLags.isEmpty {
      unsafe pullBack(
        lanes, hasFeedback: false, squareWeight: squareWeight, series: series,
        innovations: innovations, into: slopes)
    } else {
      unsafe pullBack(
        lanes, hasFeedback: true, squareWeight: squareWeight, series: series,
        innovations: innovations, into: slopes)
    }
  }

  private func pullBackInMemory(
    _ squareWeight: Double, _ series: UnsafeMutablePointer<Double>,
    _ innovations: UnsafeMutablePointer<Double>, _ slopes: Slopes
  ) {
    var varianceSlope = 0.0
    let hasFeedback = !arLags.isEmpty
    for step in Swift.stride(from: settled - 1, through: 0, by: -1) {
      unsafe pullBackStep(
        step, squareWeight: squareWeight, mean: series[step] - innovations[step],
        innovation: innovations[step], hasFeedback: hasFeedback, slopes, &varianceSlope)
    }
    slopes.variance = varianceSlope
    for lag in arLags { slopes.ar[lag - 1] += unsafe slopes.stepwiseAR.pointer[lag - 1] }
    for index in 0..<dimension {
      slopes.start[index] = unsafe slopes.gain.pointer[index] + slopes.vector.pointer[index]
    }
  }

  private func pullBackSettled(
    _ squareWeight: Double, _ series: UnsafeMutablePointer<Double>,
    _ innovations: UnsafeMutablePointer<Double>, _ slopes: Slopes
  ) {
    let length = count - settled
    guard length > 0 else {
      return
    }
    let own = unsafe slopes.innovations.pointer
    let (origin, result) = unsafe (series + settled, innovations + settled)
    for step in 0..<length { unsafe own[step] = 2 * squareWeight * result[step] }
    unsafe movingAverage.divideBackwards(own, length: length)
    for step in 0..<min(length, dimension) {
      unsafe slopes.state.pointer[settled + step] = -own[step]
    }
    for lag in arLags {
      slopes.ar[lag - 1] -= unsafe laggedProduct(own, origin, length: length, lag: lag)
    }
    for lag in maLags {
      slopes.ma[lag - 1] -= unsafe laggedProduct(own, result, length: length, lag: lag)
    }
  }

  /// Σ aₜ bₜ₋ₗ in four interleaved sums.
  func laggedProduct(
    _ left: UnsafeMutablePointer<Double>, _ right: UnsafeMutablePointer<Double>, length: Int,
    lag: Int
  ) -> Double {
    var sums = SIMD4<Double>.zero
    var step = lag
    while step + 4 <= length {
      unsafe sums += left.four(step) * right.four(step - lag)
      step += 4
    }
    var total = sums.sum()
    while step < length {
      unsafe total += left[step] * right[step - lag]
      step += 1
    }
    return total
  }

  /// Takes the slopes from after a step to before it.
  @inline(__always)
  private func pullBackStep(
    _ step: Int, squareWeight: Double, mean: Double, innovation: Double, hasFeedback: Bool,
    _ slopes: Slopes, _ varianceSlope: inout Double
  ) {
    let stride = self.stride
    let row = unsafe rows + step * 2 * stride
    let (gain, vector) = unsafe (slopes.gain.pointer, slopes.vector.pointer)
    let (state, weights) = unsafe (slopes.state.pointer + step + 1, ar.pointer)
    let sums = unsafe slopes.stepwiseAR.pointer
    let variance = unsafe variances.pointer[step]
    let first = unsafe row[stride]
    let reflection = first / variance
    let ratio = innovation / variance
    var byReflection = SIMD4<Double>.zero
    var byRatio = SIMD4<Double>.zero
    var place = stride - 8
    var (vectorFeedback, stateFeedback) = (0.0, 0.0)
    if hasFeedback {
      for lag in arLags {
        let weight = unsafe weights[lag - 1]
        let slope = unsafe vector[lag - 1] - reflection * gain[lag - 1]
        let stateSlope = unsafe state[lag - 1]
        vectorFeedback += weight * slope
        stateFeedback += weight * stateSlope
        unsafe sums[lag - 1] += slope * first + stateSlope * mean
      }
    }
    while place >= 0 {
      let (gainSlope, vectorSlope) = unsafe (gain.four(place), vector.four(place))
      let stateSlope = unsafe state.four(place)
      let gains = unsafe row.four(place)
      var shifted = unsafe row.four(stride + place + 1)
      if hasFeedback { unsafe shifted += first * weights.four(place) }
      byReflection += gainSlope * shifted + vectorSlope * gains
      byRatio += stateSlope * gains
      unsafe gain.setFour(place, gainSlope - reflection * vectorSlope + ratio * stateSlope)
      unsafe vector.setFour(place + 1, vectorSlope - reflection * gainSlope)
      place -= 4
    }
    let after = varianceSlope
    let reflectionSlope = -byReflection.sum() - after * first
    let ratioSlope = byRatio.sum()
    unsafe vector[0] = vectorFeedback - reflection * after + reflectionSlope / variance
    varianceSlope =
      after - 0.5 / variance - reflectionSlope * reflection / variance
      - ratioSlope * ratio / variance - squareWeight * ratio * ratio
    unsafe state[-1] = stateFeedback - (ratioSlope / variance + 2 * squareWeight * ratio)
    // Places from the dimension on hold numbers without meaning that meet only zeros.
    unsafe vector[dimension] = 0
  }
}
