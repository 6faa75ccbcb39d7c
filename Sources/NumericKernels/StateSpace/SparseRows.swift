// SPDX-License-Identifier: GPL-3.0-or-later
//
// A square matrix by its non-zero entries. Transition matrices of time-series models hold about two
// entries a row, which brings a congruence T·P·Tᵀ from O(m³) down to O(m²).

/// A square matrix stored row by row without its zeros.
struct SparseRows: Hashable, Sendable {
  /// The number of rows and of columns.
  let size: Int
  private let starts: [Int]
  private let columns: [Int]
  private let values: [Double]

  /// Keeps the non-zero entries of a matrix given row by row.
  init(_ dense: [Double], size: Int) {
    var starts = [0]
    var columns: [Int] = []
    var values: [Double] = []
    for row in 0..<size {
      for column in 0..<size where dense[row * size + column] != 0 {
        columns.append(column)
        values.append(dense[row * size + column])
      }
      starts.append(columns.count)
    }
    self.size = size
    self.starts = starts
    self.columns = columns
    self.values = values
  }

  /// The matrix times a vector.
  func apply(_ vector: [Double], into result: inout [Double]) {
    for row in 0..<size {
      var sum = 0.0
      for entry in starts[row]..<starts[row + 1] { sum += values[entry] * vector[columns[entry]] }
      result[row] = sum
    }
  }

  /// A·S·Aᵀ for a symmetric S; the result is symmetric to the last bit.
  ///
  /// - Complexity: O(m · entries).
  func congruence(
    of matrix: [Double], scratch: inout [Double], into result: inout [Double]
  ) {
    var product = scratch.mutableSpan
    multiply(matrix.span, into: &product)
    var image = result.mutableSpan
    multiplyTransposed(product.span, into: &image)
  }

  /// A·S by sums of whole rows.
  private func multiply(_ matrix: Span<Double>, into result: inout MutableSpan<Double>) {
    let (starts, columns, values) = (starts.span, columns.span, values.span)
    for row in 0..<size {
      let base = row * size
      let entries = starts[row]..<starts[row + 1]
      guard let first = entries.first else {
        for column in 0..<size { result[base + column] = 0 }
        continue
      }
      let source = matrix.extracting((columns[first] * size)..<(columns[first] * size + size))
      let factor = values[first]
      for column in 0..<size { result[base + column] = factor * source[column] }
      for entry in entries.dropFirst() {
        let start = columns[entry] * size
        let source = matrix.extracting(start..<(start + size))
        let factor = values[entry]
        for column in 0..<size { result[base + column] += factor * source[column] }
      }
    }
  }

  /// S·Aᵀ for a product that is symmetric: one triangle is computed and mirrored.
  private func multiplyTransposed(
    _ matrix: Span<Double>, into result: inout MutableSpan<Double>
  ) {
    let (starts, columns, values) = (starts.span, columns.span, values.span)
    for row in 0..<size {
      let source = matrix.extracting((row * size)..<(row * size + size))
      for column in row..<size {
        var sum = 0.0
        for entry in starts[column]..<starts[column + 1] {
          sum += source[columns[entry]] * values[entry]
        }
        result[row * size + column] = sum
        result[column * size + row] = sum
      }
    }
  }
}

/// Rows become columns.
func transposed(_ dense: [Double], rows: Int, columns: Int) -> [Double] {
  var result = [Double](repeating: 0, count: dense.count)
  for row in 0..<rows {
    for column in 0..<columns { result[column * rows + row] = dense[row * columns + column] }
  }
  return result
}
