// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// The normal distribution.
public enum Normal {
  /// The density of the standard normal distribution.
  public static func standardDensity(_ value: Double) -> Double {
    .exp(-0.5 * value * value) / (2 * Double.pi).squareRoot()
  }

  /// The probability that a standard normal variable is at most `value`.
  public static func standardCumulative(_ value: Double) -> Double {
    0.5 * .erfc(-value / 2.0.squareRoot())
  }

  /// The value that a standard normal variable does not exceed with a probability.
  ///
  /// Relative error about 10⁻¹⁶, the same bits on every machine.
  ///
  /// Source: Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied
  /// Statistics 37 (1988), routine PPND16.
  ///
  /// - Precondition: `probability` lies strictly between 0 and 1.
  public static func standardQuantile(_ probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "the probability must lie inside (0, 1)")
    let centred = probability - 0.5
    return abs(centred) <= centralReach
      ? centralQuantile(centred: centred) : tailQuantile(probability)
  }
}
