// SPDX-License-Identifier: GPL-3.0-or-later
//
// Relations between the elements of one block or one string of bytes.

extension ShrinkPass {
  /// Moves pairs of elements of a payload together or against each other, exchanges them, or drops
  /// one while another takes up what it stood for.
  static let payloadPairs = ShrinkPass(name: "payload pairs", isPatient: true) { shrinker in
    for index in shrinker.choices.indices where !shrinker.isExhausted {
      guard let payload = shrinker.payload(index), payload.count > 1, payload.count <= 48 else {
        continue
      }
      dropAbsorbed(index, &shrinker)
      var first = 0
      while let values = shrinker.payload(index)?.numbers, first < values.count {
        for second in (first + 1)..<max(first + 1, min(first + 9, values.count)) {
          movePair(index, first, second, opposite: false, &shrinker)
          movePair(index, first, second, opposite: true, &shrinker)
          exchange(index, first, second, &shrinker)
        }
        first += 1
      }
    }
  }

  private static func dropAbsorbed(_ index: Int, _ shrinker: inout Shrinker) {
    var place = 0
    while let values = shrinker.payload(index)?.numbers, place < values.count,
      values.count > Int(shrinker.choices[index].lower), !shrinker.isExhausted
    {
      if !drop(place, of: values, index, &shrinker) { place += 1 }
    }
  }

  private static func drop(
    _ place: Int, of values: [Double], _ index: Int, _ shrinker: inout Shrinker
  ) -> Bool {
    for other in values.indices where other != place && abs(other - place) <= 8 {
      for value in [values[other] + values[place], values[other] - 1, 255] {
        var edited = values
        edited[other] = value
        edited.remove(at: place)
        if set(index, edited, &shrinker) { return true }
      }
    }
    return false
  }

  private static func movePair(
    _ index: Int, _ first: Int, _ second: Int, opposite: Bool, _ shrinker: inout Shrinker
  ) {
    guard let values = shrinker.payload(index)?.numbers, second < values.count,
      values[first].magnitude >= 1, values[first].magnitude < 0x1p53
    else { return }
    let limit = Int(values[first].magnitude)
    func trial(_ shrinker: inout Shrinker, _ size: Int) -> Bool {
      var edited = values
      let change = values[first] < 0 ? Double(size) : -Double(size)
      edited[first] += change
      edited[second] += opposite ? -change : change
      return set(index, edited, &shrinker)
    }
    if !trial(&shrinker, limit) { _ = shrinker.largest(upTo: limit, trial) }
  }

  private static func exchange(
    _ index: Int, _ first: Int, _ second: Int, _ shrinker: inout Shrinker
  ) {
    guard var values = shrinker.payload(index)?.numbers, second < values.count else { return }
    values.swapAt(first, second)
    _ = set(index, values, &shrinker)
  }

  private static func set(
    _ index: Int, _ values: [Double], _ shrinker: inout Shrinker
  ) -> Bool {
    guard let payload = shrinker.payload(index)?.with(values) else { return false }
    return shrinker.attempt(payload: payload, at: index)
  }
}

extension Payload {
  /// The elements as numbers.
  fileprivate var numbers: [Double] {
    switch self {
    case .doubles(let values): values
    case .bytes(let values): values.map { Double($0) }
    }
  }

  /// A payload of this kind with other elements; nil where one of them is no byte.
  fileprivate func with(_ values: [Double]) -> Payload? {
    guard case .bytes = self else { return .doubles(values) }
    let bytes = values.compactMap { UInt8(exactly: $0) }
    return bytes.count == values.count ? .bytes(bytes) : nil
  }
}
