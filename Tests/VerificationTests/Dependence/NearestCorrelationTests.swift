// SPDX-License-Identifier: GPL-3.0-or-later
//
// The nearest correlation matrix against published examples, numbers of another program and the
// condition that makes a point of a convex set the nearest one: no way from it into the set leads
// any nearer.

import NumericKernels
import Testing
import Verification

private typealias Reference = NearestCorrelationReference

private func difference(_ first: [[Double]], _ second: [[Double]]) -> Double {
  zip(first, second).reduce(0) { largest, pair in
    zip(pair.0, pair.1).reduce(largest) { max($0, ($1.0 - $1.1).magnitude) }
  }
}

/// Rows with a random number in ±1 for every pair: not positive definite as a rule from 4 rows on.
private func opinions(_ size: Int, seed: UInt64) -> [[Double]] {
  let stream = RandomStream(seed: seed, dataset: "nearest", asset: "\(size)", purpose: "pairs")
  return (0..<size).map { row in
    (0..<size).map {
      row == $0 ? 1 : 2 * stream.uniform(at: UInt64(max(row, $0) * size + min(row, $0))) - 1
    }
  }
}

/// The matrix of the correlations of vectors, moved to the identity until it keeps a bound.
private func gram(_ vectors: [[Double]], bound: Double) -> [[Double]] {
  let units = vectors.map { vector in
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return vector.map { $0 / length }
  }
  return units.indices.map { row in
    units.indices.map { column in
      row == column
        ? 1 : (1 - bound) * zip(units[row], units[column]).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}

/// Σ (nearest − given)(other − nearest) off the diagonal: negative where the way to the other one
/// leads nearer to the given one.
private func descent(_ nearest: [[Double]], _ given: [[Double]], _ other: [[Double]]) -> Double {
  var sum = 0.0
  for row in nearest.indices {
    for column in nearest.indices where column != row {
      sum +=
        (nearest[row][column] - given[row][column]) * (other[row][column] - nearest[row][column])
    }
  }
  return sum
}

@Test func nearestCorrelationsOfHighamsExamplesAreThePublishedOnes() throws {
  let four = try Correlation.nearest(
    to: [[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2]])
  let expected = [
    [1, -0.8084, 0.1916, 0.1068], [-0.8084, 1, -0.6562, 0.1916],
    [0.1916, -0.6562, 1, -0.8084], [0.1068, 0.1916, -0.8084, 1],
  ]
  #expect(difference(four.rows, expected) < 0.5e-4 + 1e-6)
  #expect(difference(four.rows, Reference.highamNearest) < 1e-12)
  let three = try Correlation.nearest(to: [[1, 1, 0], [1, 1, 1], [0, 1, 1]])
  let known = [[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]]
  #expect(difference(three.rows, known) < 0.5e-4 + 1e-6)
}

@Test func nearestCorrelationsAgreeWithReferenceNumbers() throws {
  let cases = [
    (Reference.matrix1, Reference.nearest1), (Reference.matrix2, Reference.nearest2),
    (Reference.matrix3, Reference.nearest3), (Reference.matrix4, Reference.nearest4),
  ]
  for (given, expected) in cases {
    #expect(try difference(Correlation.nearest(to: given).rows, expected) < 1e-12)
  }
  let wide = try Correlation.nearest(to: Reference.matrix3, leastEigenvalue: 0.1)
  #expect(difference(wide.rows, Reference.nearest3WideBound) < 1e-12)
}

@Test(arguments: [1e-10, 1e-6, 0.1, 0.6])
func noWayFromTheNearestCorrelationLeadsNearer(bound: Double) throws {
  for size in 2...7 {
    let given = opinions(size, seed: 11)
    let nearest = try Correlation.nearest(to: given, leastEigenvalue: bound).rows
    let stream = RandomStream(seed: 12, dataset: "nearest", asset: "\(size)", purpose: "ways")
    // The root of the part above the bound; small changes of it lead to neighbours in the set.
    let above = nearest.indices.map { row in
      nearest.indices.map { row == $0 ? 1 : nearest[row][$0] / (1 - bound) }
    }
    let eigen = SymmetricEigen(above)
    let root = nearest.indices.map { row in
      eigen.values.indices.map { max(0, eigen.values[$0]).squareRoot() * eigen.vectors[$0][row] }
    }
    var item: UInt64 = 0
    for change in [1e-3, 0.1, 1, 1e6] {
      for _ in 0..<200 {
        let other = gram(
          root.map { row in
            row.map {
              item += 1
              return $0 + change * stream.normal(at: item)
            }
          }, bound: bound)
        #expect(descent(nearest, given, other) > -1e-11)
      }
    }
  }
}

@Test func aNearestCorrelationIsAnExactCorrelationMatrixThatKeepsItsBound() throws {
  for bound in [1e-10, 1e-6, 0.01, 0.5, 0.99] {
    for size in [1, 2, 4, 9, 16] {
      let rows = try Correlation.nearest(
        to: opinions(size, seed: 13), leastEigenvalue: bound
      ).rows
      let least = SymmetricEigen(rows).values[0]
      #expect(least >= bound - 8 * Double(size) * 0x1p-52)
      for row in rows.indices {
        #expect(rows[row][row] == 1)
        for column in rows.indices { #expect(rows[row][column] == rows[column][row]) }
      }
    }
  }
}

@Test func aMatrixThatKeepsTheBoundIsItsOwnNearest() throws {
  for size in [1, 3, 8] {
    let stream = RandomStream(seed: 14, dataset: "nearest", asset: "\(size)", purpose: "valid")
    let vectors = (0..<size).map { row in
      (0..<size).map { stream.normal(at: UInt64(row * size + $0)) }
    }
    let valid = try Correlation(gram(vectors, bound: 0.01))
    #expect(try Correlation.nearest(to: valid.rows) == valid)
    let once = try Correlation.nearest(to: opinions(size, seed: 15))
    #expect(try Correlation.nearest(to: once.rows) == once)
  }
  // Positive definite, but not by as much as is asked for.
  let close = [[1, 0.999], [0.999, 1]]
  #expect(try Correlation.nearest(to: close).rows == close)
  let apart = try Correlation.nearest(to: close, leastEigenvalue: 0.25).rows
  #expect(difference(apart, [[1, 0.75], [0.75, 1]]) < 1e-13)
}

@Test func theDiagonalAndTheOrderOfAssetsDoNotMoveTheNearestCorrelation() throws {
  let given = opinions(6, seed: 16)
  let nearest = try Correlation.nearest(to: given).rows
  var other = given
  for index in other.indices { other[index][index] = Double(index) - 2.5 }
  #expect(try Correlation.nearest(to: other).rows == nearest)
  let order = [3, 0, 5, 1, 4, 2]
  let turned = order.map { row in order.map { given[row][$0] } }
  let expected = order.map { row in order.map { nearest[row][$0] } }
  #expect(try difference(Correlation.nearest(to: turned).rows, expected) < 1e-12)
}

@Test func entriesThatDifferByRoundingCountAsTheirMean() throws {
  let rows = [[1, 0.5 + 0x1p-42, 0.25], [0.5, 1, 0.125], [0.25, 0.125, 1]]
  #expect(try Correlation.nearest(to: rows).rows[0][1] == 0.5 + 0x1p-43)
  #expect(throws: CorrelationDefect.notSymmetric(row: 1, column: 0)) {
    try Correlation.nearest(to: [[1, 0.5 + 1e-11], [0.5, 1]])
  }
}

@Test func whatNoMatrixIsNearToIsAnError() {
  #expect(throws: CorrelationDefect.empty) { try Correlation.nearest(to: []) }
  #expect(throws: CorrelationDefect.notSquare(row: 1, entries: 1, rows: 2)) {
    try Correlation.nearest(to: [[1, 0], [0]])
  }
  #expect(throws: CorrelationDefect.outOfRange(row: 0, column: 1, value: .infinity)) {
    try Correlation.nearest(to: [[1, .infinity], [.infinity, 1]])
  }
  #expect(throws: CorrelationDefect.outOfRange(row: 1, column: 0, value: -2e6)) {
    try Correlation.nearest(to: [[1, 0], [-2e6, 1]])
  }
  #expect(throws: CorrelationDefect.diagonal(index: 1, value: .infinity)) {
    try Correlation.nearest(to: [[1, 0], [0, .infinity]])
  }
  #expect(throws: CorrelationDefect.self) { try Correlation.nearest(to: [[1, .nan], [.nan, 1]]) }
}

@Test func entriesFarBeyondCorrelationsStillGiveAValidMatrix() throws {
  for factor in [3, 1e3, 1e6] {
    let given = opinions(5, seed: 17).map { $0.map { $0 * factor } }
    let rows = try Correlation.nearest(to: given).rows
    #expect(SymmetricEigen(rows).values[0] >= 1e-6 - 1e-12)
  }
}
