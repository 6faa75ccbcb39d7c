// SPDX-License-Identifier: GPL-3.0-or-later

/// Checks a property in a process of its own: a case that traps, overflows, exits, is killed,
/// recurses or loops without end, or eats memory is caught, named, shrunk and reported like any
/// other failure, and the process that runs the tests lives on.
///
/// Values are made in both processes, from the same choices; the property runs only in the other
/// one. So a generator must not crash, and what the property changes here stays unchanged. What
/// stands before the property runs in both processes, too.
///
/// A case costs about a tenth of a millisecond more, a crash some milliseconds, and the start of
/// the process as long as this executable takes to reach the property.
///
/// - Parameters:
///   - name: the property's name, of which there must be only one in the executable.
///   - generator: what values come from.
///   - isolation: how to start the process, and how much time and memory a case may take.
///   - settings: how many cases, from which seed, how long.
///   - examples: values that are always tried, before random ones; the same in both processes.
///   - property: throws where it does not hold; it may crash.
/// - Returns: what was found.
public func checkIsolated<Value>(
  _ name: String, _ generator: Generator<Value>, isolation: Isolation = .sameArguments,
  settings: PropertySettings = .init(), examples: [Value] = [],
  _ property: (Value) throws -> Void
) -> PropertyReport {
  if let request = IsolationRequest.current {
    guard request.name == name else { return passedBy(name) }
    withoutActuallyEscaping(property) { property in
      IsolationHelper(request: request) { wanted, _ in
        switch wanted {
        case .tape(let tape): try property(generator.make(TestCase(replaying: Replay(tape))))
        case .example(let index) where index < examples.count: try property(examples[index])
        case .example, .open: throw IsolationUnavailable(reason: "the processes differ")
        }
      }.serve()
    }
  }
  let sent = Generator<Sent<Value>>(choosing: { testCase in
    let value = try generator.make(testCase)
    return Sent(value: value, wanted: .tape(testCase.tape))
  })
  let client = Swift.Result { try IsolationClient(isolation, name: name) }
  let examples = examples.enumerated().map { Sent(value: $1, wanted: .example($0)) }
  return checkProperty(name, sent, settings: settings, examples: examples) {
    try client.get().run($0.wanted)
  }
}

/// Checks a property that draws its values as it goes in a process of its own; the body runs there
/// alone, its draws with it.
///
/// - Parameters:
///   - name: the property's name, of which there must be only one in the executable.
///   - isolation: how to start the process, and how much time and memory a case may take.
///   - settings: how many cases, from which seed, how long.
///   - body: draws values and throws where the property does not hold; it may crash.
/// - Returns: what was found.
public func checkIsolated(
  _ name: String, isolation: Isolation = .sameArguments, settings: PropertySettings = .init(),
  _ body: (Draw) throws -> Void
) -> PropertyReport {
  if let request = IsolationRequest.current {
    guard request.name == name else { return passedBy(name) }
    withoutActuallyEscaping(body) { body in
      IsolationHelper(request: request) { wanted, journal in
        guard case .open(let source, _) = wanted else {
          throw IsolationUnavailable(reason: "the processes differ")
        }
        try body(Draw(testCase: TestCase(source, journal: journal)))
      }.serve()
    }
  }
  let client = Swift.Result { try IsolationClient(isolation, name: name) }
  return checkProperty(name, settings: settings) { draw in
    let isRendering = PropertyContext.current?.isRendering ?? false
    let wanted = IsolatedCase.open(draw.testCase.source, isRendering: isRendering)
    try client.get().run(wanted, choices: draw.testCase)
  }
}

/// The report of a property in a process that was started for another one.
private func passedBy(_ name: String) -> PropertyReport {
  checkProperty(name, settings: PropertySettings(cases: 0)) { _ in }
}

/// A value with what the other process needs to have it, too.
private struct Sent<Value>: CustomDebugStringConvertible {
  let value: Value
  let wanted: IsolatedCase

  var debugDescription: String { String(reflecting: value) }
}
