// SPDX-License-Identifier: GPL-3.0-or-later
//
// Local regression on equally spaced positions, as the seasonal-trend decomposition uses it.
//
// Source: Cleveland, Cleveland, McRae and Terpenning, "STL: a seasonal-trend decomposition
// procedure based on loess", Journal of Official Statistics 6 (1990), section 3. Three conventions
// that the paper leaves open follow the authors' published program, whose results the tests hold:
// weights are 1 within a thousandth of the neighbourhood's reach and 0 beyond 999 thousandths, and
// a window longer than the series widens the reach by half the excess, rounded down.

/// A loess smoother: a window, a local degree, and how far apart it is evaluated.
public struct Loess: Hashable, Sendable {
  /// The number of neighbours, odd for a symmetric neighbourhood.
  public let window: Int
  /// The degree of the local polynomial: 0 or 1.
  public let degree: Int
  /// The distance between evaluations; the positions between are interpolated linearly.
  public let jump: Int

  /// Makes a smoother.
  ///
  /// - Parameter jump: nil for a tenth of the window, rounded up.
  /// - Precondition: the window and the jump are positive and the degree is 0 or 1.
  public init(window: Int, degree: Int, jump: Int? = nil) {
    precondition(window > 0, "the window must be positive")
    precondition(degree == 0 || degree == 1, "the degree must be 0 or 1")
    precondition(jump.map { $0 > 0 } ?? true, "the jump must be positive")
    self.window = window
    self.degree = degree
    self.jump = jump ?? (window + 9) / 10
  }

  /// Smooths values at positions 0, 1, ….
  ///
  /// - Parameter weights: one non-negative weight a value, nil for equal ones.
  /// - Precondition: there are as many weights as values.
  /// - Complexity: O(n / jump × window).
  public func smoothed(_ values: [Double], weights: [Double]? = nil) -> [Double] {
    precondition(
      weights.map { $0.count == values.count } ?? true, "there must be one weight a value")
    let count = values.count
    guard count > 1 else { return values }
    var result = values
    let step = min(jump, count - 1)
    var previous = 0
    for position in stride(from: 0, to: count, by: step) {
      result[position] = value(at: position, of: values, weights: weights)
      interpolate(&result, from: previous, to: position)
      previous = position
    }
    if previous < count - 1 {
      result[count - 1] = value(at: count - 1, of: values, weights: weights)
      interpolate(&result, from: previous, to: count - 1)
    }
    return result
  }

  /// The value at a position of the series, or the value itself where all weights vanish.
  private func value(at position: Int, of values: [Double], weights: [Double]?) -> Double {
    let neighbours = neighbourhood(of: position, count: values.count)
    return estimate(at: position, of: values, in: neighbours, weights: weights) ?? values[position]
  }

  /// The window around a position, moved inside the series at its ends.
  private func neighbourhood(of position: Int, count: Int) -> ClosedRange<Int> {
    guard window < count else { return 0...(count - 1) }
    let start = min(max(position - (window + 1) / 2 + 1, 0), count - window)
    return start...(start + window - 1)
  }

  private func interpolate(_ values: inout [Double], from left: Int, to right: Int) {
    guard right - left > 1 else { return }
    let slope = (values[right] - values[left]) / Double(right - left)
    for index in (left + 1)..<right {
      values[index] = values[left] + slope * Double(index - left)
    }
  }

  /// The local regression at any position, also outside the series; nil where all weights vanish.
  func estimate(
    at position: Int, of values: [Double], in neighbours: ClosedRange<Int>, weights: [Double]?
  ) -> Double? {
    var reach = max(position - neighbours.lowerBound, neighbours.upperBound - position)
    if window > values.count { reach += (window - values.count) / 2 }
    var local = [Double](repeating: 0, count: neighbours.count)
    var total = 0.0
    for index in neighbours {
      var weight = tricube(distance: Double(abs(index - position)), reach: Double(reach))
      if let weights { weight *= weights[index] }
      local[index - neighbours.lowerBound] = weight
      total += weight
    }
    guard total > 0 else { return nil }
    for index in local.indices { local[index] /= total }
    if degree == 1 && reach > 0 {
      tilt(&local, towards: position, from: neighbours.lowerBound, length: values.count)
    }
    var sum = 0.0
    for index in neighbours { sum += local[index - neighbours.lowerBound] * values[index] }
    return sum
  }

  private func tricube(distance: Double, reach: Double) -> Double {
    if distance <= 0.001 * reach { return 1 }
    guard distance <= 0.999 * reach else { return 0 }
    let share = distance / reach
    let rest = 1 - share * share * share
    return rest * rest * rest
  }

  /// Turns the weights of a local mean into those of a local line, where its slope is determined.
  private func tilt(
    _ weights: inout [Double], towards position: Int, from start: Int, length: Int
  ) {
    var centre = 0.0
    for (index, weight) in weights.enumerated() { centre += weight * Double(start + index) }
    var spread = 0.0
    for (index, weight) in weights.enumerated() {
      let distance = Double(start + index) - centre
      spread += weight * distance * distance
    }
    guard spread.squareRoot() > 0.001 * Double(length - 1) else { return }
    let slope = (Double(position) - centre) / spread
    for index in weights.indices {
      weights[index] *= slope * (Double(start + index) - centre) + 1
    }
  }
}
