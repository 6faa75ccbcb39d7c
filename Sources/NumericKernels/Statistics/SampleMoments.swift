// SPDX-License-Identifier: GPL-3.0-or-later
//
// Mean, spread and shape of a sample, and its autocorrelation.
//
// Two passes: the mean first, with the part that its double rounds away kept beside it, then the
// powers of the deviations in compensated sums. The NIST StRD univariate sets measure what that
// buys: thirteen digits where the data's own representation carries them.

/// Mean, variance, skewness and kurtosis of a sample.
public struct SampleMoments: Hashable, Sendable {
  /// The number of values.
  public let count: Int
  /// The arithmetic mean, in the values' unit; 0 for no values.
  public let mean: Double
  /// The sum of squared deviations from the mean.
  public let sumOfSquares: Double
  let sumOfCubes: Double
  let sumOfFourths: Double

  /// Measures the values.
  ///
  /// - Complexity: O(n), two passes.
  public init(_ values: [Double]) {
    let (mean, rest) = meanAndRemainder(values)
    var squares = CompensatedSum()
    var cubes = CompensatedSum()
    var fourths = CompensatedSum()
    for value in values {
      let deviation = (value - mean) - rest
      let square = deviation * deviation
      squares.add(product: deviation, deviation)
      cubes.add(square * deviation)
      fourths.add(square * square)
    }
    self.count = values.count
    self.mean = mean
    self.sumOfSquares = squares.value
    self.sumOfCubes = cubes.value
    self.sumOfFourths = fourths.value
  }

  /// The unbiased variance (divisor n − 1); nil for fewer than two values.
  public var variance: Double? { count > 1 ? sumOfSquares / Double(count - 1) : nil }

  /// The square root of the unbiased variance; nil for fewer than two values.
  public var standardDeviation: Double? { variance.map { $0.squareRoot() } }

  /// The standard deviation with divisor n; nil for no values.
  public var populationStandardDeviation: Double? {
    count > 0 ? (sumOfSquares / Double(count)).squareRoot() : nil
  }

  /// The standardised third moment with divisor n; nil where the spread is zero.
  public var skewness: Double? {
    guard count > 0, sumOfSquares > 0 else { return nil }
    let variance = sumOfSquares / Double(count)
    return sumOfCubes / Double(count) / (variance * variance.squareRoot())
  }

  /// The standardised fourth moment with divisor n, 3 for a normal distribution; nil where the
  /// spread is zero.
  public var kurtosis: Double? {
    guard count > 0, sumOfSquares > 0 else { return nil }
    let variance = sumOfSquares / Double(count)
    return sumOfFourths / Double(count) / (variance * variance)
  }
}

/// Returns the autocorrelation at a lag: Σ (yₜ − ȳ)(yₜ₊ₖ − ȳ) / Σ (yₜ − ȳ)², divisor n throughout.
///
/// Nil where there are not more values than the lag, or where all are equal.
///
/// - Precondition: `lag` is positive.
/// - Complexity: O(n).
public func autocorrelation(_ values: [Double], lag: Int) -> Double? {
  precondition(lag > 0, "the lag must be positive")
  guard values.count > lag else { return nil }
  let (mean, rest) = meanAndRemainder(values)
  let deviations = values.map { ($0 - mean) - rest }
  var squares = CompensatedSum()
  for deviation in deviations { squares.add(product: deviation, deviation) }
  guard squares.value > 0 else { return nil }
  var products = CompensatedSum()
  for index in 0..<(values.count - lag) {
    products.add(product: deviations[index], deviations[index + lag])
  }
  return products.value / squares.value
}

/// The mean and what rounding it to a double loses, so that deviations can be taken from both.
private func meanAndRemainder(_ values: [Double]) -> (mean: Double, remainder: Double) {
  // The mean of equal values is their value; the division alone can miss it by one place.
  guard let first = values.first, values.contains(where: { $0 != first }) else {
    return (values.first ?? 0, 0)
  }
  var sum = CompensatedSum()
  for value in values { sum.add(value) }
  let count = Double(values.count)
  let mean = sum.value / count
  // The residual of the division, exact in a fused multiply-add, plus what the sum had rounded.
  let residual = (-mean).multipliedAdding(count, sum.value) + sum.remainder
  return (mean, residual / count)
}

extension Double {
  /// `self × factor + term` with one rounding.
  fileprivate func multipliedAdding(_ factor: Double, _ term: Double) -> Double {
    term.addingProduct(self, factor)
  }
}
