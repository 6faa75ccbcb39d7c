// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// The score interval for a proportion.
///
/// Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22
/// (1927). It stays inside [0, 1] and is sensible for few trials, unlike the normal approximation.
///
/// - Precondition: `0 ≤ successes ≤ trials`, `trials` is positive, `0 < level < 1`.
public func wilsonInterval(
  successes: Int, trials: Int, level: Double
) -> (lower: Double, upper: Double) {
  precondition(trials > 0 && (0...trials).contains(successes), "successes must lie in 0...trials")
  precondition(level > 0 && level < 1, "the level must lie strictly between 0 and 1")
  let score = Normal.standardQuantile(0.5 + level / 2)
  let count = Double(trials)
  let share = Double(successes) / count
  let square = score * score
  let centre = (share + square / (2 * count)) / (1 + square / count)
  let reach =
    score / (1 + square / count)
    * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
  // At the ends the exact bounds are 0 and 1; rounding must not leave them.
  return (
    successes == 0 ? 0 : max(0, centre - reach), successes == trials ? 1 : min(1, centre + reach)
  )
}
