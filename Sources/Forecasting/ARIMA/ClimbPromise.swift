// SPDX-License-Identifier: GPL-3.0-or-later

/// Whether a climb may still lead where it must.
enum ClimbPromise {
  /// A climb is given up that would need more than so many times what its next step promises, and
  /// this much more. Both were chosen on 206 series: smaller ones missed maxima, larger ones only
  /// took longer.
  private static let factor = 4.0
  private static let slack = 0.3
  /// Near a maximum promises are good: there the slack is at most so many of them.
  private static let nearFactor = 20.0

  /// Whether a search for a minimum at a value, from where a further step promises so much, falls
  /// short of another value.
  static func fallsShort(_ value: Double, _ promise: Double, of limit: Double) -> Bool {
    value - factor * promise - min(slack, nearFactor * promise) > limit
  }
}
