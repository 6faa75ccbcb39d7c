// SPDX-License-Identifier: GPL-3.0-or-later
//
// Passes that make the tape shorter.

extension ShrinkPass {
  /// Deletes items of lists: halves first, then ever smaller pieces, down to single items.
  ///
  /// For a long series with a few guilty items this takes a number of calls that grows with the
  /// logarithm of the length (Zeller and Hildebrandt, "Simplifying and isolating failure-inducing
  /// input", IEEE TSE 28 (2002), the algorithm ddmin).
  static let deleteItems = ShrinkPass(name: "delete items") { shrinker in
    for group in shrinker.siblings() {
      let first = group[0]
      var count = shrinker.siblings(from: first.start, depth: first.depth, label: first.label).count
      guard count > 0 else { continue }
      var size = count >= 8 ? count / 2 : 1
      while size >= 1 {
        deletePieces(of: size, from: first, &shrinker)
        count = shrinker.siblings(from: first.start, depth: first.depth, label: first.label).count
        if size == 1 { break }
        size = min(size / 2, max(1, count / 2))
      }
    }
  }

  private static func deletePieces(of size: Int, from first: Span, _ shrinker: inout Shrinker) {
    var group = shrinker.siblings(from: first.start, depth: first.depth, label: first.label)
    // From the end: what comes later is more often free to go.
    var upper = group.count
    while upper > 0, !shrinker.isExhausted {
      let lower = max(0, upper - size)
      if shrinker.attemptDeleting(group[lower].start..<group[upper - 1].end) {
        group = shrinker.siblings(from: first.start, depth: first.depth, label: first.label)
      }
      upper = min(lower, group.count)
    }
  }

  /// Deletes a few neighbouring choices wherever they lie: joins lists, drops what nobody needs.
  static let deleteWindows = ShrinkPass(name: "delete windows") { shrinker in
    guard shrinker.choices.count <= 400 else { return }
    for size in [2, 1, 3, 4] {
      var index = shrinker.choices.count - size
      while index >= 0, !shrinker.isExhausted {
        index = min(index, shrinker.choices.count - size)
        if index >= 0, !shrinker.attemptDeleting(index..<(index + size)) { index -= 1 }
      }
    }
  }

  /// Deletes an item and lowers by one every integer that points behind it; and only one of them.
  ///
  /// Without the second half an index that must stay on an element pins everything before it.
  static let deleteAndRebase = ShrinkPass(name: "delete and rebase") { shrinker in
    for group in shrinker.siblings() where group.count <= 64 && group[0].label == .item {
      shrinker.forEachItemFromEnd(of: group) { shrinker, item, place in
        rebase(around: item.start..<item.end, place: Int64(place), &shrinker)
      }
    }
  }

  private static func rebase(
    around span: Range<Int>, place: Int64, _ shrinker: inout Shrinker
  ) -> Bool {
    let pointers = shrinker.choices.indices.filter { index in
      let choice = shrinker.choices[index]
      return !span.contains(index) && choice.kind == .integer && choice.integer > place
        && choice.allows(choice.integer - 1)
    }
    guard !pointers.isEmpty else { return false }
    func edited(_ chosen: [Int]) -> [Choice] {
      var choices = shrinker.choices
      for index in chosen { choices[index].integer -= 1 }
      choices.removeSubrange(span)
      return choices
    }
    if shrinker.attemptShorter(edited(pointers)) { return true }
    guard pointers.count <= 16, pointers.count > 1 else { return false }
    for pointer in pointers where shrinker.attemptShorter(edited([pointer])) { return true }
    return false
  }

  /// Lowers an integer that counts several lists at once, and deletes one place of each of them: a
  /// row and a column of a square, a column of every row.
  static let deleteSlices = ShrinkPass(name: "delete slices", isPatient: true) { shrinker in
    guard shrinker.choices.count <= 2000 else { return }
    var counter = 0
    while counter < shrinker.choices.count, !shrinker.isExhausted {
      if !deleteSlice(counter, &shrinker) { counter += 1 }
    }
  }

  private static func deleteSlice(_ counter: Int, _ shrinker: inout Shrinker) -> Bool {
    let choice = shrinker.choices[counter]
    guard choice.kind == .integer, choice.integer > 1, choice.allows(choice.integer - 1) else {
      return false
    }
    let groups = shrinker.siblings().filter {
      $0[0].label == .item && $0[0].start > counter && Int64($0.count) == choice.integer
    }
    guard groups.count > 1 else { return false }
    let depths = groups.map { $0[0].depth }
    let deepest = groups.filter { $0[0].depth == depths.max() }
    for chosen in deepest.count < groups.count ? [groups, deepest] : [groups] {
      for place in chosen[0].indices.reversed() {
        var edited = shrinker.choices
        edited[counter].integer -= 1
        var removed: [Bool] = Array(repeating: false, count: edited.count)
        for group in chosen {
          for index in group[place].start..<group[place].end { removed[index] = true }
        }
        let kept = edited.indices.filter { !removed[$0] }.map { edited[$0] }
        if shrinker.attemptShorter(kept) { return true }
      }
    }
    return false
  }
}
