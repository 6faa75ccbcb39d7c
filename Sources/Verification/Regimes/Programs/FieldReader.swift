// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads fields out of a tree of texts, such as a YAML document. Each key is taken once; what nobody
// has taken at the end is an error.

/// A document's node: a text, a list or a mapping.
public protocol FieldTree: Sendable {
  /// What the node holds.
  var fieldContent: FieldContent<Self> { get }
}

/// What a node of a document holds.
public enum FieldContent<Tree: Sendable>: Sendable {
  /// A single text.
  case scalar(String)
  /// A list.
  case sequence([Tree])
  /// Keys with values, in their order.
  case mapping([(key: String, value: Tree)])
}

/// Why a document is no program.
public struct FieldReadingFailure<Tree: FieldTree>: Error, CustomStringConvertible {
  /// The node at fault, or the mapping that lacks a key.
  public let node: Tree
  /// The key with all above it, as in "segments[2].process.volatility"; empty for the document.
  public let place: String
  /// The value and the rule that it breaks.
  public let problem: String

  public var description: String { place.isEmpty ? problem : "\(place): \(problem)" }
}

/// Fills fields from a document.
struct FieldReader<Tree: FieldTree>: FieldVisitor {
  typealias Failure = FieldReadingFailure<Tree>

  var scope: FieldScope
  private let node: Tree
  private let place: String
  private var pairs: [(key: String, value: Tree)]
  private var known: [String] = []
  /// The nodes that have been read, for the rules that come after them.
  private var taken: [String: Tree] = [:]

  init(_ node: Tree, place: String, scope: FieldScope) throws(Failure) {
    guard case .mapping(let pairs) = node.fieldContent else {
      throw Failure(node: node, place: place, problem: "must be a mapping of keys to values")
    }
    self.node = node
    self.place = place
    self.pairs = pairs
    self.scope = scope
  }

  /// The value that a node describes.
  static func value<Value: FieldGroup>(
    _ node: Tree, place: String, scope: FieldScope
  ) throws(Failure) -> Value {
    var reader = try FieldReader(node, place: place, scope: scope)
    var value = Value.example
    try value.visit(&reader)
    try reader.finish()
    return value
  }

  /// Throws the first key that nobody has taken.
  func finish() throws(Failure) {
    guard let (key, value) = pairs.first else { return }
    throw failure(
      value, key,
      known.contains(key)
        ? "stands there twice" : "is not a key here; keys here are " + known.joined(separator: ", ")
    )
  }

  /// Takes a text that must be one word.
  mutating func constant(_ name: String, _ expected: String) throws(Failure) {
    guard let value = try take(FieldName(stringLiteral: name)) else { return }
    let text = try scalar(value, name)
    guard text == expected else { throw failure(value, name, "\"\(text)\" must be \(expected)") }
  }

  private func place(of name: String) -> String { place.isEmpty ? name : place + "." + name }

  private func failure(_ node: Tree, _ name: String, _ problem: String) -> Failure {
    Failure(node: node, place: place(of: name), problem: problem)
  }

  /// Takes the value of a key; nil where it may be absent and is.
  private mutating func take(_ name: FieldName) throws(Failure) -> Tree? {
    known.append(name.text)
    guard let index = pairs.firstIndex(where: { $0.key == name.text }) else {
      guard name.hasDefault else { throw failure(node, name.text, "is missing") }
      return nil
    }
    let value = pairs.remove(at: index).value
    taken[name.text] = value
    return value
  }

  private func scalar(_ value: Tree, _ name: String) throws(Failure) -> String {
    guard case .scalar(let text) = value.fieldContent, !text.isEmpty else {
      throw failure(value, name, "must be a single value")
    }
    return text
  }

  private func sequence(_ value: Tree, _ name: String) throws(Failure) -> [Tree] {
    guard case .sequence(let items) = value.fieldContent else {
      throw failure(value, name, "must be a list")
    }
    return items
  }

  private func refuse(_ problem: String?, _ value: Tree, _ name: String) throws(Failure) {
    if let problem { throw failure(value, name, problem) }
  }

  private func parsed(
    _ value: Tree, _ name: String, in range: ClosedRange<Double>
  ) throws(Failure) -> Double {
    let text = try scalar(value, name)
    guard let number = Double(text) else {
      throw failure(
        value, name,
        "\"\(text)\" must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    try refuse(FieldRule.number(number, in: range), value, name)
    return number
  }
}

extension FieldReader {
  mutating func kind<Choice: FieldChoice>(_ value: inout Choice) throws(Failure) {
    guard let node = try take("kind") else { return }
    let kind = try scalar(node, "kind")
    try refuse(FieldRule.kind(kind, of: Choice.kinds(in: scope)), node, "kind")
    if let example = Choice.example(of: kind) { value = example }
  }

  mutating func number(
    _ name: FieldName, _ value: inout Double, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws(Failure) {
    if let node = try take(name) {
      value = try parsed(node, name.text, in: range)
      return
    }
    // A default may be outside a range that depends on other fields.
    try refuse(FieldRule.number(value, in: range), node, name.text)
  }

  mutating func integer(
    _ name: FieldName, _ value: inout Int, in range: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws(Failure) {
    guard let node = try take(name) else {
      return try refuse(FieldRule.integer(value, in: range), node, name.text)
    }
    let text = try scalar(node, name.text)
    guard let number = Int(text) else {
      throw failure(
        node, name.text,
        "\"\(text)\" must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    try refuse(FieldRule.integer(number, in: range), node, name.text)
    value = number
  }

  mutating func flag(_ name: FieldName, _ value: inout Bool) throws(Failure) {
    guard let node = try take(name) else { return }
    let text = try scalar(node, name.text)
    guard let flag = Bool(text) else {
      throw failure(node, name.text, "\"\(text)\" must be true or false")
    }
    value = flag
  }

  mutating func word(_ name: FieldName, _ value: inout String) throws(Failure) {
    guard let node = try take(name) else { return }
    value = try scalar(node, name.text)
    try refuse(FieldRule.word(value), node, name.text)
  }

  mutating func optionalNumber(
    _ name: FieldName, _ value: inout Double?, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws(Failure) {
    guard let node = try take(name) else { return }
    value =
      try scalar(node, name.text) == "none" ? nil : try parsed(node, name.text, in: range)
  }

  mutating func words(
    _ name: FieldName, _ value: inout [String], count: ClosedRange<Int>
  ) throws(Failure) {
    guard let node = try take(name) else { return }
    var words: [String] = []
    for item in try sequence(node, name.text) { words.append(try scalar(item, name.text)) }
    try refuse(FieldRule.words(words, count: count), node, name.text)
    value = words
  }

  mutating func numbers(
    _ name: FieldName, _ value: inout [Double], in range: ClosedRange<Double>,
    count: ClosedRange<Int>
  ) throws(Failure) {
    guard let node = try take(name) else { return }
    let items = try sequence(node, name.text)
    try refuse(FieldRule.count(items.count, in: count), node, name.text)
    var numbers: [Double] = []
    for (index, item) in items.enumerated() {
      numbers.append(try parsed(item, "\(name.text)[\(index)]", in: range))
    }
    value = numbers
  }

  mutating func matrix(
    _ name: FieldName, _ value: inout [[Double]], _ rule: FieldMatrix
  ) throws(Failure) {
    guard let node = try take(name) else { return }
    var rows: [[Double]] = []
    for (index, row) in try sequence(node, name.text).enumerated() {
      var numbers: [Double] = []
      for item in try sequence(row, "\(name.text)[\(index)]") {
        numbers.append(try parsed(item, "\(name.text)[\(index)]", in: -1...1))
      }
      rows.append(numbers)
    }
    try refuse(rule.problem(rows), node, name.text)
    value = rows
  }

  mutating func group<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value
  ) throws(Failure) {
    guard let node = try take(name) else { return }
    value = try Self.value(node, place: place(of: name.text), scope: scope)
  }

  mutating func optionalGroup<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value?, absence: String
  ) throws(Failure) {
    guard let node = try take(name) else { return }
    if case .scalar(absence) = node.fieldContent {
      value = nil
      return
    }
    value = try Self.value(node, place: place(of: name.text), scope: scope)
  }

  mutating func groups<Value: FieldGroup>(
    _ name: FieldName, _ value: inout [Value], count: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws(Failure) {
    guard let node = try take(name) else { return }
    let items = try sequence(node, name.text)
    try refuse(FieldRule.count(items.count, in: count), node, name.text)
    var values: [Value] = []
    for (index, item) in items.enumerated() {
      values.append(
        try Self.value(item, place: place(of: "\(name.text)[\(index)]"), scope: scope))
    }
    value = values
  }

  mutating func require(
    _ holds: @autoclosure () -> Bool, _ name: FieldName, _ problem: @autoclosure () -> String
  ) throws(Failure) {
    if !holds() { throw failure(taken[name.text] ?? node, name.text, problem()) }
  }
}
