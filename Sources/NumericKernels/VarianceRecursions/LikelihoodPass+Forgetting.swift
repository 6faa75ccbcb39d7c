// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whether a recursion forgets its start. A filter whose states are computed from a guess of the
// first one comes to the same states whatever the guess only where the Lyapunov exponent of
// ∂uₜ₊₁/∂uₜ is negative. Elsewhere the likelihood moves with every digit of the start, its surface
// is rough, and the usual theory of estimates does not hold: Wintenberger, "Continuous
// invertibility and stable QML estimation of the EGARCH(1,1) model", Scandinavian Journal of
// Statistics 40 (2013).

extension LikelihoodPass {
  /// The Lyapunov exponent along the sample: the mean of log|∂uₜ₊₁/∂uₜ|, with longer lags that of
  /// the growth of a small change of the first states.
  func lyapunovExponent() -> Double {
    guard count > 1 else { return -.infinity }
    let transfers = lagTransfers.map(\.state)
    if transfers.count == 1 {
      var product = LogProduct()
      for index in 0..<(count - 1) { product.multiply(by: abs(transfers[0][index])) }
      return product.logarithm / Double(count - 1)
    }
    // The newest change first; its size is taken out at every step.
    var changes = [Double](repeating: 1, count: transfers.count)
    var growth = LogProduct()
    for step in 1..<count {
      var change = 0.0
      for lag in 0..<min(transfers.count, step) {
        change += transfers[lag][step - 1 - lag] * changes[lag]
      }
      for lag in stride(from: changes.count - 1, to: 0, by: -1) { changes[lag] = changes[lag - 1] }
      changes[0] = change
      let size = changes.reduce(0) { max($0, abs($1)) }
      guard size > 0 else { return -.infinity }
      growth.multiply(by: size)
      for lag in changes.indices { changes[lag] /= size }
    }
    return growth.logarithm / Double(count - 1)
  }
}
