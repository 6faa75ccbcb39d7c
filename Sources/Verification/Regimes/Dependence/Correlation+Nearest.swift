// SPDX-License-Identifier: GPL-3.0-or-later
//
// Correlations from pairs with different gaps, from opinions, or from a matrix with a changed
// entry need not belong to any set of variables. This finds the matrix nearest to them that does.
//
// Source: Higham, "Computing the nearest correlation matrix – a problem from finance", IMA Journal
// of Numerical Analysis 22 (2002): alternating projections onto the matrices with a least
// eigenvalue and onto those with ones on the diagonal, with Dykstra's correction. The correction
// takes the change that the last projection onto the first set made out of the matrix again. What
// then goes into that projection is always the given matrix with another diagonal, so that only the
// diagonal is kept here.

import NumericKernels

extension Correlation {
  /// The correlation matrix nearest to some rows: the sum of the squared differences of all entries
  /// is the least among the matrices with no eigenvalue below a bound.
  ///
  /// A correlation matrix that keeps the bound comes back as it is, bit for bit. The diagonal of
  /// the rows has no influence: every correlation matrix has ones there. Entries whose mirror image
  /// differs by no more than 1e-12 count as their mean.
  ///
  /// The result is nearest to within about 1e-12 an entry for rows of the size of correlations, and
  /// in proportion for larger ones. It keeps the bound up to rounding in any case.
  ///
  /// - Parameters:
  ///   - rows: one row an asset.
  ///   - leastEigenvalue: the bound, δ. Near 0, the result is nearly singular.
  /// - Throws: `CorrelationDefect` where no matrix can be meant: no rows, rows of another length,
  ///   an entry that is not a number or beyond a million, or rows that are not symmetric.
  /// - Precondition: δ lies in 1e-10..<1.
  /// - Complexity: one eigenvalue problem, O(n³), an iteration: about 30 for four assets and
  ///   150 for a hundred random correlations, 20,000 at the most.
  public static func nearest(
    to rows: [[Double]], leastEigenvalue: Double = 1e-6
  ) throws(CorrelationDefect) -> Correlation {
    precondition(
      leastEigenvalue >= 1e-10 && leastEigenvalue < 1, "the least eigenvalue must lie in 1e-10..<1")
    let given = try symmetric(rows)
    if keepsBound(given, leastEigenvalue), let correlation = try? Correlation(given) {
      return correlation
    }
    return try Correlation(
      lifted(alternatingProjections(given, leastEigenvalue), leastEigenvalue))
  }

  /// The rows with ones on the diagonal and exactly symmetric.
  private static func symmetric(_ rows: [[Double]]) throws(CorrelationDefect) -> [[Double]] {
    guard !rows.isEmpty else { throw .empty }
    for (index, row) in rows.enumerated() {
      guard row.count == rows.count else {
        throw .notSquare(row: index, entries: row.count, rows: rows.count)
      }
      for (column, entry) in row.enumerated() where !(entry.magnitude <= 1e6) {
        if column == index { throw .diagonal(index: index, value: entry) }
        throw .outOfRange(row: index, column: column, value: entry)
      }
    }
    var made = rows
    for row in rows.indices {
      made[row][row] = 1
      for column in 0..<row {
        let (below, above) = (rows[row][column], rows[column][row])
        guard (below - above).magnitude <= 1e-12 else {
          throw .notSymmetric(row: row, column: column)
        }
        made[row][column] = 0.5 * (below + above)
        made[column][row] = made[row][column]
      }
    }
    return made
  }

  /// Whether no eigenvalue lies below the bound by more than an eigenvalue's rounding.
  private static func keepsBound(_ rows: [[Double]], _ bound: Double) -> Bool {
    SymmetricEigen(rows).values[0] >= bound - rounding(rows)
  }

  private static func rounding(_ rows: [[Double]]) -> Double {
    8 * Double(rows.count) * Double.ulpOfOne
  }

  /// Higham's iteration, until the projection onto the first set has ones on the diagonal already.
  ///
  /// Every projection X is the nearest one to the given matrix among those with X's own diagonal.
  /// So the distance of that diagonal from ones says how exact the result is.
  private static func alternatingProjections(
    _ given: [[Double]], _ bound: Double
  ) -> [[Double]] {
    let size = given.flatMap { $0 }.reduce(1) { max($0, $1.magnitude) }
    var corrected = given
    var nearest = given
    for _ in 0..<20_000 {
      nearest = projected(corrected, bound)
      var distance = 0.0
      for index in nearest.indices {
        let missing = 1 - nearest[index][index]
        corrected[index][index] += missing
        nearest[index][index] = 1
        distance = max(distance, missing.magnitude)
      }
      if distance <= 1e-13 * size { break }
    }
    return nearest
  }

  /// The nearest matrix with no eigenvalue below a bound: those below are raised to it.
  private static func projected(_ rows: [[Double]], _ bound: Double) -> [[Double]] {
    let eigen = SymmetricEigen(rows)
    var made = rows
    for (value, vector) in zip(eigen.values, eigen.vectors) where value < bound {
      let missing = bound - value
      for row in made.indices {
        let weight = missing * vector[row]
        for column in 0...row {
          made[row][column] += weight * vector[column]
          made[column][row] = made[row][column]
        }
      }
    }
    return made
  }

  /// The matrix moved towards that of independent assets until it keeps the bound: by rounding
  /// only, except where the iteration came to its end early.
  private static func lifted(_ rows: [[Double]], _ bound: Double) -> [[Double]] {
    let least = SymmetricEigen(rows).values[0]
    guard least < bound else { return rows }
    let share = (1 - bound) / (1 - least)
    var made = rows
    for row in made.indices {
      for column in made.indices where column != row { made[row][column] *= share }
    }
    return made
  }
}
