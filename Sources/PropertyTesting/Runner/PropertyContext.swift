// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a property says while it runs: labels, notes, scores and coverage. The functions are free,
// so that a property that takes only a value can call them; they find the running case through a
// task-local value. Outside of a property they do nothing. Threads that a property starts do not
// inherit the value.

import Synchronization

/// Collects what one case says of itself.
final class PropertyContext: Sendable {
  @TaskLocal static var current: PropertyContext?

  struct Cover {
    var name: String
    var percent: Double
    var isMet: Bool
  }

  struct Events {
    var labels: [String] = []
    var notes: [String] = []
    var scores: [(label: String, score: Double)] = []
    var covers: [Cover] = []
    var draws: [(name: String, value: String)] = []

    var isEmpty: Bool {
      labels.isEmpty && notes.isEmpty && scores.isEmpty && covers.isEmpty && draws.isEmpty
    }
  }

  private struct State {
    var events = Events()
    var isRendering = false
    var depth = 0
  }

  private let state = Mutex(State())

  /// Forgets the last case.
  func begin(isRendering: Bool) {
    state.withLock { state in
      if !state.events.isEmpty { state.events = Events() }
      state.isRendering = isRendering
      state.depth = 0
    }
  }

  var events: Events { state.withLock { $0.events } }

  func record(_ body: (inout Events) -> Void) { state.withLock { body(&$0.events) } }

  /// Makes a value by name; the outermost ones are written down where values are rendered.
  func draw<Value>(_ name: String, _ make: () throws -> Value) rethrows -> Value {
    let isWanted = state.withLock { state in
      state.depth += 1
      return state.isRendering && state.depth == 1
    }
    defer { state.withLock { $0.depth -= 1 } }
    let value = try make()
    if isWanted {
      let text = describe(value)
      record { $0.draws.append((name, text)) }
    }
    return value
  }
}

/// Counts the case under a name.
public func label(_ name: String) {
  PropertyContext.current?.record { $0.labels.append(name) }
}

/// Counts the case under a name where a condition holds.
public func classify(_ condition: Bool, _ name: String) {
  if condition { label(name) }
}

/// Says how near the case came to what is looked for: higher is nearer. After the random cases a
/// search climbs towards higher scores. A score that is not finite is ignored.
public func target(_ score: Double, label name: String = "score") {
  guard score.isFinite else { return }
  PropertyContext.current?.record { $0.scores.append((name, score)) }
}

/// Demands that a condition holds in a share of the cases, and goes on with cases until a
/// sequential test has decided; see `CoverageTest`.
///
/// - Parameter percent: the least share that is acceptable.
/// - Precondition: the percentage lies in [0, 100].
public func cover(percent: Double, _ condition: Bool, name: String) {
  precondition((0...100).contains(percent), "a percentage must lie in [0, 100]")
  PropertyContext.current?.record {
    $0.covers.append(.init(name: name, percent: percent, isMet: condition))
  }
}

/// Adds a text to the report of the case, should it fail.
public func note(_ text: @autoclosure () -> String) {
  guard let context = PropertyContext.current else { return }
  let text = text()
  context.record { $0.notes.append(text) }
}

/// A value as a person reads it, cut after 20,000 characters.
func describe(_ value: Any) -> String {
  let text = String(reflecting: value)
  return text.utf8.count <= 20_000 ? text : text.prefix(20_000) + " …"
}
