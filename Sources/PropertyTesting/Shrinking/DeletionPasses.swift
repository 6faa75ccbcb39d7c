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
    // Lists in a row at one depth that grew back whatever was deleted: so will the others.
    var (depth, fixed) = (-1, 0)
    // A span alone that is no item is a part that its whole cannot do without.
    for group in shrinker.siblings() where group.count > 1 || group[0].label == .item {
      if group[0].depth != depth { (depth, fixed) = (group[0].depth, 0) }
      if fixed >= 8 { continue }
      fixed = deleteItems(of: group[0], &shrinker) ? 0 : fixed + 1
    }
  }

  /// Deletes what can go of a list; false where the list only grows back.
  private static func deleteItems(of first: Span, _ shrinker: inout Shrinker) -> Bool {
    func count() -> Int {
      shrinker.siblings(from: first.start, depth: first.depth, label: first.label).count
    }
    if count() == 0 { return true }
    var size = count() >= 8 ? count() / 2 : 1
    var hasShortened = false
    while size >= 1 {
      hasShortened = deletePieces(of: size, from: first, &shrinker) || hasShortened
      if size == 1 { break }
      size = min(size / 2, max(1, count() / 2))
    }
    guard hasShortened else { return false }
    // Two or three neighbours that can only go together.
    if count() <= 64 {
      for size in [2, 3] where count() > size {
        _ = deletePieces(of: size, from: first, step: 1, &shrinker)
      }
    }
    return true
  }

  /// Deletes pieces from the end: what comes later is more often free to go.
  ///
  /// - Parameter step: how far apart the pieces begin; their size where nothing is said.
  /// - Returns: whether anything other was made than a list that had grown back.
  private static func deletePieces(
    of size: Int, from first: Span, step: Int? = nil, _ shrinker: inout Shrinker
  ) -> Bool {
    var group = shrinker.siblings(from: first.start, depth: first.depth, label: first.label)
    var upper = group.count
    // A list that must not become shorter grows back whatever is deleted; a few tries tell.
    var grownBack = 0
    var hasShortened = false
    var failed: Range<Int>?
    while upper > 0, grownBack < 8, !shrinker.isExhausted {
      let lower = max(0, upper - size)
      let piece = group[lower].start..<group[upper - 1].end
      upper -= step ?? (upper - lower)
      // Without a piece like its neighbour the tape is the same as without the neighbour.
      if let failed, shrinker.choices[piece] == shrinker.choices[failed] { continue }
      let weight = shrinker.best.tape.weight
      if shrinker.attemptDeleting(piece) {
        group = shrinker.siblings(from: first.start, depth: first.depth, label: first.label)
        upper = min(upper, group.count)
        failed = nil
      } else {
        failed = piece
      }
      guard let made = shrinker.madeWeight, made >= weight else {
        hasShortened = true
        grownBack = 0
        continue
      }
      grownBack += 1
    }
    return hasShortened
  }

  /// Deletes two items that do not lie beside each other.
  static let deletePairs = ShrinkPass(name: "delete pairs", isPatient: true) { shrinker in
    if shrinker.isLong { return }
    for group in shrinker.siblings() where group.count > 2 && group.count <= 20 {
      let first = group[0]
      var right = group.count - 1
      while right >= 2, !shrinker.isExhausted {
        let rest = shrinker.siblings(from: first.start, depth: first.depth, label: first.label)
        if right >= rest.count || !deletePartner(of: right, in: rest, &shrinker) { right -= 1 }
      }
    }
  }

  private static func deletePartner(
    of right: Int, in group: [Span], _ shrinker: inout Shrinker
  ) -> Bool {
    for left in (0..<(right - 1)).reversed() {
      var edited = shrinker.without(group[right].start..<group[right].end)
      edited.removeSubrange(group[left].start..<group[left].end)
      if shrinker.attemptShorter(edited) { return true }
    }
    return false
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
    if shrinker.isLong { return }
    for group in shrinker.siblings() where group.count <= 64 && group[0].label == .item {
      shrinker.forEachItemFromEnd(of: group) { shrinker, item, place in
        let list = shrinker.siblings(
          from: group[0].start, depth: group[0].depth, label: group[0].label)
        return rebase(around: item.start..<item.end, place: Int64(place), in: list, &shrinker)
      }
    }
  }

  private static func rebase(
    around span: Range<Int>, place: Int64, in list: [Span], _ shrinker: inout Shrinker
  ) -> Bool {
    let choices = shrinker.choices
    let pointers = choices.indices.filter { index in
      let choice = choices[index]
      return !span.contains(index) && choice.kind == .integer && choice.integer > place
        && choice.allows(choice.integer - 1)
    }
    guard !pointers.isEmpty, let first = list.first, let last = list.last else { return false }
    func edited(_ chosen: [Int]) -> [Choice] {
      var edited = choices
      for index in chosen { edited[index].integer -= 1 }
      edited.removeSubrange(span)
      return edited
    }
    // All; those that can be places of this list; those outside of it; both; then one at a time.
    let places = pointers.filter { choices[$0].integer <= Int64(list.count) }
    func outside(_ chosen: [Int]) -> [Int] { chosen.filter { $0 < first.start || $0 >= last.end } }
    for chosen in [pointers, places, outside(pointers), outside(places)] where !chosen.isEmpty {
      if shrinker.attemptShorter(edited(chosen)) { return true }
    }
    guard pointers.count <= 16, pointers.count > 1 else { return false }
    for pointer in pointers where shrinker.attemptShorter(edited([pointer])) { return true }
    return false
  }

  /// Lowers an integer that counts several lists at once, and deletes one place of each of them: a
  /// row and a column of a square, a column of every row.
  static let deleteSlices = ShrinkPass(name: "delete slices", isPatient: true) { shrinker in
    if shrinker.isLong { return }
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
