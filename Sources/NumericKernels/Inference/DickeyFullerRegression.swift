// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The regression Δyₜ = d′δ + γyₜ₋₁ + Σₖ ψₖΔyₜ₋ₖ + e, k from 1 to the lags.
struct DickeyFullerRegression {
  let fit: LeastSquares
  private let columns: [[Double]]
  private let response: [Double]
  let terms: DeterministicTerms
  let lags: Int
  let rows: Int

  /// - Parameter dropping: how many further rows are left out at the start, so that regressions
  ///   with fewer lags cover the rows of one with more.
  init(
    _ values: [Double], terms: DeterministicTerms, lags: Int, dropping: Int = 0
  ) throws(LeastSquaresError) {
    let first = 1 + lags + dropping
    let rows = values.count - first
    let width = 1 + terms.count + lags
    guard rows > width else { throw .tooFewRows(rows: max(rows, 0), columns: width) }
    let differences = zip(values.dropFirst(), values).map { $0 - $1 }
    // A level far from zero is nearly the constant; taking the mean out changes no other estimate.
    let centre = terms == .none ? 0 : SampleMoments(values).mean
    var columns = [values[(first - 1)..<(values.count - 1)].map { $0 - centre }]
    columns += terms.columns(rows: rows)
    for lag in stride(from: 1, through: lags, by: 1) {
      let start = first - 1 - lag
      columns.append(Array(differences[start..<(start + rows)]))
    }
    let response = Array(differences[(first - 1)...])
    self.fit = try LeastSquares(columns: columns, response: response)
    self.columns = columns
    self.response = response
    self.terms = terms
    self.lags = lags
    self.rows = rows
  }

  /// γ̂ over its standard error.
  var statistic: Double { fit.coefficients[0] / fit.standardErrors[0] }

  /// The statistic with further regressors.
  func statistic(beside others: [[Double]]) throws(LeastSquaresError) -> Double {
    let wide = try LeastSquares(columns: columns + others, response: response)
    return wide.coefficients[0] / wide.standardErrors[0]
  }

  /// n log(RSS/n) + 2k.
  var akaike: Double {
    let n = Double(rows)
    return n * Double.log(fit.residualSumOfSquares / n) + 2 * Double(1 + terms.count + lags)
  }

  /// The number of lags with the least Akaike criterion; the smallest of equals.
  static func lags(
    _ values: [Double], terms: DeterministicTerms, maximum: Int
  ) throws(LeastSquaresError) -> Int {
    var best = (criterion: Double.infinity, lags: 0)
    for lags in 0...maximum {
      let regression = try DickeyFullerRegression(
        values, terms: terms, lags: lags, dropping: maximum - lags)
      let criterion = regression.akaike
      if criterion < best.criterion { best = (criterion, lags) }
    }
    return best.lags
  }

  /// The number of lags that a choice means for a series.
  static func lags(
    _ values: [Double], terms: DeterministicTerms, choice: UnitRootTest.LagChoice
  ) throws(LeastSquaresError) -> Int {
    switch choice {
    case .fixed(let lags):
      precondition(lags >= 0, "the number of lags must not be negative")
      return lags
    case .akaike(let maximum):
      precondition(maximum.map { $0 >= 0 } ?? true, "the number of lags must not be negative")
      return try Self.lags(
        values, terms: terms,
        maximum: maximum ?? UnitRootTest.largestLag(count: values.count, terms: terms))
    }
  }
}
