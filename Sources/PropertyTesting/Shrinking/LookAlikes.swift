// SPDX-License-Identifier: GPL-3.0-or-later

/// The pairs of numbers that a pass has met: where items are all alike, the pairs are, too, and one
/// of each kind stands for the others. So a pass over many equal items ends in linear time.
struct LookAlikes {
  private struct Kind: Hashable {
    let first: Choice
    let second: Choice
    let distance: Int
  }

  private var met: Set<Kind> = []

  /// Whether a pair is the first of its kind: of these values and ranges, so far apart.
  mutating func isNew(_ first: Int, _ second: Int, _ shrinker: Shrinker) -> Bool {
    let choices = shrinker.choices
    guard second < choices.count else { return false }
    return met.insert(
      Kind(first: choices[first], second: choices[second], distance: second - first)
    ).inserted
  }
}
