// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes the keys out of a mapping one by one. What nobody has taken at the end is an error: a key
// that no code reads cannot exist (X-01).

/// Reads a mapping of a configuration file.
struct ConfigurationReader {
  private let path: String
  private let node: ConfigurationNode
  private var pairs: [(key: String, value: ConfigurationNode)]
  private var known: [String] = []

  /// Opens a mapping; `path` names it in messages, as in "rule".
  init(_ node: ConfigurationNode, path: String = "") throws {
    self.path = path
    self.node = node
    guard case .mapping(let pairs) = node.content else {
      throw Self.failure(node, path, "must be a mapping of keys to values")
    }
    self.pairs = pairs
  }

  /// The keys that are left, in their order.
  var remainingKeys: [String] { pairs.map(\.key) }

  /// Takes a mapping.
  mutating func mapping(_ key: String) throws -> ConfigurationReader {
    try ConfigurationReader(required(key), path: named(key))
  }

  /// Takes a mapping that may be absent.
  mutating func optionalMapping(_ key: String) throws -> ConfigurationReader? {
    guard let value = take(key) else { return nil }
    return try ConfigurationReader(value, path: named(key))
  }

  /// Takes a text.
  mutating func text(_ key: String) throws -> String { try scalar(required(key), key) }

  /// Takes a text that may be absent.
  mutating func optionalText(_ key: String) throws -> String? {
    try take(key).map { try scalar($0, key) }
  }

  /// Takes a text that must be one of some.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type
  ) throws -> Choice where Choice.RawValue == String {
    let value = try required(key)
    guard let choice = Choice(rawValue: try scalar(value, key)) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Self.failure(value, named(key), "must be one of \(names)")
    }
    return choice
  }

  /// Takes a finite number in a range.
  mutating func number(_ key: String, in range: ClosedRange<Double>) throws -> Double {
    try parsedNumber(required(key), key, in: range)
  }

  /// Takes a finite number in a range that may be absent.
  mutating func optionalNumber(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
    try take(key).map { try parsedNumber($0, key, in: range) }
  }

  /// Takes a whole number in a range.
  mutating func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int {
    try parsedInteger(required(key), key, in: range)
  }

  /// Takes a whole number in a range that may be absent.
  mutating func optionalInteger(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
    try take(key).map { try parsedInteger($0, key, in: range) }
  }

  /// Takes a list of texts.
  mutating func texts(_ key: String) throws -> [String] {
    let value = try required(key)
    guard case .sequence(let elements) = value.content else {
      throw Self.failure(value, named(key), "must be a list")
    }
    return try elements.map { try scalar($0, key) }
  }

  /// Throws the first key that nobody has taken.
  func finish() throws {
    guard let (key, value) = pairs.first else { return }
    throw Self.failure(
      value, named(key),
      "is not a key of this file; keys here are "
        + known.joined(separator: ", "))
  }

  /// An error at a key, or at the mapping itself.
  func failure(_ key: String? = nil, _ problem: String) -> CommandFailure {
    let place = pairs.first { $0.key == key }?.value ?? node
    return Self.failure(place, key.map(named) ?? path, problem)
  }

  private func named(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  private mutating func take(_ key: String) -> ConfigurationNode? {
    known.append(key)
    guard let index = pairs.firstIndex(where: { $0.key == key }) else { return nil }
    return pairs.remove(at: index).value
  }

  private mutating func required(_ key: String) throws -> ConfigurationNode {
    guard let value = take(key) else { throw Self.failure(node, named(key), "is missing") }
    return value
  }

  private func scalar(_ value: ConfigurationNode, _ key: String) throws -> String {
    guard case .scalar(let text) = value.content, !text.isEmpty else {
      throw Self.failure(value, named(key), "must be a single value")
    }
    return text
  }

  private func parsedNumber(
    _ value: ConfigurationNode, _ key: String, in range: ClosedRange<Double>
  ) throws -> Double {
    let text = try scalar(value, key)
    guard let number = Double(text), number.isFinite, range.contains(number) else {
      throw Self.failure(
        value, named(key),
        "\"\(text)\" must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func parsedInteger(
    _ value: ConfigurationNode, _ key: String, in range: ClosedRange<Int>
  ) throws -> Int {
    let text = try scalar(value, key)
    guard let number = Int(text), range.contains(number) else {
      throw Self.failure(
        value, named(key),
        "\"\(text)\" must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func failure(
    _ node: ConfigurationNode, _ key: String, _ problem: String
  ) -> CommandFailure {
    CommandFailure(
      .badData, "\(node.file): line \(node.line)\(key.isEmpty ? "" : ", key \(key)"): \(problem)")
  }
}
