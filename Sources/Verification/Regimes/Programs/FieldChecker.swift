// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the first field that breaks a rule.
struct FieldChecker: FieldVisitor {
  var scope = FieldScope()
  private var place = ""

  private func place(of name: String) -> String { place.isEmpty ? name : place + "." + name }

  private func refuse(_ problem: String?, _ name: String) throws(MarketProgramDefect) {
    guard let problem else { return }
    throw MarketProgramDefect(place: place(of: name), problem: problem)
  }

  /// Visits a value whose own place lies one step deeper.
  private mutating func descend<Value: FieldGroup>(
    _ step: String, _ value: inout Value
  ) throws(MarketProgramDefect) {
    let (outer, outerScope) = (place, scope)
    place = place(of: step)
    try value.visit(&self)
    (place, scope) = (outer, outerScope)
  }

  mutating func kind<Choice: FieldChoice>(_ value: inout Choice) throws(MarketProgramDefect) {
    try refuse(FieldRule.kind(value.kind, of: Choice.kinds(in: scope)), "kind")
  }

  mutating func number(
    _ name: FieldName, _ value: inout Double, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws(MarketProgramDefect) {
    try refuse(FieldRule.number(value, in: range), name.text)
  }

  mutating func integer(
    _ name: FieldName, _ value: inout Int, in range: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws(MarketProgramDefect) {
    try refuse(FieldRule.integer(value, in: range), name.text)
  }

  mutating func flag(_ name: FieldName, _ value: inout Bool) throws(MarketProgramDefect) {}

  mutating func word(_ name: FieldName, _ value: inout String) throws(MarketProgramDefect) {
    try refuse(FieldRule.word(value), name.text)
  }

  mutating func optionalNumber(
    _ name: FieldName, _ value: inout Double?, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws(MarketProgramDefect) {
    try refuse(value.flatMap { FieldRule.number($0, in: range) }, name.text)
  }

  mutating func words(
    _ name: FieldName, _ value: inout [String], count: ClosedRange<Int>
  ) throws(MarketProgramDefect) {
    try refuse(FieldRule.words(value, count: count), name.text)
  }

  mutating func numbers(
    _ name: FieldName, _ value: inout [Double], in range: ClosedRange<Double>,
    count: ClosedRange<Int>
  ) throws(MarketProgramDefect) {
    try refuse(FieldRule.count(value.count, in: count), name.text)
    for (index, item) in value.enumerated() {
      try refuse(FieldRule.number(item, in: range), "\(name.text)[\(index)]")
    }
  }

  mutating func matrix(
    _ name: FieldName, _ value: inout [[Double]], _ rule: FieldMatrix
  ) throws(MarketProgramDefect) {
    try refuse(rule.problem(value), name.text)
  }

  mutating func group<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value
  ) throws(MarketProgramDefect) {
    try descend(name.text, &value)
  }

  mutating func optionalGroup<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value?, absence: String
  ) throws(MarketProgramDefect) {
    guard var present = value else { return }
    try descend(name.text, &present)
  }

  mutating func groups<Value: FieldGroup>(
    _ name: FieldName, _ value: inout [Value], count: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws(MarketProgramDefect) {
    try refuse(FieldRule.count(value.count, in: count), name.text)
    for index in value.indices { try descend("\(name.text)[\(index)]", &value[index]) }
  }

  mutating func require(
    _ holds: @autoclosure () -> Bool, _ name: FieldName, _ problem: @autoclosure () -> String
  ) throws(MarketProgramDefect) {
    if !holds() { try refuse(problem(), name.text) }
  }
}
