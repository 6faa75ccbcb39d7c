// SPDX-License-Identifier: GPL-3.0-or-later
//
// Division by θ(B), vₜ = wₜ − Σ θₗ vₜ₋ₗ, forward or backward in time. Without a second lag two
// steps are taken at once: with s what the longer lags leave, v₁ = s₁ − θ₁v₀ and
// v₂ = (s₂ − θ₁s₁) + θ₁²v₀, so that the chain from step to step is half as long. With one, the last
// two values are carried.

/// The weights θ by which series are divided.
struct MovingAverageDivision {
  /// The weights of lags one and two.
  private let near: Double
  private let second: Double
  /// The longer lags and their weights.
  private let lags: [Int]
  private let weights: [Double]
  private var reach: Int { lags.last ?? 0 }

  /// - Parameters:
  ///   - lags: those with a weight, ascending.
  ///   - weights: θ by lag, the first lag first.
  init(lags: [Int], weights: UnsafeMutablePointer<Double>) {
    near = unsafe lags.contains(1) ? weights[0] : 0
    second = unsafe lags.contains(2) ? weights[1] : 0
    self.lags = lags.filter { $0 > 2 }
    self.weights = self.lags.map { unsafe weights[$0 - 1] }
  }

  /// Divides in place, nothing standing before the first value.
  func divide(_ values: UnsafeMutablePointer<Double>, length: Int) {
    unsafe divide(values, length: length, direction: 1)
  }

  /// Divides in place backward in time, nothing standing behind the last value.
  func divideBackwards(_ values: UnsafeMutablePointer<Double>, length: Int) {
    guard length > 0 else { return }
    unsafe divide(values + (length - 1), length: length, direction: -1)
  }

  /// - Parameter direction: 1 or −1, by which places count from the first value.
  @inline(__always)
  private func divide(
    _ values: UnsafeMutablePointer<Double>, length: Int, direction: Int
  ) {
    if near == 0, second == 0, lags.isEmpty { return }
    let start = min(reach, length)
    var (before, last) = (0.0, 0.0)
    for step in 0..<start {
      var sum = unsafe values[direction * step]
      for (lag, weight) in zip(lags, weights) where lag <= step {
        unsafe sum -= weight * values[direction * (step - lag)]
      }
      (before, last) = (last, (sum - second * before) - near * last)
      unsafe values[direction * step] = last
    }
    let carried = (before, last)
    let rest = unsafe values + direction * start
    let length = length - start
    switch lags.count {
    case 0: unsafe run(rest, length, direction, carried) { values, place in unsafe values[place] }
    case 1:
      let (lag, weight) = (direction * lags[0], weights[0])
      unsafe run(rest, length, direction, carried) { values, place in
        unsafe values[place] - weight * values[place - lag]
      }
    case 2:
      let (lag, weight) = (direction * lags[0], weights[0])
      let (other, otherWeight) = (direction * lags[1], weights[1])
      unsafe run(rest, length, direction, carried) { values, place in
        unsafe (values[place] - otherWeight * values[place - other])
          - weight * values[place - lag]
      }
    case 3:
      let (lag, weight) = (direction * lags[0], weights[0])
      let (other, otherWeight) = (direction * lags[1], weights[1])
      let (third, thirdWeight) = (direction * lags[2], weights[2])
      unsafe run(rest, length, direction, carried) { values, place in
        unsafe ((values[place] - thirdWeight * values[place - third])
          - otherWeight * values[place - other]) - weight * values[place - lag]
      }
    default:
      unsafe run(rest, length, direction, carried) { values, place in
        var sum = unsafe values[place]
        for index in lags.indices {
          unsafe sum -= weights[index] * values[place - direction * lags[index]]
        }
        return sum
      }
    }
  }

  /// - Parameter sum: what the longer lags leave of the value at a place.
  @inline(__always)
  private func run(
    _ values: UnsafeMutablePointer<Double>, _ length: Int, _ direction: Int,
    _ carried: (before: Double, last: Double),
    _ sum: (UnsafeMutablePointer<Double>, Int) -> Double
  ) {
    var (before, last) = carried
    var step = 0
    if second == 0 {
      let square = near * near
      while step + 2 <= length {
        let place = direction * step
        let first = unsafe sum(values, place)
        let next = unsafe sum(values, place + direction)
        let early = first - near * last
        last = (next - near * first) + square * last
        unsafe values[place] = early
        unsafe values[place + direction] = last
        step += 2
      }
    }
    while step < length {
      let place = direction * step
      (before, last) = unsafe (last, (sum(values, place) - second * before) - near * last)
      unsafe values[place] = last
      step += 1
    }
  }
}
