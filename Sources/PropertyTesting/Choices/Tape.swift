// SPDX-License-Identifier: GPL-3.0-or-later

/// A labelled stretch of choices that made one value.
public struct Span: Hashable, Sendable {
  /// What the stretch made; equal labels made values of one kind.
  public let label: Label
  /// The first choice.
  public let start: Int
  /// One past the last choice.
  public var end: Int
  /// The number of spans around it.
  public let depth: Int

  /// The number of choices.
  public var count: Int { end - start }
}

/// A name for what a span makes, fixed for ever by its text.
public struct Label: Hashable, Sendable, ExpressibleByStringLiteral {
  /// FNV-1a of the text.
  public let hash: UInt64

  /// Makes the label of a text, by which reports speak of what it names.
  public init(_ text: String) {
    hash = fnv1a(text.utf8)
    LabelNames.register(text, self)
  }

  /// Makes the label of a text.
  public init(stringLiteral value: String) { self.init(value) }

  /// The label of a text whose digest is known.
  init(hash: UInt64) { self.hash = hash }

  @usableFromInline static let draw: Label = "draw"
  @usableFromInline static let flatMap: Label = "flatMap"
  @usableFromInline static let item: Label = "item"
  @usableFromInline static let list: Label = "list"
  static let filter: Label = "filter"
  static let oneOf: Label = "one of"
  static let recursive: Label = "recursive"
}

/// FNV-1a, a digest of 64 bits.
func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}

/// A test case as the sequence of choices that made it.
public struct Tape: Hashable, Sendable {
  /// The choices in the order in which they were made.
  public internal(set) var choices: [Choice]
  /// Blocks and byte strings that choices refer to.
  public internal(set) var payloads: [Payload]

  init(choices: [Choice] = [], payloads: [Payload] = []) {
    self.choices = choices
    self.payloads = payloads
  }

  /// The number of choices, blocks counted by their size.
  package var weight: Int {
    payloads.isEmpty ? choices.count : choices.reduce(0) { $0 + $1.weight(payloads) }
  }

  /// A 64-bit digest of kinds and values, to know a case again.
  var fingerprint: UInt64 {
    var hash: UInt64 = 0x51_7c_c1_b7_27_22_0a_95
    func mix(_ bits: UInt64) {
      hash = (hash ^ bits) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
    }
    for choice in choices {
      mix(UInt64(choice.kind.rawValue))
      switch choice.kind {
      case .integer, .double, .boolean: mix(choice.bits)
      case .block, .bytes:
        switch payloads[Int(choice.bits)] {
        case .doubles(let values): for value in values { mix(value.bitPattern) }
        case .bytes(let values): for value in values { mix(UInt64(value)) }
        }
      }
    }
    return hash
  }

  /// Whether this tape is simpler than another: shorter, or as long and simpler at the first
  /// difference (shortlex).
  package func isSimpler(than other: Tape) -> Bool {
    let (own, theirs) = (weight, other.weight)
    if own != theirs { return own < theirs }
    if choices.count != other.choices.count { return choices.count < other.choices.count }
    for index in choices.indices {
      switch compare(choices[index], other.choices[index], other) {
      case .simpler: return true
      case .harder: return false
      case .equal: continue
      }
    }
    return false
  }

  enum Comparison { case simpler, equal, harder }

  private func compare(_ left: Choice, _ right: Choice, _ other: Tape) -> Comparison {
    guard left.kind == right.kind else {
      return left.kind.rawValue < right.kind.rawValue ? .simpler : .harder
    }
    switch left.kind {
    case .integer: return order(IntegerPlace(left), IntegerPlace(right))
    case .boolean: return order(left.bits, right.bits)
    case .double:
      if left.bits == right.bits { return .equal }
      return order(DoubleOrder(left.double), DoubleOrder(right.double))
    case .block, .bytes:
      return Self.compare(payloads[Int(left.bits)], other.payloads[Int(right.bits)])
    }
  }

  private static func compare(_ left: Payload, _ right: Payload) -> Comparison {
    switch (left, right) {
    case (.doubles(let own), .doubles(let theirs)):
      for (a, b) in zip(own, theirs) where a.bitPattern != b.bitPattern {
        let result = order(DoubleOrder(a), DoubleOrder(b))
        if result != .equal { return result }
      }
      return order(own.count, theirs.count)
    case (.bytes(let own), .bytes(let theirs)):
      for (a, b) in zip(own, theirs) where a != b { return order(a, b) }
      return order(own.count, theirs.count)
    default: return .equal
    }
  }
}

private func order<Value: Comparable>(_ left: Value, _ right: Value) -> Tape.Comparison {
  left == right ? .equal : left < right ? .simpler : .harder
}

/// The place of an integer in its order: the centre, then alternately above and below it.
package struct IntegerPlace: Hashable, Comparable, Sendable {
  /// How far the integer lies from the centre.
  private let distance: UInt64
  private let isBelow: Bool

  /// The place of an integer choice's value.
  package init(_ choice: Choice) {
    isBelow = choice.integer < choice.centre
    distance =
      isBelow
      ? UInt64(bitPattern: choice.centre &- choice.integer)
      : UInt64(bitPattern: choice.integer &- choice.centre)
  }

  package static func < (left: IntegerPlace, right: IntegerPlace) -> Bool {
    left.distance != right.distance
      ? left.distance < right.distance : !left.isBelow && right.isBelow
  }
}

extension Tape {
  /// Makes a tape of choices without payloads, for cases that are written by hand.
  package init(plain choices: [Choice]) { self.init(choices: choices) }

  /// Makes a tape of other choices with a tape's payloads, for cases that are edited by hand.
  ///
  /// What is left of the payload choices must point at payloads of that tape.
  package init(choices: [Choice], payloadsOf tape: Tape) {
    self.init(choices: choices, payloads: tape.payloads)
  }
}
