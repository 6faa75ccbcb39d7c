// SPDX-License-Identifier: GPL-3.0-or-later
//
// Orthonormal columns in place of the regressors, by Gram and Schmidt's process done twice, so that
// the likelihood's normal equations are well conditioned whatever the regressors' units.

/// Regressors X = QR with orthonormal Q, and what ordinary least squares leaves of a response.
struct RegressionBasis {
  /// The columns of Q.
  let columns: [[Double]]
  /// R⁻¹, row by row, upper triangular.
  private let inverse: [Double]
  /// Qᵀy.
  private let offset: [Double]
  /// y − QQᵀy.
  let remainder: [Double]

  /// Orthogonalises; throws where the columns are dependent to working precision.
  init(_ regressors: [[Double]], response: [Double]) throws(ARIMAError) {
    let size = regressors.count
    var triangle = [Double](repeating: 0, count: size * size)
    var columns: [[Double]] = []
    for (index, regressor) in regressors.enumerated() {
      var column = regressor
      let before = Self.norm(column)
      for _ in 0..<2 {
        for (row, other) in columns.enumerated() {
          triangle[row * size + index] += Self.remove(other, from: &column)
        }
      }
      let after = Self.norm(column)
      guard after > 1e-10 * before else { throw .collinearRegressors }
      triangle[index * size + index] = after
      columns.append(column.map { $0 / after })
    }
    var remainder = response
    var offset = [Double](repeating: 0, count: size)
    for _ in 0..<2 {
      for (row, column) in columns.enumerated() {
        offset[row] += Self.remove(column, from: &remainder)
      }
    }
    self.columns = columns
    self.remainder = remainder
    self.offset = offset
    inverse = Self.inverse(triangle, size: size)
  }

  /// The regressors' coefficients from those of Q on the remainder.
  func coefficients(_ own: [Double]) -> [Double] {
    transformed(zip(own, offset).map { $0 + $1 })
  }

  /// R⁻¹ times a vector.
  func transformed(_ vector: [Double]) -> [Double] {
    let size = vector.count
    return (0..<size).map { row in
      var sum = 0.0
      for column in row..<size { sum += inverse[row * size + column] * vector[column] }
      return sum
    }
  }

  /// The coefficients of Q on the remainder from the regressors' coefficients, by projection.
  func ownCoefficients(_ coefficients: [Double], regressors: [[Double]]) -> [Double] {
    columns.enumerated().map { row, column in
      var sum = -offset[row]
      for (value, regressor) in zip(coefficients, regressors) {
        sum += value * Self.dot(column, regressor)
      }
      return sum
    }
  }

  private static func remove(_ column: [Double], from vector: inout [Double]) -> Double {
    let share = dot(column, vector)
    for index in vector.indices { vector[index] -= share * column[index] }
    return share
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }

  private static func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }

  private static func inverse(_ triangle: [Double], size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      for row in stride(from: column, through: 0, by: -1) {
        var sum = row == column ? 1.0 : 0
        for inner in (row + 1)..<max(column + 1, row + 1) {
          sum -= triangle[row * size + inner] * result[inner * size + column]
        }
        result[row * size + column] = sum / triangle[row * size + row]
      }
    }
    return result
  }
}
