// SPDX-License-Identifier: GPL-3.0-or-later

/// Returns the quantile of values in ascending order by linear interpolation of order statistics.
///
/// Source: Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician
/// 50 (1996), definition 7. Infinite values are kept: between a finite and an infinite one the
/// quantile is the infinite one.
///
/// - Precondition: `ascending` is not empty and `probability` lies in [0, 1].
public func quantile(ascending: [Double], probability: Double) -> Double {
  precondition(!ascending.isEmpty, "a quantile needs at least one value")
  precondition((0...1).contains(probability), "the probability must lie in [0, 1]")
  let position = probability * Double(ascending.count - 1)
  let lower = Int(position)
  let weight = position - Double(lower)
  guard weight > 0 else { return ascending[lower] }
  let (low, high) = (ascending[lower], ascending[lower + 1])
  if low == high { return low }
  if low.isInfinite || high.isInfinite { return high.isInfinite ? high : low }
  return low + weight * (high - low)
}
