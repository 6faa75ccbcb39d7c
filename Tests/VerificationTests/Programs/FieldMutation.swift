// SPDX-License-Identifier: GPL-3.0-or-later

import Verification

/// Changes one field of a value, counted in the order of visits, to another value of its range.
struct FieldMutation: FieldVisitor {
  typealias Failure = Never

  var scope = FieldScope()
  /// The field to change.
  let target: Int
  /// The fields so far.
  private(set) var count = 0
  /// The place of the field that was changed.
  private(set) var changed = ""
  private var place: [String] = []

  init(_ target: Int) { self.target = target }

  /// A program with one field changed, and the field's place; nil where there is no such field.
  static func changed(
    _ program: MarketProgram, field: Int
  ) -> (program: MarketProgram, place: String)? {
    var (copy, mutation) = (program, FieldMutation(field))
    copy.visit(&mutation)
    return mutation.changed.isEmpty ? nil : (copy, mutation.changed)
  }

  /// Whether this is the field to change.
  private mutating func reached(_ name: String) -> Bool {
    count += 1
    guard count - 1 == target else { return false }
    changed = (place + [name]).joined(separator: ".")
    return true
  }

  private mutating func descend<Value: FieldGroup>(_ step: String, _ value: inout Value) {
    let outer = scope
    place.append(step)
    value.visit(&self)
    place.removeLast()
    scope = outer
  }

  /// Another number of a range, far enough from the first for rounding to keep them apart.
  private func other(_ value: Double, _ usual: ClosedRange<Double>) -> Double {
    let (low, high) = (usual.lowerBound, usual.upperBound)
    let middle = low + 0.382 * (high - low)
    return (value - middle).magnitude > 0.1 * (high - low) ? middle : low + 0.77 * (high - low)
  }

  private func other(_ value: Int, _ range: ClosedRange<Int>) -> Int {
    value < range.upperBound ? value + 1 : max(range.lowerBound, value - 1)
  }

  mutating func kind<Choice: FieldChoice>(_ value: inout Choice) {
    guard reached("kind") else { return }
    let kinds = Choice.kinds(in: scope)
    let index = (kinds.firstIndex(of: value.kind) ?? 0) + 1
    if let example = Choice.example(of: kinds[index % kinds.count]) { value = example }
  }

  mutating func number(
    _ name: FieldName, _ value: inout Double, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) {
    if reached(name.text) { value = other(value, usual) }
  }

  mutating func integer(
    _ name: FieldName, _ value: inout Int, in range: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) {
    if reached(name.text) { value = other(value, range) }
  }

  mutating func flag(_ name: FieldName, _ value: inout Bool) {
    if reached(name.text) { value.toggle() }
  }

  mutating func word(_ name: FieldName, _ value: inout String) {
    if reached(name.text) { value += "x" }
  }

  mutating func optionalNumber(
    _ name: FieldName, _ value: inout Double?, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) {
    if reached(name.text) { value = value == nil ? usual.upperBound : nil }
    if let present = value, reached(name.text) { value = other(present, usual) }
  }

  mutating func words(_ name: FieldName, _ value: inout [String], count: ClosedRange<Int>) {
    for index in value.indices where reached("\(name.text)[\(index)]") { value[index] += "x" }
    if reached(name.text) { value.append("Z") }
  }

  mutating func numbers(
    _ name: FieldName, _ value: inout [Double], in range: ClosedRange<Double>,
    count: ClosedRange<Int>
  ) {
    for index in value.indices where reached("\(name.text)[\(index)]") {
      value[index] = other(value[index], range)
    }
  }

  mutating func matrix(_ name: FieldName, _ value: inout [[Double]], _ rule: FieldMatrix) {
    guard reached(name.text) else { return }
    for row in value.indices {
      for column in value.indices {
        switch rule {
        case .correlation:
          if row != column { value[row][column] = 0.5 * value[row][column] + 0.05 }
        case .transition(let states):
          value[row][column] = 0.5 * value[row][column] + 0.5 / Double(states)
        }
      }
    }
  }

  mutating func group<Value: FieldGroup>(_ name: FieldName, _ value: inout Value) {
    descend(name.text, &value)
  }

  mutating func optionalGroup<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value?, absence: String
  ) {
    if reached(name.text) { value = value == nil ? .example : nil }
    guard var present = value else { return }
    descend(name.text, &present)
    value = present
  }

  mutating func groups<Value: FieldGroup>(
    _ name: FieldName, _ value: inout [Value], count: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) {
    for index in value.indices { descend("\(name.text)[\(index)]", &value[index]) }
    if reached(name.text), value.count > 1 { value.removeLast() }
  }

  mutating func require(
    _ holds: @autoclosure () -> Bool, _ name: FieldName, _ problem: @autoclosure () -> String
  ) {}
}
