// SPDX-License-Identifier: GPL-3.0-or-later

/// The places of a tape that hold one number: choices that share a value, or elements of a payload
/// that do.
enum NumberSlot {
  /// Choices of one kind and one value.
  case choices([Int])
  /// Elements of one payload, which share a value.
  case elements(choice: Int, places: [Int])

  /// The double that the places hold; nil where they hold none any more.
  func double(_ shrinker: Shrinker) -> Double? {
    switch self {
    case .choices(let indices):
      guard indices[0] < shrinker.choices.count, shrinker.choices[indices[0]].kind == .double else {
        return nil
      }
      return shrinker.choices[indices[0]].double
    case .elements(let choice, let places):
      guard case .doubles(let values)? = shrinker.payload(choice), places[0] < values.count else {
        return nil
      }
      return values[places[0]]
    }
  }

  /// The simplest double that the places may hold.
  func simplestDouble(_ shrinker: Shrinker) -> Double {
    switch self {
    case .choices(let indices) where indices[0] < shrinker.choices.count:
      return shrinker.choices[indices[0]].simplest.double
    case .elements(let choice, _) where choice < shrinker.choices.count:
      return shrinker.choices[choice].simplestElement
    case .choices, .elements: return 0
    }
  }

  /// Gives all places another double; true where that made the case simpler.
  func set(_ value: Double, _ shrinker: inout Shrinker) -> Bool {
    switch self {
    case .choices(let indices):
      guard indices[0] < shrinker.choices.count else { return false }
      var choice = shrinker.choices[indices[0]]
      guard choice.kind == .double else { return false }
      choice.double = value
      return ShrinkPass.setAll(indices, choice, &shrinker)
    case .elements(let choice, let places):
      guard case .doubles(var values)? = shrinker.payload(choice) else { return false }
      for place in places where place < values.count { values[place] = value }
      return shrinker.attempt(payload: .doubles(values), at: choice)
    }
  }
}

extension Shrinker {
  /// The payload of a choice; nil where it has none.
  func payload(_ index: Int) -> Payload? {
    guard index < choices.count, choices[index].kind == .block || choices[index].kind == .bytes
    else { return nil }
    return best.tape.payloads[Int(choices[index].bits)]
  }

  /// Tries another payload for a choice.
  @discardableResult
  mutating func attempt(payload: Payload, at index: Int) -> Bool {
    guard index < choices.count else { return false }
    var tape = best.tape
    tape.payloads[Int(tape.choices[index].bits)] = payload
    return attempt(tape)
  }
}
