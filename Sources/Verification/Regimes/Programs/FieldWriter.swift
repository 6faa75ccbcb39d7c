// SPDX-License-Identifier: GPL-3.0-or-later
//
// The canonical text of a value: block style of YAML with two spaces a level, every field in its
// order, defaults written out. A number is the shortest text that reads back exactly.

/// Prints fields as YAML.
struct FieldWriter: FieldVisitor {
  var scope = FieldScope()
  private(set) var text = ""
  private var depth = 0
  /// Whether the next line begins an item of a list.
  private var beginsItem = false

  private mutating func line(_ content: String) {
    let indentation = beginsItem ? 2 * (depth - 1) : 2 * depth
    text += String(repeating: " ", count: indentation) + (beginsItem ? "- " : "") + content + "\n"
    beginsItem = false
  }

  private mutating func indented<Value: FieldGroup>(_ value: inout Value) {
    let outer = scope
    depth += 1
    value.visit(&self)
    depth -= 1
    scope = outer
  }

  static func text(_ value: Double) -> String { value == 0 ? "0.0" : "\(value)" }

  private func list(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }

  mutating func kind<Choice: FieldChoice>(_ value: inout Choice) { line("kind: \(value.kind)") }

  mutating func number(
    _ name: FieldName, _ value: inout Double, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) {
    line("\(name.text): \(Self.text(value))")
  }

  mutating func integer(
    _ name: FieldName, _ value: inout Int, in range: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) {
    line("\(name.text): \(value)")
  }

  mutating func flag(_ name: FieldName, _ value: inout Bool) { line("\(name.text): \(value)") }

  mutating func word(_ name: FieldName, _ value: inout String) { line("\(name.text): \(value)") }

  mutating func optionalNumber(
    _ name: FieldName, _ value: inout Double?, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) {
    line("\(name.text): \(value.map(Self.text) ?? "none")")
  }

  mutating func words(_ name: FieldName, _ value: inout [String], count: ClosedRange<Int>) {
    line("\(name.text): \(list(value))")
  }

  mutating func numbers(
    _ name: FieldName, _ value: inout [Double], in range: ClosedRange<Double>,
    count: ClosedRange<Int>
  ) {
    line("\(name.text): \(list(value.map(Self.text)))")
  }

  mutating func matrix(_ name: FieldName, _ value: inout [[Double]], _ rule: FieldMatrix) {
    line("\(name.text):")
    depth += 2
    for row in value {
      beginsItem = true
      line(list(row.map(Self.text)))
    }
    depth -= 2
  }

  mutating func group<Value: FieldGroup>(_ name: FieldName, _ value: inout Value) {
    line("\(name.text):")
    indented(&value)
  }

  mutating func optionalGroup<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value?, absence: String
  ) {
    guard var present = value else { return line("\(name.text): \(absence)") }
    group(name, &present)
  }

  mutating func groups<Value: FieldGroup>(
    _ name: FieldName, _ value: inout [Value], count: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) {
    guard !value.isEmpty else { return line("\(name.text): []") }
    line("\(name.text):")
    depth += 1
    for index in value.indices {
      beginsItem = true
      indented(&value[index])
    }
    depth -= 1
  }

  mutating func require(
    _ holds: @autoclosure () -> Bool, _ name: FieldName, _ problem: @autoclosure () -> String
  ) {}
}
