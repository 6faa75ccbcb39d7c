// SPDX-License-Identifier: GPL-3.0-or-later
//
// The eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations. Goals in
// order: the same bits on every machine (only +, −, ×, ÷ and √, in a fixed order), small errors,
// few lines. A matrix of hundreds of rows is better served by a tridiagonal method.
//
// Source: Golub and Van Loan, "Matrix Computations", the chapter on the symmetric eigenvalue
// problem, Jacobi methods.

/// The eigenvalues and eigenvectors of a symmetric matrix.
public struct SymmetricEigen: Hashable, Sendable {
  /// The eigenvalues in ascending order.
  public let values: [Double]
  /// The eigenvectors, of length 1 and orthogonal, in the order of their values.
  ///
  /// Their signs carry no meaning, but are the same on every machine.
  public let vectors: [[Double]]

  /// Takes a matrix apart.
  ///
  /// Only the diagonal and what lies below it are read. Every value is within a small multiple of
  /// n·2⁻⁵³ times the largest absolute eigenvalue of an exact one; the tests hold it to 4n of them.
  /// A single vector is only as well determined as its value is apart from the others.
  ///
  /// - Precondition: the rows are square and finite; there may be none.
  /// - Complexity: O(n³) a sweep over all pairs; up to 9 sweeps for random matrices of 100 rows.
  public init(_ rows: [[Double]]) {
    var rotation = JacobiRotation(rows)
    rotation.run()
    let values = rows.indices.map { rotation.value($0) }
    let order = rows.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    self.values = order.map { values[$0] }
    self.vectors = order.map { rotation.vector($0) }
  }
}

/// A matrix on its way to diagonal form, and the product of the rotations so far.
private struct JacobiRotation {
  private let size: Int
  /// The power of two that was divided out, so that no square overflows.
  private let scale: Double
  /// The symmetric matrix, row by row.
  private var matrix: [Double]
  /// The vectors, row by row.
  private var vectors: [Double]

  init(_ rows: [[Double]]) {
    let size = rows.count
    self.size = size
    var largest = 0.0
    for (index, row) in rows.enumerated() {
      precondition(row.count == size, "a matrix must have as many columns as rows")
      for entry in row[...index] {
        precondition(entry.isFinite, "a matrix must be finite")
        largest = max(largest, entry.magnitude)
      }
    }
    scale = largest > 0 ? largest.binade : 1
    matrix = [Double](repeating: 0, count: size * size)
    vectors = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        let entry = rows[row][column] / scale
        matrix[row * size + column] = entry
        matrix[column * size + row] = entry
      }
      vectors[row * size + row] = 1
    }
  }

  func value(_ index: Int) -> Double { matrix[index * size + index] * scale }

  func vector(_ index: Int) -> [Double] { Array(vectors[index * size..<(index + 1) * size]) }

  /// Sweeps over all pairs until nothing is left beside the diagonal that rounding would show.
  ///
  /// Convergence is quadratic at the end; the bound on the sweeps is never met in practice.
  mutating func run() {
    for _ in 0..<50 {
      guard hasRest() else { return }
      for first in 0..<size {
        for second in (first + 1)..<max(size, first + 1) { rotate(first, second) }
      }
    }
  }

  /// Whether what is beside the diagonal is more than 2⁻⁵³ of the whole, in the Frobenius norm.
  private func hasRest() -> Bool {
    var (whole, rest) = (0.0, 0.0)
    for row in 0..<size {
      for column in 0..<size {
        let entry = matrix[row * size + column]
        whole += entry * entry
        if row != column { rest += entry * entry }
      }
    }
    let unit = 0.5 * Double.ulpOfOne
    return rest > unit * unit * whole
  }

  /// Rotates two coordinates so that their entry becomes 0.
  private mutating func rotate(_ first: Int, _ second: Int) {
    let entry = matrix[first * size + second]
    guard entry != 0 else { return }
    let (low, high) = (matrix[first * size + first], matrix[second * size + second])
    // The smaller of the two angles: t = tan φ solves t² + 2θt − 1 = 0. A θ whose square overflows
    // gives t = 0, which is right to rounding.
    let theta = (high - low) / (2 * entry)
    let divisor = theta.magnitude + (theta * theta + 1).squareRoot()
    let tangent = theta < 0 ? -1 / divisor : 1 / divisor
    let cosine = 1 / (tangent * tangent + 1).squareRoot()
    let sine = tangent * cosine
    for index in 0..<size where index != first && index != second {
      let (a, b) = (matrix[first * size + index], matrix[second * size + index])
      let (newA, newB) = (cosine * a - sine * b, sine * a + cosine * b)
      matrix[first * size + index] = newA
      matrix[index * size + first] = newA
      matrix[second * size + index] = newB
      matrix[index * size + second] = newB
    }
    matrix[first * size + first] = low - tangent * entry
    matrix[second * size + second] = high + tangent * entry
    matrix[first * size + second] = 0
    matrix[second * size + first] = 0
    for index in 0..<size {
      let (a, b) = (vectors[first * size + index], vectors[second * size + index])
      vectors[first * size + index] = cosine * a - sine * b
      vectors[second * size + index] = sine * a + cosine * b
    }
  }
}
