// SPDX-License-Identifier: GPL-3.0-or-later

/// What a unit-root or stationarity regression has besides the series itself.
public enum DeterministicTerms: String, CaseIterable, Hashable, Sendable {
  /// Nothing: the series has mean zero.
  case none
  /// A constant.
  case constant
  /// A constant and a straight line.
  case constantAndTrend = "constant-and-trend"

  /// The number of regressors.
  public var count: Int {
    switch self {
    case .none: 0
    case .constant: 1
    case .constantAndTrend: 2
    }
  }

  /// The regressors over `rows` rows; the line runs from −1 to 1 so that no column is large.
  func columns(rows: Int) -> [[Double]] {
    switch self {
    case .none: return []
    case .constant: return [[Double](repeating: 1, count: rows)]
    case .constantAndTrend:
      let middle = Double(rows - 1) / 2
      let line = (0..<rows).map { (Double($0) - middle) / max(middle, 1) }
      return [[Double](repeating: 1, count: rows), line]
    }
  }

  /// The values less their least-squares fit on these terms.
  ///
  /// The line is orthogonal to the constant, so that each coefficient is one quotient.
  func residuals(of values: [Double]) -> [Double] {
    var residuals = values
    for column in columns(rows: values.count) {
      var products = CompensatedSum()
      var squares = CompensatedSum()
      for (value, regressor) in zip(residuals, column) {
        products.add(product: value, regressor)
        squares.add(product: regressor, regressor)
      }
      guard squares.value > 0 else { continue }
      let slope = products.value / squares.value
      for index in residuals.indices { residuals[index] -= slope * column[index] }
    }
    return residuals
  }
}
