// SPDX-License-Identifier: GPL-3.0-or-later

/// What one search of a likelihood leaves to the search of the next sample.
///
/// A likelihood can have several hills, and the highest of one sample need not be that of the next.
/// Where the next sample is nearly the same and no other hill was nearly as high, the hill is
/// followed, and others are looked for only now and then.
struct SearchMemory: Sendable {
  /// Another hill that is lower by less than this may be the highest of the next sample.
  static let rivalry = 2.0

  /// The sample.
  let sample: [Double]
  /// How many observations have been exchanged since new hills were looked for. An outlier that
  /// comes or goes counts for as many as its squared change is of mean ones.
  let exchanged: Double

  /// How many may be. In short samples hills come and go with every few observations. Of 4,000
  /// windows of 1,000 days of the S&P 500 one GARCH(1,1) fit missed a hill that had come meanwhile.
  private static func limit(count: Int) -> Double { 0.02 * Double(count - 500) }

  /// The sum of squared differences, in that of squared changes, with which samples count as the
  /// same: errors of a model that was fitted anew differ a little everywhere.
  private static let tolerance = 1e-3

  /// How many will have been exchanged, once the hill has been followed to another sample; nil
  /// where others must be looked for: the sample is another, or too much has been exchanged.
  ///
  /// - Complexity: O(n), and as much for every observation by which the samples differ.
  func exchanged(through next: [Double]) -> Double? {
    let limit = Self.limit(count: next.count)
    guard exchanged < limit else { return nil }
    let size = Self.squaredChanges(next[...])
    let unit = size / Double(next.count)
    for shift in next.indices {
      let atEnd = Self.squaredChanges(next.suffix(shift + 1)) / unit
      guard exchanged + max(Double(shift), atEnd) <= limit else { return nil }
      let common = min(next.count - shift, sample.count)
      let own = next.dropLast(shift).suffix(common)
      guard Self.areClose(own, sample.suffix(common), within: Self.tolerance * size) else {
        continue
      }
      // Observations may have come before the sample, too.
      let before = next.prefix(next.count - shift - common + 1)
      let left = sample.prefix(sample.count - common + 1)
      let entered = atEnd + Self.squaredChanges(before) / unit
      let total =
        exchanged
        + max(
          max(Double(shift + before.count - 1), entered),
          max(Double(left.count - 1), Self.squaredChanges(left) / unit))
      return total <= limit ? total : nil
    }
    return nil
  }

  private static func squaredChanges(_ values: ArraySlice<Double>) -> Double {
    var sum = 0.0
    for index in values.indices.dropFirst() {
      let change = values[index] - values[index - 1]
      sum += change * change
    }
    return sum
  }

  private static func areClose(
    _ left: ArraySlice<Double>, _ right: ArraySlice<Double>, within limit: Double
  ) -> Bool {
    var sum = 0.0
    for (one, other) in zip(left, right) {
      sum += (one - other) * (one - other)
      if sum > limit { return false }
    }
    return true
  }
}
