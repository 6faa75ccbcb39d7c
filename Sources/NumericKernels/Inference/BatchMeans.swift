// SPDX-License-Identifier: GPL-3.0-or-later

/// The mean of a dependent series and its standard error by the method of batch means.
///
/// The series is cut into consecutive batches of equal length (to one value). Where a batch is long
/// beside the memory of the series, the batch means are nearly independent and normal, so that the
/// mean of the series has Student's t with one degree of freedom less than there are batches.
///
/// Source: Law and Kelton, "Simulation Modeling and Analysis", the section on batch means. The
/// tests check it on autoregressive series whose standard error is known.
public struct BatchMeans: Hashable, Sendable {
  /// The mean of the batch means.
  public let mean: Double
  /// The standard deviation of the batch means over the root of their number.
  public let standardError: Double
  /// One less than the number of batches.
  public let degreesOfFreedom: Double

  /// Cuts a series into batches and measures their means.
  ///
  /// - Precondition: there are at least two batches, at least as many values as batches, and every
  ///   value is finite.
  /// - Complexity: O(n).
  public init(_ values: [Double], batches: Int) {
    precondition(batches >= 2, "there must be at least two batches")
    requireFinite(values, atLeast: batches)
    let means = (0..<batches).map { batch in
      let start = batch * values.count / batches
      let end = (batch + 1) * values.count / batches
      var sum = CompensatedSum()
      for index in start..<end { sum.add(values[index]) }
      return sum.value / Double(end - start)
    }
    let moments = SampleMoments(means)
    mean = moments.mean
    standardError = (moments.standardDeviation ?? 0) / Double(batches).squareRoot()
    degreesOfFreedom = Double(batches - 1)
  }
}
