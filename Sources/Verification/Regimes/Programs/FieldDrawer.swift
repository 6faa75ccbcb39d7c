// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting

/// Draws fields from the choices of a property test.
struct FieldDrawer: FieldVisitor {
  var scope: FieldScope
  let limits: DrawLimits
  private let draw: Draw

  init(_ draw: Draw, scope: FieldScope, limits: DrawLimits) {
    self.draw = draw
    self.scope = scope
    self.limits = limits
  }

  /// Values that obey every rule of their type; a value that breaks one is drawn again.
  static func generator<Value: FieldGroup>(
    _ type: Value.Type, scope: FieldScope, limits: DrawLimits
  ) -> Generator<Value> {
    Generator(label: "fields") { draw in
      for _ in 0..<10 {
        do {
          var drawer = FieldDrawer(draw, scope: scope, limits: limits)
          var value = Value.example
          try value.visit(&drawer)
          return value
        } catch is BrokenRule { continue }
      }
      try draw.assume(false, "fields that break no rule")
      return Value.example
    }
  }

  private struct BrokenRule: Error {}

  /// A number of a range; the shrinker's zero has no sign here.
  private func drawn(
    _ range: ClosedRange<Double>, _ usual: ClosedRange<Double>
  ) throws -> Double {
    let value = try draw(.double(in: limits.values == .usual ? usual : range))
    return value == 0 ? 0 : value
  }

  mutating func kind<Choice: FieldChoice>(_ value: inout Choice) throws {
    let kind = try draw(.element(of: Choice.kinds(in: scope)))
    if let example = Choice.example(of: kind) { value = example }
  }

  mutating func number(
    _ name: FieldName, _ value: inout Double, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws {
    value = try drawn(range, usual)
  }

  mutating func integer(
    _ name: FieldName, _ value: inout Int, in range: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws {
    let part = limits.values == .usual || name.text == "bars" ? usual : range
    value = try draw(.integer(in: limits.clamped(name, part)))
  }

  mutating func flag(_ name: FieldName, _ value: inout Bool) throws {
    value = try draw(.boolean())
  }

  mutating func word(_ name: FieldName, _ value: inout String) throws {
    value = "N" + String(try draw(.integer(in: 0...999)))
  }

  mutating func optionalNumber(
    _ name: FieldName, _ value: inout Double?, in range: ClosedRange<Double>,
    usually usual: ClosedRange<Double>
  ) throws {
    value = try draw(.boolean()) ? try drawn(range, usual) : nil
  }

  mutating func words(
    _ name: FieldName, _ value: inout [String], count: ClosedRange<Int>
  ) throws {
    value = MarketProgram.assetNames(try draw(.integer(in: limits.clamped(name, count))))
  }

  mutating func numbers(
    _ name: FieldName, _ value: inout [Double], in range: ClosedRange<Double>,
    count: ClosedRange<Int>
  ) throws {
    value = try draw(Generator<Double>.double(in: range).list(count: count)).map {
      $0 == 0 ? 0 : $0
    }
  }

  mutating func matrix(
    _ name: FieldName, _ value: inout [[Double]], _ rule: FieldMatrix
  ) throws {
    switch rule {
    case .correlation(let assets):
      // Of one factor: positive definite whatever the loadings.
      let loadings = try draw(Generator<Double>.double(in: -0.9...0.9).list(count: assets))
      value = loadings.indices.map { row in
        loadings.indices.map { column in
          let entry = row == column ? 1 : loadings[row] * loadings[column]
          return entry == 0 ? 0 : entry
        }
      }
    case .transition(let states):
      value = try (0..<states).map { state in
        let weights = try draw(Generator<Int>.integer(in: 0...8).list(count: states))
        let total = weights.reduce(0, +)
        return weights.indices.map { other in
          total == 0 ? (other == state ? 1 : 0) : Double(weights[other]) / Double(total)
        }
      }
    }
  }

  mutating func group<Value: FieldGroup>(_ name: FieldName, _ value: inout Value) throws {
    value = try draw(Self.generator(Value.self, scope: scope, limits: limits))
  }

  mutating func optionalGroup<Value: FieldGroup>(
    _ name: FieldName, _ value: inout Value?, absence: String
  ) throws {
    value = try draw(Self.generator(Value.self, scope: scope, limits: limits).optional())
  }

  mutating func groups<Value: FieldGroup>(
    _ name: FieldName, _ value: inout [Value], count: ClosedRange<Int>,
    usually usual: ClosedRange<Int>
  ) throws {
    let item = Self.generator(Value.self, scope: scope, limits: limits)
    value = try draw(item.list(count: limits.clamped(name, usual)))
  }

  mutating func require(
    _ holds: @autoclosure () -> Bool, _ name: FieldName, _ problem: @autoclosure () -> String
  ) throws {
    if !holds() { throw BrokenRule() }
  }
}

/// How large random programs are.
struct DrawLimits: Sendable {
  let assets: ClosedRange<Int>
  let segments: ClosedRange<Int>
  let bars: Int
  let values: MarketProgram.DrawnValues

  /// The part of a range that the limits allow; the range's least where they allow none.
  func clamped(_ name: FieldName, _ range: ClosedRange<Int>) -> ClosedRange<Int> {
    let limit: ClosedRange<Int>
    switch name.text {
    case "assets": limit = assets
    case "segments": limit = segments
    case "bars": limit = range.lowerBound...max(range.lowerBound, bars)
    default: return range
    }
    let low = max(range.lowerBound, min(limit.lowerBound, range.upperBound))
    return low...max(low, min(limit.upperBound, range.upperBound))
  }
}
