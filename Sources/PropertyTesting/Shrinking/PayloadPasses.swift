// SPDX-License-Identifier: GPL-3.0-or-later

extension ShrinkPass {
  /// Cuts blocks and byte strings, then makes their elements simple: pieces first, then elements of
  /// one value together, then one by one.
  static let minimisePayloads = ShrinkPass(name: "minimise payloads") { shrinker in
    var index = 0
    while index < shrinker.choices.count, !shrinker.isExhausted {
      if shrinker.payload(index) != nil {
        cut(index, &shrinker)
        simplify(index, &shrinker)
        minimiseElements(index, &shrinker)
      }
      index += 1
    }
  }

  private static func cut(_ index: Int, _ shrinker: inout Shrinker) {
    var size = max(1, (shrinker.payload(index)?.count ?? 0) / 2)
    while size >= 1, !shrinker.isExhausted {
      var upper = shrinker.payload(index)?.count ?? 0
      while upper > 0, let old = shrinker.payload(index) {
        let lower = max(0, upper - size)
        if upper <= old.count, old.count - (upper - lower) >= Int(shrinker.choices[index].lower) {
          shrinker.attempt(payload: old.removing(lower..<upper), at: index)
        }
        upper = min(lower, shrinker.payload(index)?.count ?? 0)
      }
      size /= 2
    }
  }

  /// The simplest element, ones and whole numbers for ever smaller pieces.
  private static func simplify(_ index: Int, _ shrinker: inout Shrinker) {
    var size = shrinker.payload(index)?.count ?? 0
    while size >= 1, !shrinker.isExhausted {
      var lower = 0
      while let old = shrinker.payload(index), lower < old.count {
        let simplest = shrinker.choices[index].simplestElement
        for candidate in old.simplified(lower..<min(lower + size, old.count), to: simplest) {
          if shrinker.attempt(payload: candidate, at: index) { break }
        }
        lower += size
      }
      size /= 2
    }
  }

  private static func minimiseElements(_ index: Int, _ shrinker: inout Shrinker) {
    var place = 0
    while let payload = shrinker.payload(index), place < payload.count, !shrinker.isExhausted {
      let equal = payload.places(like: place)
      for places in equal.count > 1 ? [equal, [place]] : [[place]] {
        switch payload {
        case .doubles:
          DoubleMinimiser(slot: .elements(choice: index, places: places)).run(&shrinker)
        case .bytes: minimiseBytes(index, places, &shrinker)
        }
      }
      place += 1
    }
  }

  private static func minimiseBytes(
    _ index: Int, _ places: [Int], _ shrinker: inout Shrinker
  ) {
    guard case .bytes(let start)? = shrinker.payload(index), places[0] < start.count else { return }
    let value = start[places[0]]
    guard value > 0 else { return }
    func set(_ byte: UInt8, _ shrinker: inout Shrinker) -> Bool {
      guard case .bytes(var bytes)? = shrinker.payload(index) else { return false }
      for place in places where place < bytes.count { bytes[place] = byte }
      return shrinker.attempt(payload: .bytes(bytes), at: index)
    }
    for byte in 0..<min(value, 4) where set(byte, &shrinker) { return }
    // Halving finds the threshold of a law that is monotone, the second walk that of an odd one.
    var (bad, good) = (Int(min(value, 4)) - 1, Int(value))
    while good - bad > 1 {
      let middle = bad + (good - bad) / 2
      if set(UInt8(middle), &shrinker) { good = middle } else { bad = middle }
    }
    for byte in 0..<min(good, 32) where set(UInt8(byte), &shrinker) { return }
  }
}

extension Payload {
  func removing(_ range: Range<Int>) -> Payload {
    switch self {
    case .doubles(var values):
      values.removeSubrange(range)
      return .doubles(values)
    case .bytes(var values):
      values.removeSubrange(range)
      return .bytes(values)
    }
  }

  /// The places whose elements equal that of a place.
  func places(like place: Int) -> [Int] {
    switch self {
    case .doubles(let values):
      values.indices.filter { values[$0].bitPattern == values[place].bitPattern }
    case .bytes(let values): values.indices.filter { values[$0] == values[place] }
    }
  }

  /// Simpler contents of a stretch, the simplest first.
  func simplified(_ range: Range<Int>, to simplest: Double) -> [Payload] {
    switch self {
    case .doubles(let values):
      let changes: [(Double) -> Double] = [{ _ in simplest }, { _ in 1 }, { $0.rounded() }]
      return changes.map { change in
        var edited = values
        for index in range { edited[index] = change(edited[index]) }
        return .doubles(edited)
      }
    case .bytes(let values):
      var edited = values
      for index in range { edited[index] = 0 }
      return [.bytes(edited)]
    }
  }
}
