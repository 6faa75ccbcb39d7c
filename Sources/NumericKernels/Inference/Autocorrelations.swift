// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the autocorrelations at lags 1 to `maximumLag`, by direct sums with divisor n.
///
/// Entry k − 1 is Σ (yₜ − ȳ)(yₜ₊ₖ − ȳ) / Σ (yₜ − ȳ)², that of `autocorrelation(_:lag:)`.
///
/// - Precondition: `maximumLag` is positive, there are more values than it, all are finite, and not
///   all are equal.
/// - Complexity: O(n × maximumLag).
public func autocorrelations(_ values: [Double], maximumLag: Int) -> [Double] {
  precondition(maximumLag > 0, "the largest lag must be positive")
  requireFinite(values, atLeast: maximumLag + 1)
  let sample = SampleMoments(values)
  precondition(sample.sumOfSquares > 0, "the values must not all be equal")
  let deviations = values.map { $0 - sample.mean }
  return (1...maximumLag).map { lag in
    var products = CompensatedSum()
    for index in 0..<(deviations.count - lag) {
      products.add(product: deviations[index], deviations[index + lag])
    }
    return products.value / sample.sumOfSquares
  }
}
