// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of a function's second derivatives where a search begins.
public enum InitialCurvature: Hashable, Sendable {
  /// Nothing: the first step finds a scale.
  case unknown
  /// A guess of the reciprocal second derivative by each coordinate.
  case scales([Double])
  /// A guess of the inverse of their matrix, row by row; positive definite.
  case inverse([Double])
  /// What the function says at the start.
  case estimated
}

/// The approximation to the inverse of the matrix of second derivatives.
struct InverseHessian {
  private let size: Int
  private let curvature: InitialCurvature
  private var matrix: [Double]
  private var move: [Double]
  private var change: [Double]
  private var image: [Double]
  /// Whether nothing has been learned yet.
  private(set) var isFresh = true

  init(size: Int, curvature: InitialCurvature) {
    self.size = size
    self.curvature = curvature
    matrix = [Double](repeating: 0, count: size * size)
    move = [Double](repeating: 0, count: size)
    change = move
    image = move
    forget()
  }

  /// Goes back to what was known at the start.
  mutating func forget() {
    isFresh = true
    switch curvature {
    case .unknown, .estimated: fillDiagonal { _ in 1 }
    case .scales(let scales): fillDiagonal { scales[$0] }
    case .inverse(let inverse): matrix = inverse
    }
  }

  private mutating func fillDiagonal(_ entry: (Int) -> Double) {
    for index in matrix.indices { matrix[index] = 0 }
    for index in 0..<size { matrix[index * size + index] = entry(index) }
  }

  func step(_ gradient: [Double], into step: inout [Double]) {
    multiply(gradient, into: &step)
    for index in step.indices { step[index] = -step[index] }
  }

  private func multiply(_ vector: [Double], into result: inout [Double]) {
    for row in 0..<size {
      var sum = 0.0
      for column in 0..<size { sum += matrix[row * size + column] * vector[column] }
      result[row] = sum
    }
  }

  /// The update of the inverse; a change without positive curvature is left out.
  mutating func learn(from old: Minimum, to new: Minimum) {
    for index in 0..<size {
      move[index] = new.point[index] - old.point[index]
      change[index] = new.gradient[index] - old.gradient[index]
    }
    let curvature = dot(move, change)
    guard curvature > 1e-12 * dot(move, move).squareRoot() * dot(change, change).squareRoot()
    else { return }
    if isFresh, case .unknown = self.curvature {
      let scale = curvature / dot(change, change)
      fillDiagonal { _ in scale }
    }
    isFresh = false
    multiply(change, into: &image)
    let factor = (1 + dot(change, image) / curvature) / curvature
    for row in 0..<size {
      let (own, other) = (move[row] / curvature, image[row] / curvature)
      for column in 0..<size {
        matrix[row * size + column] +=
          factor * move[row] * move[column] - own * image[column] - other * move[column]
      }
    }
  }
}
