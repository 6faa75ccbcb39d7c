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
///   - isolation: how to start the process, and how much time and memory a case may take.
public func checkIsolated<Value>(
  _ name: String, _ generator: Generator<Value>, isolation: Isolation = .sameArguments,
  settings: PropertySettings = .init(), _ property: (Value) throws -> Void
) -> PropertyReport {
  if let request = IsolationRequest.current {
    guard request.name == name else {
      // Another property's process comes past this one.
      return checkProperty(name, generator, settings: PropertySettings(cases: 0)) { _ in }
    }
    withoutActuallyEscaping(property) { property in
      IsolationHelper(request: request, generator: generator, property: property).serve()
    }
  }
  let taped = Generator<Taped<Value>>(choosing: { testCase in
    let value = try generator.make(testCase)
    return Taped(value: value, tape: testCase.tape)
  })
  let client = Swift.Result { try IsolationClient(isolation, name: name) }
  return checkProperty(name, taped, settings: settings) { try client.get().run($0.tape) }
}

/// A value with the choices that made it.
private struct Taped<Value>: CustomDebugStringConvertible {
  let value: Value
  let tape: Tape

  var debugDescription: String { String(reflecting: value) }
}
