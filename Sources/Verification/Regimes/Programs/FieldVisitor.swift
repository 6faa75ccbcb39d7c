// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of a program, named once. A visitor that writes prints them, one that reads fills them
// from a file, one that checks finds the first value outside its range, one that draws makes random
// programs for property tests: none of them can forget a field, or know another one.
//
// Fields are visited in a fixed order, and a field's range may depend on those before it. So most
// rules that tie fields together are ranges, which a visitor that draws can obey at once.

/// Does something with every field of a value.
public protocol FieldVisitor {
  /// What ends a visit early; `Never` for a visitor that takes every value.
  associatedtype Failure: Error

  /// What is known of the program around the fields.
  var scope: FieldScope { get set }

  /// Visits the case of a choice, before its fields.
  mutating func kind<Choice: FieldChoice>(_ value: inout Choice) throws(Failure)
  /// Visits a number that must be finite and in a range; −0 is not allowed.
  ///
  /// - Parameter usual: the part of the range that is like a market, for random programs.
  mutating func number(
    _ name: FieldName, _ value: inout Double, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws(Failure)
  /// Visits a whole number in a range.
  mutating func integer(
    _ name: FieldName, _ value: inout Int, in range: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws(Failure)
  /// Visits a truth value.
  mutating func flag(_ name: FieldName, _ value: inout Bool) throws(Failure)
  /// Visits a name: see `FieldRule.word`.
  mutating func word(_ name: FieldName, _ value: inout String) throws(Failure)
  /// Visits a number that may be absent, then written "none".
  mutating func optionalNumber(
    _ name: FieldName, _ value: inout Double?, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws(Failure)
  /// Visits a list of different names.
  mutating func words(
    _ name: FieldName, _ value: inout [String], count: ClosedRange<Int>
  ) throws(Failure)
  /// Visits a list of numbers.
  mutating func numbers(
    _ name: FieldName, _ value: inout [Double], in range: ClosedRange<Double>,
    count: ClosedRange<Int>
  ) throws(Failure)
  /// Visits a matrix, row by row.
  mutating func matrix(
    _ name: FieldName, _ value: inout [[Double]], _ rule: FieldMatrix
  ) throws(Failure)
  /// Visits a value that has fields of its own.
  mutating func group<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value
  ) throws(Failure)
  /// Visits a value with fields that may be absent.
  ///
  /// - Parameter absence: the word for its absence, such as "none".
  mutating func optionalGroup<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value?, absence: String
  ) throws(Failure)
  /// Visits a list of values with fields.
  mutating func groups<Value: FieldGroup>(
    _ name: FieldName, _ value: inout [Value], count: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws(Failure)
  /// Checks a rule that no range can say; a visitor that draws draws again.
  mutating func require(
    _ holds: @autoclosure () -> Bool, _ name: FieldName, _ problem: @autoclosure () -> String
  ) throws(Failure)
}

/// A field's name, and whether a file may leave it out.
public struct FieldName: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name in snake_case.
  public let text: String
  /// Whether it may be left out; then the value of the type's example stays, which is the default
  /// of the type's initialiser.
  public let hasDefault: Bool

  private init(_ text: String, hasDefault: Bool) {
    self.text = text
    self.hasDefault = hasDefault
  }

  /// A field that a file must have.
  public init(stringLiteral value: String) { self.init(value, hasDefault: false) }

  /// A field that a file may leave out.
  public static func defaulted(_ text: String) -> FieldName {
    FieldName(text, hasDefault: true)
  }
}

/// What is known of the program around a field.
public struct FieldScope: Hashable, Sendable {
  /// A place where only some dependences may stand.
  public enum DependencePlace: Hashable, Sendable {
    /// In a program, segment or state: all of them.
    case outermost
    /// Within a Student copula: no other copula.
    case copula
    /// Within a rolling dependence: those of one kind and time only.
    case rolling
  }

  /// The number of assets.
  public var assets = 1
  /// The number of bars in a session.
  public var barsPerSession = 1
  /// The number of bars in a year.
  public var barsPerYear = 252
  /// The names of the assets; none where they are not known.
  public var assetNames: [String] = []
  /// The bars of the segment around the field.
  public var segmentBars = 10_000_000
  /// The bars of the market.
  public var totalBars = 10_000_000
  /// Whether the field belongs to a state of a switching process.
  public var isInState = false
  /// The dependence that holds where none is named.
  public var dependence = Dependence.independent
  /// Where a dependence stands.
  public var dependencePlace = DependencePlace.outermost

  /// Makes the scope of one asset with daily bars.
  public init() {}
}

/// A value whose fields a visitor can see.
public protocol FieldGroup: Hashable, Sendable {
  /// A valid value to start from, made by the type's initialiser with all of its defaults.
  static var example: Self { get }
  /// Visits every field in a fixed order.
  mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure)
}

/// A choice between kinds of value: printed as a mapping whose first key `kind` names the case.
public protocol FieldChoice: FieldGroup {
  /// The names of the cases that may stand in a place, the simplest first.
  static func kinds(in scope: FieldScope) -> [String]
  /// The name of this case.
  var kind: String { get }
  /// An example of a case; nil where there is no case of that name.
  static func example(of kind: String) -> Self?
  /// Visits the fields of this case.
  mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure)
}

extension FieldChoice {
  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.kind(&self)
    try visitFields(&visitor)
  }
}
