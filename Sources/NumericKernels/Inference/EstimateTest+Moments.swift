// SPDX-License-Identifier: GPL-3.0-or-later
//
// Tests of a sample's mean, variance, skewness and kurtosis. The standard errors come from the
// influence of each value on the estimate (the delta method), so one rule serves known laws,
// independent values and dependent series.

extension EstimateTest {
  /// Tests a moment of independent values; the standard error comes from the sample.
  ///
  /// The normal approximation needs many values: for kurtosis some thousands from a normal law,
  /// and an eighth moment of the law to hold at all. The estimates of skewness and kurtosis have a
  /// bias of order 1/n (for a normal law −6/(n + 1) in the kurtosis).
  ///
  /// - Precondition: there are at least 8 finite values and not all are equal.
  /// - Complexity: O(n).
  public static func moment(
    _ moment: Moment, ofIndependent values: [Double], expectation: Double
  ) -> EstimateTest {
    let (estimate, influences) = estimateAndInfluences(moment, of: values)
    let spread = SampleMoments(influences).standardDeviation ?? 0
    return EstimateTest(
      estimate: estimate, expectation: expectation,
      standardError: spread / Double(values.count).squareRoot())
  }

  /// Tests a moment of independent values whose law's higher moments are known.
  ///
  /// - Precondition: there are at least 8 finite values, not all equal, and the law's moments are
  ///   given up to twice the order of the moment.
  /// - Complexity: O(n).
  public static func moment(
    _ moment: Moment, ofIndependent values: [Double], law: StandardizedMoments, expectation: Double
  ) -> EstimateTest {
    requireFinite(values, atLeast: 8)
    let sample = SampleMoments(values)
    precondition(sample.sumOfSquares > 0, "the values must not all be equal")
    let variance = law.samplingVariance(of: moment) / Double(values.count)
    return EstimateTest(
      estimate: moment.estimate(from: sample), expectation: expectation,
      standardError: variance.squareRoot())
  }

  /// Tests a moment of a dependent stationary series by batch means of the values' influences.
  ///
  /// The estimate is that of the whole series: moments of single batches would each carry the bias
  /// of a short sample. Batches of 200 or more values suit kurtosis, longer ones a longer memory.
  ///
  /// - Precondition: there are at least two batches and 8 finite values, not all equal, and at
  ///   least as many values as batches.
  /// - Complexity: O(n).
  public static func moment(
    _ moment: Moment, ofDependent values: [Double], batches: Int, expectation: Double
  ) -> EstimateTest {
    let (estimate, influences) = estimateAndInfluences(moment, of: values)
    let means = BatchMeans(influences, batches: batches)
    return EstimateTest(
      estimate: estimate, expectation: expectation, standardError: means.standardError,
      degreesOfFreedom: means.degreesOfFreedom)
  }

  private static func estimateAndInfluences(
    _ moment: Moment, of values: [Double]
  ) -> (estimate: Double, influences: [Double]) {
    requireFinite(values, atLeast: 8)
    let sample = SampleMoments(values)
    guard let skewness = sample.skewness, let kurtosis = sample.kurtosis else {
      preconditionFailure("the values must not all be equal")
    }
    let coefficients = moment.influence(skewness: skewness, kurtosis: kurtosis)
    let variance = sample.sumOfSquares / Double(values.count)
    let (deviation, scale) = (variance.squareRoot(), moment.scale(variance: variance))
    let influences = values.map { value in
      let standardized = (value - sample.mean) / deviation
      var sum = 0.0
      for coefficient in coefficients.reversed() { sum = sum * standardized + coefficient }
      return scale * sum
    }
    return (moment.estimate(from: sample), influences)
  }
}
