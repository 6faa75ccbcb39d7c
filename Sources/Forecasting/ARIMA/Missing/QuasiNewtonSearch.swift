// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a search for a minimum ended.
struct SearchEnd {
  var location: [Double]
  var value: Double
  /// The largest absolute entry of the gradient.
  var largestSlope: Double
}

/// A local minimum by the method of Broyden, Fletcher, Goldfarb and Shanno with central differences
/// and backtracking, for functions of a few numbers.
func minimum(of function: ([Double]) -> Double, from start: [Double]) -> SearchEnd {
  var location = start
  var value = function(start)
  var slope = gradient(of: function, at: location)
  var inverse = identity(start.count)
  for _ in 0..<200 {
    guard largest(slope) > 1e-9 else { break }
    var direction = product(inverse, slope).map { -$0 }
    if dot(direction, slope) >= 0 {
      inverse = identity(start.count)
      direction = slope.map { -$0 }
    }
    guard let step = backtrack(function, location, value, slope, direction) else { break }
    let nextSlope = gradient(of: function, at: step.location)
    update(
      &inverse, move: zip(step.location, location).map { $0 - $1 },
      change: zip(nextSlope, slope).map { $0 - $1 })
    let gain = value - step.value
    (location, value, slope) = (step.location, step.value, nextSlope)
    if gain < 1e-15 * abs(value), largest(slope) < 1e-7 { break }
  }
  return SearchEnd(location: location, value: value, largestSlope: largest(slope))
}

private func backtrack(
  _ function: ([Double]) -> Double, _ location: [Double], _ value: Double, _ slope: [Double],
  _ direction: [Double]
) -> (location: [Double], value: Double)? {
  // A first step no longer than one: the coordinates are of that order.
  var length = min(1, 1 / max(largest(direction), 1e-300))
  let descent = dot(direction, slope)
  for _ in 0..<50 {
    let next = zip(location, direction).map { $0 + length * $1 }
    let found = function(next)
    if found < value + 1e-4 * length * descent { return (next, found) }
    length /= 2
  }
  return nil
}

private func gradient(of function: ([Double]) -> Double, at location: [Double]) -> [Double] {
  location.indices.map { index in
    let step = 1e-5 * max(1, abs(location[index]))
    var (above, below) = (location, location)
    above[index] += step
    below[index] -= step
    return (function(above) - function(below)) / (above[index] - below[index])
  }
}

/// The inverse Hessian after a move that changed the gradient, where the curvature is positive.
private func update(_ inverse: inout [[Double]], move: [Double], change: [Double]) {
  let curvature = dot(move, change)
  guard curvature > 1e-14 * (dot(move, move) * dot(change, change)).squareRoot() else { return }
  let along = product(inverse, change)
  let weight = (1 + dot(change, along) / curvature) / curvature
  for row in move.indices {
    for column in move.indices {
      inverse[row][column] +=
        weight * move[row] * move[column]
        - (along[row] * move[column] + move[row] * along[column]) / curvature
    }
  }
}

private func identity(_ size: Int) -> [[Double]] {
  (0..<size).map { row in (0..<size).map { $0 == row ? 1 : 0 } }
}

private func product(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
  matrix.map { dot($0, vector) }
}

private func dot(_ first: [Double], _ second: [Double]) -> Double {
  zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
}

private func largest(_ vector: [Double]) -> Double { vector.reduce(0) { max($0, abs($1)) } }
