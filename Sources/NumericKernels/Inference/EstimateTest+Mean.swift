// SPDX-License-Identifier: GPL-3.0-or-later

extension EstimateTest {
  /// Tests the mean of independent values by Student's t.
  ///
  /// Exact for normal values; for others an approximation whose error falls like skewness / √n.
  ///
  /// - Precondition: there are at least two values, all finite.
  /// - Complexity: O(n).
  public static func mean(ofIndependent values: [Double], expectation: Double) -> EstimateTest {
    requireFinite(values, atLeast: 2)
    let moments = SampleMoments(values)
    let count = Double(values.count)
    return EstimateTest(
      estimate: moments.mean, expectation: expectation,
      standardError: (moments.standardDeviation ?? 0) / count.squareRoot(),
      degreesOfFreedom: count - 1)
  }

  /// Tests the mean of independent values of known variance by the normal law.
  ///
  /// - Precondition: there is at least one value, all are finite, and the variance is not negative.
  /// - Complexity: O(n).
  public static func mean(
    ofIndependent values: [Double], knownVariance: Double, expectation: Double
  ) -> EstimateTest {
    requireFinite(values, atLeast: 1)
    precondition(knownVariance >= 0, "the variance must not be negative")
    return EstimateTest(
      estimate: SampleMoments(values).mean, expectation: expectation,
      standardError: (knownVariance / Double(values.count)).squareRoot())
  }

  /// Tests the mean of a dependent series by batch means and Student's t.
  ///
  /// The batches must be long beside the memory of the series: for an autoregression of
  /// coefficient φ the standard error is too small by a share of about φ / ((1 − φ²) × length).
  ///
  /// - Precondition: that of `BatchMeans`.
  /// - Complexity: O(n).
  public static func mean(
    ofDependent values: [Double], batches: Int, expectation: Double
  ) -> EstimateTest {
    let means = BatchMeans(values, batches: batches)
    return EstimateTest(
      estimate: means.mean, expectation: expectation, standardError: means.standardError,
      degreesOfFreedom: means.degreesOfFreedom)
  }
}
