// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order of a file's stamps: strictly increasing, or which rule is broken (law D2).

/// The stamps read so far, in the order of the file.
package struct StampOrder {
  package private(set) var stamps: [Timestamp] = []
  /// All stamps, kept only from the first one on that does not increase: while stamps increase, a
  /// new one that is later than the last cannot have occurred.
  private var seen: Set<Timestamp>?

  package init() {}

  /// Takes the next stamp and returns the rules that it breaks.
  ///
  /// A stamp that occurred anywhere before is a duplicate; one earlier than the row before it goes
  /// backward; it can be both.
  ///
  /// - Complexity: O(1), once O(n).
  package mutating func add(_ stamp: Timestamp) -> RuleSet {
    guard let last = stamps.last, seen != nil || stamp <= last else {
      stamps.append(stamp)
      return []
    }
    var broken: RuleSet = []
    if seen == nil { seen = Set(stamps) }
    broken.add(.duplicateStamp, if: seen?.insert(stamp).inserted == false)
    broken.add(.backwardStamp, if: stamp < last)
    stamps.append(stamp)
    return broken
  }
}
