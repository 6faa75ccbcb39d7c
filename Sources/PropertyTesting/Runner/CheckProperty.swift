// SPDX-License-Identifier: GPL-3.0-or-later

/// Checks a property of the values of a generator.
///
/// First come the failures that the store holds under the name, then the examples, then random
/// cases, then a climb towards the scores that the property gives. Each distinct failure is
/// simplified, explained and stored.
///
/// ```swift
/// let digits = Generator<Int>.integer(in: 0...9).list()
/// let report = checkProperty("reversing twice", digits) { list in
///   try require(list.reversed().reversed() == list)
/// }
/// ```
///
/// - Parameters:
///   - name: the property's name, the key of its stored failures.
///   - generator: what values come from.
///   - settings: how many cases, from which seed, how long.
///   - examples: values that are always tried, before random ones.
///   - property: throws where it does not hold; see `require`.
/// - Returns: what was found. Nothing is thrown: what the property throws is a failure.
public func checkProperty<Value>(
  _ name: String, _ generator: Generator<Value>, settings: PropertySettings = .init(),
  examples: [Value] = [], _ property: (Value) throws -> Void
) -> PropertyReport {
  withoutActuallyEscaping(property) { property in
    func made(_ value: Value) -> CaseBody.Made {
      CaseBody.Made(call: { try property(value) }, render: { _ in describe(value) })
    }
    let body = CaseBody(generator: "\(type(of: generator))", drawsItself: false) { testCase in
      let value = try generator.make(testCase)
      try testCase.commit()
      return made(value)
    }
    let examples = examples.map { value in { made(value) } }
    return PropertyRun(name: name, settings: settings, body: body).report(examples: examples)
  }
}

/// Checks a property that draws its values as it goes.
///
/// Draw by name (`draw("length", .integer(in: 1...9))`) for reports that speak of the values by
/// name.
///
/// - Parameters:
///   - name: the property's name, the key of its stored failures.
///   - settings: how many cases, from which seed, how long.
///   - body: draws values and throws where the property does not hold.
/// - Returns: what was found. Nothing is thrown: what the body throws is a failure.
public func checkProperty(
  _ name: String, settings: PropertySettings = .init(), _ body: (Draw) throws -> Void
) -> PropertyReport {
  withoutActuallyEscaping(body) { property in
    let body = CaseBody(generator: "the body of the property", drawsItself: true) { testCase in
      CaseBody.Made(
        call: { try property(Draw(testCase: testCase)) },
        render: { events in
          events.draws.isEmpty
            ? describe(testCase.tape)
            : events.draws.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
        })
    }
    return PropertyRun(name: name, settings: settings, body: body).report(examples: [])
  }
}

/// Runs the one case that a blob of an earlier report holds, and simplifies it where it still
/// fails.
///
/// - Parameter blob: the line that a report gave; it fits generators that have changed, too, as far
///   as their labels still fit.
/// - Returns: a report of one case; `gaveUp` where the line is no blob or damaged.
public func replay<Value>(
  blob: String, _ name: String, _ generator: Generator<Value>,
  settings: PropertySettings = .init(), _ property: (Value) throws -> Void
) -> PropertyReport {
  var settings = settings
  settings.replayBlob = blob
  return checkProperty(name, generator, settings: settings, property)
}

/// Runs the one case that a blob of an earlier report holds, for a property that draws for itself.
///
/// - Parameter blob: the line that a report gave.
/// - Returns: a report of one case; `gaveUp` where the line is no blob or damaged.
public func replay(
  blob: String, _ name: String, settings: PropertySettings = .init(),
  _ body: (Draw) throws -> Void
) -> PropertyReport {
  var settings = settings
  settings.replayBlob = blob
  return checkProperty(name, settings: settings, body)
}

/// The choices of a tape as a person reads them.
private func describe(_ tape: Tape) -> String {
  let texts = tape.choices.map { choice in
    switch choice.kind {
    case .integer: "\(choice.integer)"
    case .double: "\(choice.double)"
    case .boolean: "\(choice.bits != 0)"
    case .block, .bytes:
      switch tape.payloads[Int(choice.bits)] {
      case .doubles(let values): "\(values)"
      case .bytes(let values): "\(values)"
      }
    }
  }
  return "choices " + describe(texts.joined(separator: ", ") as Any).dropFirst().dropLast()
}
