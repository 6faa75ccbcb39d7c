// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing
import Verification

private func defect(_ rows: [[Double]]) -> CorrelationDefect? {
  do throws(CorrelationDefect) {
    _ = try Correlation(rows)
    return nil
  } catch { return error }
}

@Test func everyRuleOfACorrelationMatrixHasItsMessage() {
  let cases: [([[Double]], CorrelationDefect, String)] = [
    ([], .empty, "a correlation matrix must have a row"),
    (
      [[1, 0.5], [0.5, 1, 0]], .notSquare(row: 1, entries: 3, rows: 2),
      "row 2 has 3 entries where the matrix has 2 rows"
    ),
    (
      [[1, 1.5], [1.5, 1]], .outOfRange(row: 1, column: 0, value: 1.5),
      "row 2, column 1: 1.5 must lie in [−1, 1]"
    ),
    (
      [[1, 0], [0, 0.5]], .diagonal(index: 1, value: 0.5), "row 2, column 2: 0.5 must be 1"
    ),
    (
      [[1, 0.2], [0.3, 1]], .notSymmetric(row: 1, column: 0),
      "row 2, column 1 must equal row 1, column 2"
    ),
    (
      [[1, 1], [1, 1]], .notPositiveDefinite,
      "the matrix is not positive definite; Correlation.nearest gives the nearest one that is"
    ),
  ]
  for (rows, expected, message) in cases {
    #expect(defect(rows) == expected)
    #expect(expected.description == message)
  }
}

@Test func entriesThatAreNotNumbersAreRefused() {
  #expect(defect([[.nan]]) != nil)
  #expect(defect([[1, 0], [.nan, 1]]) != nil)
  #expect(defect([[1, .nan], [0, 1]]) == .notSymmetric(row: 1, column: 0))
}

@Test func singularAndIndefiniteMatricesAreRefused() {
  // The second is the third asset as the sum of two, the third as their difference.
  let half = 0.5.squareRoot()
  #expect(defect([[1, -1], [-1, 1]]) == .notPositiveDefinite)
  #expect(defect([[1, 0, half], [0, 1, half], [half, half, 1]]) == .notPositiveDefinite)
  #expect(defect([[1, 0, half], [0, 1, -half], [half, -half, 1]]) == .notPositiveDefinite)
  #expect(defect([[1, 0.9, 0], [0.9, 1, 0.9], [0, 0.9, 1]]) == .notPositiveDefinite)
  #expect(defect([[1, -0.5, -0.5], [-0.5, 1, -0.5], [-0.5, -0.5, 1]]) == .notPositiveDefinite)
}

@Test func nearlySingularMatricesAreAccepted() {
  #expect(defect([[1, 1 - 1e-9], [1 - 1e-9, 1]]) == nil)
  #expect(defect([[1, -0.499_999, -0.5], [-0.499_999, 1, -0.5], [-0.5, -0.5, 1]]) == nil)
}

@Test func theLowerFactorTimesItsTransposeIsTheMatrix() throws {
  for size in [1, 2, 5, 15] {
    let rows = try correlations(size)
    let factor = try #require(Correlation.lowerFactor(rows))
    for row in 0..<size {
      #expect(factor[row].count == size)
      #expect(factor[row][row] > 0)
      for column in (row + 1)..<max(size, row + 1) { #expect(factor[row][column] == 0) }
      for column in 0..<size {
        let product = zip(factor[row], factor[column]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect((product - rows[row][column]).magnitude < 1e-15 * Double(size + 2))
      }
    }
  }
}

@Test func laterRowsDoNotMoveEarlierRowsOfTheLowerFactor() throws {
  let rows = try correlations(8)
  let whole = try #require(Correlation.lowerFactor(rows))
  for size in 1..<8 {
    let block = rows.prefix(size).map { Array($0.prefix(size)) }
    let part = try #require(Correlation.lowerFactor(block))
    for row in 0..<size { #expect(part[row] == Array(whole[row].prefix(size))) }
  }
}

/// A valid matrix without any two equal entries.
private func correlations(_ size: Int) throws -> [[Double]] {
  let stream = RandomStream(seed: 21, dataset: "factor", asset: "", purpose: "pairs")
  let rows = (0..<size).map { row in
    (0..<size).map { column in
      let (high, low) = (UInt64(max(row, column)), UInt64(min(row, column)))
      return row == column ? 1 : 2 * stream.uniform(at: high * 100 + low) - 1
    }
  }
  return try Correlation.nearest(to: rows, leastEigenvalue: 0.01).rows
}
