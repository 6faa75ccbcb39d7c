// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

/// A symmetric matrix of normal numbers.
private func randomMatrix(_ size: Int, seed: UInt64) -> [[Double]] {
  let stream = RandomStream(seed: seed, dataset: "eigen", asset: "\(size)", purpose: "matrix")
  return (0..<size).map { row in
    (0..<size).map { stream.normal(at: UInt64(max(row, $0) * size + min(row, $0))) }
  }
}

private func largest(_ values: [Double]) -> Double { values.reduce(0) { max($0, $1.magnitude) } }

@Test func eigenvaluesAgreeWithReferenceNumbers() {
  for (matrix, expected) in zip(
    NearestCorrelationReference.matrices, NearestCorrelationReference.eigenvalues)
  {
    let values = SymmetricEigen(matrix).values
    let tolerance = 4 * Double(matrix.count) * 0x1p-53 * largest(expected)
    #expect(values.count == expected.count)
    for (value, reference) in zip(values, expected) {
      #expect((value - reference).magnitude <= tolerance, "\(value) and \(reference)")
    }
  }
}

@Test func eigenvectorsAreOrthonormalAndMultipliedByTheirValues() {
  for size in [1, 2, 3, 7, 20, 40] {
    let matrix = randomMatrix(size, seed: 1)
    let eigen = SymmetricEigen(matrix)
    let tolerance = 16 * Double(size) * 0x1p-53
    let norm = largest(eigen.values)
    #expect(eigen.values == eigen.values.sorted())
    for first in 0..<size {
      for second in 0..<size {
        let product = zip(eigen.vectors[first], eigen.vectors[second]).reduce(0) {
          $0 + $1.0 * $1.1
        }
        #expect((product - (first == second ? 1 : 0)).magnitude <= tolerance)
        let image = zip(matrix[second], eigen.vectors[first]).reduce(0) { $0 + $1.0 * $1.1 }
        let claimed = eigen.values[first] * eigen.vectors[first][second]
        #expect((image - claimed).magnitude <= tolerance * norm)
      }
    }
  }
}

@Test func eigenvaluesOfEqualCorrelationsHaveTheirClosedForm() {
  for (size, correlation) in [(2, -0.4), (5, 0.3), (12, 0.9), (30, -0.03)] {
    let rows = (0..<size).map { row in (0..<size).map { row == $0 ? 1 : correlation } }
    let common = 1 + Double(size - 1) * correlation
    let expected = ([common] + [Double](repeating: 1 - correlation, count: size - 1)).sorted()
    let tolerance = 4 * Double(size) * 0x1p-53 * largest(expected)
    for (value, reference) in zip(SymmetricEigen(rows).values, expected) {
      #expect((value - reference).magnitude <= tolerance)
    }
  }
}

@Test func eigenvaluesOfDiagonalAndEmptyMatricesAreTheirEntries() {
  #expect(SymmetricEigen([]).values == [])
  #expect(SymmetricEigen([[-3]]).values == [-3])
  #expect(SymmetricEigen([[0, 0], [0, 0]]).values == [0, 0])
  let eigen = SymmetricEigen([[4, 0, 0], [0, -1, 0], [0, 0, 2]])
  #expect(eigen.values == [-1, 2, 4])
  #expect(eigen.vectors == [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
}

@Test func aPowerOfTwoScalesEigenvaluesExactlyWhereSquaresWouldOverflow() {
  let matrix = randomMatrix(6, seed: 2)
  let eigen = SymmetricEigen(matrix)
  for power in [0x1p1000, 0x1p-900] {
    let scaled = SymmetricEigen(matrix.map { $0.map { $0 * power } })
    #expect(scaled.values == eigen.values.map { $0 * power })
    #expect(scaled.vectors == eigen.vectors)
  }
}

@Test func eigenvaluesReadTheLowerTriangleOnly() {
  let matrix = randomMatrix(5, seed: 3)
  var other = matrix
  for row in 0..<5 { for column in (row + 1)..<max(row + 1, 5) { other[row][column] = .nan } }
  #expect(SymmetricEigen(other) == SymmetricEigen(matrix))
}
