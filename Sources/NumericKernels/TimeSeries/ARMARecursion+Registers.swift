// SPDX-License-Identifier: GPL-3.0-or-later
//
// The recursion, the filter and the way back for states of at most twelve numbers: these are kept
// in registers, so that no step waits for what the last one has written, and a series is filtered
// beside the recursion. The formulas are those of the recursion in memory, and the tests compare
// either with a Durbin–Levinson recursion.

extension ARMARecursion {
  /// `runGains` with the unsettled steps of `filter`.
  @inline(__always)
  func run<Lanes: StateLanes>(
    _: Lanes.Type, hasFeedback: Bool, start: borrowing StationaryStart,
    _ series: UnsafeMutablePointer<Double>, into output: UnsafeMutablePointer<Double>
  ) -> Bool {
    var gain = Lanes.zero
    for index in 0..<dimension { gain[index] = start.gain[index] }
    let weights = unsafe Lanes(from: ar.pointer)
    var (vector, state) = (gain, Lanes.zero)
    var variance = start.variance
    var determinant = ScaledProduct()
    var row = unsafe rows
    let (stride, variances) = unsafe (self.stride, self.variances.pointer)
    var step = 0
    while step < count {
      unsafe gain.write(to: row)
      unsafe vector.write(to: row + stride)
      if abs(variance - 1) < 1e-9, vector.largest <= 3e-9 { break }
      guard variance > 0 else { return false }
      unsafe variances[step] = variance
      determinant.multiply(by: variance)
      let mean = state[0]
      let innovation = unsafe series[step] - mean
      unsafe output[step] = innovation
      state = state.movedForward + (innovation / variance) * gain
      if hasFeedback { state += mean * weights }
      let first = vector[0]
      let reflection = first / variance
      var shifted = vector.movedForward
      if hasFeedback { shifted += first * weights }
      vector = shifted - reflection * gain
      gain -= reflection * shifted
      variance -= reflection * first
      step += 1
      unsafe row += 2 * stride
    }
    settled = step
    logDeterminant = determinant.logarithm
    unsafe state.write(to: self.state.pointer + step)
    return logDeterminant.isFinite
  }

  /// The unsettled steps of `filter`.
  @inline(__always)
  func filter<Lanes: StateLanes>(
    _: Lanes.Type, _ series: UnsafeMutablePointer<Double>,
    into output: UnsafeMutablePointer<Double>
  ) {
    let weights = unsafe Lanes(from: ar.pointer)
    var state = Lanes.zero
    var row = unsafe rows
    let (stride, variances) = unsafe (self.stride, self.variances.pointer)
    for step in 0..<settled {
      let mean = state[0]
      let innovation = unsafe series[step] - mean
      unsafe output[step] = innovation
      let ratio = unsafe innovation / variances[step]
      state = unsafe state.movedForward + ratio * Lanes(from: row) + mean * weights
      unsafe row += 2 * stride
    }
    unsafe state.write(to: self.state.pointer + settled)
  }

  /// The way back through the unsettled steps.
  @inline(__always)
  func pullBack<Lanes: StateLanes>(
    _: Lanes.Type, hasFeedback: Bool, squareWeight: Double, series: UnsafeMutablePointer<Double>,
    innovations: UnsafeMutablePointer<Double>, into slopes: Slopes
  ) {
    let weights = unsafe Lanes(from: ar.pointer)
    // Places from the dimension on hold numbers without meaning that meet only zeros.
    var (gain, vector) = (Lanes.zero, Lanes.zero)
    var state = unsafe Lanes(from: slopes.state.pointer + settled)
    var byWeights = Lanes.zero
    var byVariance = 0.0
    let (stride, variances) = unsafe (self.stride, self.variances.pointer)
    var row = unsafe rows + settled * 2 * stride
    for step in Swift.stride(from: settled - 1, through: 0, by: -1) {
      unsafe row -= 2 * stride
      let (gains, own) = unsafe (Lanes(from: row), Lanes(from: row + stride))
      let innovation = unsafe innovations[step]
      let mean = unsafe series[step] - innovation
      let inverse = unsafe 1 / variances[step]
      let first = own[0]
      let (reflection, ratio) = (first * inverse, innovation * inverse)
      var shifted = own.movedForward
      if hasFeedback { shifted += first * weights }
      let moved = vector - reflection * gain
      if hasFeedback { byWeights += moved * first + state * mean }
      let byReflection = -(gain * shifted + vector * gains).total - byVariance * first
      let byRatio = (state * gains).total
      var before = byReflection * inverse - reflection * byVariance
      var stateBefore = -(byRatio * inverse + 2 * squareWeight * ratio)
      if hasFeedback {
        before += (weights * moved).total
        stateBefore += (weights * state).total
      }
      byVariance -=
        0.5 * inverse + byReflection * (reflection * inverse)
        + ratio * (byRatio * inverse + squareWeight * ratio)
      gain += ratio * state - reflection * vector
      vector = moved.movedBack(behind: before)
      state = state.movedBack(behind: stateBefore)
    }
    slopes.variance = byVariance
    for lag in arLags { slopes.ar[lag - 1] += byWeights[lag - 1] }
    for place in 0..<dimension { slopes.start[place] = gain[place] + vector[place] }
  }
}
