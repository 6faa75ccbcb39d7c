// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes a constant or a line out of a series by least squares of quasi-differences.
///
/// Series and regressors are differenced with ρ̄ = 1 + c̄/n, the first of each kept as it is, and the
/// estimates are taken off the series itself. c̄ is −7 for a constant and −13.5 for a line: there
/// the power of a point-optimal test is one half.
///
/// Source: Elliott, Rothenberg and Stock, "Efficient tests for an autoregressive unit root",
/// Econometrica 64 (1996), section 3.
struct LocalDetrending {
  /// What is taken out.
  let terms: DeterministicTerms

  /// The series less its constant or its line.
  ///
  /// - Precondition: the terms include a constant.
  /// - Complexity: O(n).
  func residuals(of values: [Double]) -> [Double] {
    precondition(terms != .none, "the terms must include a constant")
    // The first value is taken off at once, so that a level far from zero costs no digits.
    var rest = values.map { $0 - values[0] }
    var response = quasiDifferences(rest)
    var used: [(column: [Double], differences: [Double])] = []
    for (index, column) in terms.columns(rows: values.count).enumerated() {
      var own = (column: column, differences: quasiDifferences(column))
      for other in used[..<index] {
        let share = Self.quotient(other.differences, own.differences)
        Self.subtract(share, other.column, from: &own.column)
        Self.subtract(share, other.differences, from: &own.differences)
      }
      let share = Self.quotient(own.differences, response)
      Self.subtract(share, own.column, from: &rest)
      Self.subtract(share, own.differences, from: &response)
      used.append(own)
    }
    return rest
  }

  private func quasiDifferences(_ values: [Double]) -> [Double] {
    let weight = 1 + (terms == .constant ? -7 : -13.5) / Double(values.count)
    var result = values
    for index in values.indices.dropFirst() { result[index] -= weight * values[index - 1] }
    return result
  }

  /// The least-squares coefficient of a response on a column.
  private static func quotient(_ column: [Double], _ response: [Double]) -> Double {
    var (products, squares) = (0.0, 0.0)
    for index in column.indices {
      products += column[index] * response[index]
      squares += column[index] * column[index]
    }
    return products / squares
  }

  private static func subtract(
    _ share: Double, _ column: [Double], from values: inout [Double]
  ) {
    for index in values.indices { values[index] -= share * column[index] }
  }
}
