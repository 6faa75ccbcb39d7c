// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// Claims about the moments of a GARCH process whose eighth moment exists.
enum GARCHClaims {
  static func moments(_ law: GARCHLaw, _ place: ClaimPlace) -> [Claim] {
    var claims = [
      place.claim("squared returns: mean") { sample in
        ClaimOutcome(
          .mean(
            ofDependent: sample.returns.map { $0 * $0 }, batches: 100, expectation: law.variance),
          count: sample.count)
      }
    ]
    if let kurtosis = law.kurtosis {
      claims.append(
        place.claim("returns: kurtosis") { sample in
          ClaimOutcome(
            .moment(.kurtosis, ofDependent: sample.returns, batches: 100, expectation: kurtosis),
            count: sample.count)
        })
    }
    for lag in [1, 5] {
      guard let correlation = law.autocorrelationOfSquares(lag: lag),
        let kurtosis = law.kurtosis
      else { continue }
      // (e²ₜ − h̄)(e²ₜ₊ₖ − h̄) has the autocovariance as its mean; a batch mean gives its error.
      let covariance = correlation * (kurtosis - 1) * law.variance * law.variance
      claims.append(
        place.claim("squared returns: autocovariance at lag \(lag)") { sample in
          let squares = sample.returns.map { $0 * $0 - law.variance }
          let products = zip(squares, squares.dropFirst(lag)).map { $0 * $1 }
          return ClaimOutcome(
            .mean(ofDependent: products, batches: 100, expectation: covariance),
            count: products.count)
        })
    }
    return claims
  }
}
