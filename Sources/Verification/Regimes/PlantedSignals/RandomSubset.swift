// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension RandomStream {
  /// Some of the numbers `0..<count` without replacement, in increasing order; every subset of the
  /// size is equally likely.
  ///
  /// Source: Knuth, The Art of Computer Programming 2, section 3.4.2, algorithm S: a number is
  /// taken with the probability of those still needed among those still left.
  ///
  /// - Complexity: O(count).
  mutating func subset(of count: Int, count wanted: Int) -> [Int] {
    var chosen: [Int] = []
    var needed = min(max(wanted, 0), count)
    chosen.reserveCapacity(needed)
    for number in 0..<count where needed > 0 && index(below: count - number) < needed {
      chosen.append(number)
      needed -= 1
    }
    return chosen
  }
}
