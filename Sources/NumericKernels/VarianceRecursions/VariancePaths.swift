// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// Simulated paths of a variance recursion, all of them moved on step by step.
///
/// In every step each of the given scaled errors goes to exactly one path, by a random permutation
/// (Latin hypercube sampling: McKay, Beckman and Conover, Technometrics 21 (1979)), so that the
/// errors of a step are never a lopsided sample. Paths come in pairs: the second of a pair takes
/// the scaled error at the other end of the list, so that a symmetric model has symmetric paths. A
/// step's permutation depends on the stream and the step alone, not on how many steps follow.
public struct VariancePaths {
  private var filters: [VarianceFilter]
  private let scaledErrors: [Double]
  private let stream: RandomStream
  private var step: UInt64 = 0

  /// Makes the paths, all of them at a filter's state.
  ///
  /// - Precondition: the scaled errors ascend, and their number is even and positive.
  public init(_ filter: VarianceFilter, scaledErrors: [Double], stream: RandomStream) {
    precondition(
      !scaledErrors.isEmpty && scaledErrors.count.isMultiple(of: 2), "paths come in pairs")
    filters = [VarianceFilter](repeating: filter, count: scaledErrors.count)
    self.scaledErrors = scaledErrors
    self.stream = stream
  }

  /// Moves on by one step and returns the error of every path.
  ///
  /// - Complexity: O(p + o + q) a path.
  public mutating func nextErrors() -> [Double] {
    let last = scaledErrors.count - 1
    let pairs = order()
    return filters.indices.map { path in
      let place = pairs[path / 2]
      let scaled = scaledErrors[path.isMultiple(of: 2) ? place : last - place]
      let variance = filters[path].variance
      filters[path].update(scaled: scaled)
      return scaled * variance.squareRoot()
    }
  }

  /// The place of the first error of each pair: each pair once, in random order, either way round.
  private mutating func order() -> [Int] {
    var draws = stream.substream(step)
    step += 1
    let count = scaledErrors.count / 2
    var places = Array(0..<count)
    for index in stride(from: count - 1, to: 0, by: -1) {
      places.swapAt(index, draws.index(below: index + 1))
    }
    return places.map { draws.index(below: 2) == 0 ? $0 : scaledErrors.count - 1 - $0 }
  }
}
