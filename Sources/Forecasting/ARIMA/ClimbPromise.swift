// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// Whether a climb may still lead where it must.
enum ClimbPromise {
  /// A climb is given up that would need more than so many times what its next step promises, and
  /// this much more. Both were chosen on 206 series: smaller ones missed maxima, larger ones only
  /// took longer.
  private static let factor = 4.0
  private static let slack = 0.3

  /// Whether a search at a point, of which a further step promises so much, falls short of a value.
  static func fallsShort(_ best: Minimum, _ promise: Double, of limit: Double) -> Bool {
    best.value - factor * promise - slack > limit
  }
}
