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

  /// Something that a case says.
  enum Event {
    case label(String)
    case note(String)
    case score(Double, label: String)
    case cover(Cover)
    /// A value that was drawn by name, as text.
    case draw(name: String, value: String)
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

    mutating func append(_ event: Event) {
      switch event {
      case .label(let name): labels.append(name)
      case .note(let text): notes.append(text)
      case .score(let score, let label): scores.append((label, score))
      case .cover(let cover): covers.append(cover)
      case .draw(let name, let value): draws.append((name, value))
      }
    }
  }

  private struct State {
    var events = Events()
    var isRendering = false
    var depth = 0
    var journal: Journal?
  }

  private let state = Mutex(State())

  /// Whether values that are drawn by name are written down.
  var isRendering: Bool { state.withLock { $0.isRendering } }

  /// Forgets the last case; what the next one says goes into a journal, too, if there is one.
  func begin(isRendering: Bool, journal: Journal? = nil) {
    state.withLock { state in
      state.journal = journal
      if !state.events.isEmpty { state.events = Events() }
      state.isRendering = isRendering
      state.depth = 0
    }
  }

  var events: Events { state.withLock { $0.events } }

  func record(_ event: Event) {
    state.withLock { state in
      state.events.append(event)
      state.journal?.write(.said(event))
    }
  }

  /// Makes a value by name; the outermost ones are written down where values are rendered.
  func draw<Value>(_ name: String, _ make: () throws -> Value) rethrows -> Value {
    let isWanted = state.withLock { state in
      state.depth += 1
      return state.isRendering && state.depth == 1
    }
    defer { state.withLock { $0.depth -= 1 } }
    let value = try make()
    if isWanted { record(.draw(name: name, value: describe(value))) }
    return value
  }
}

/// Counts the case under a name.
public func label(_ name: String) {
  PropertyContext.current?.record(.label(name))
}

/// Counts the case under a name where a condition holds.
public func classify(_ condition: Bool, _ name: String) {
  if condition { label(name) }
}

/// Says how near the case came to what is looked for: higher is nearer. After the random cases a
/// search climbs towards higher scores. A score that is not finite is ignored.
public func target(_ score: Double, label name: String = "score") {
  guard score.isFinite else { return }
  PropertyContext.current?.record(.score(score, label: name))
}

/// Demands that a condition holds in a share of the cases, and goes on with cases until a
/// sequential test has decided; see `CoverageTest`.
///
/// - Parameter percent: the least share that is acceptable.
/// - Precondition: the percentage lies in [0, 100].
public func cover(percent: Double, _ condition: Bool, name: String) {
  precondition((0...100).contains(percent), "a percentage must lie in [0, 100]")
  PropertyContext.current?.record(.cover(.init(name: name, percent: percent, isMet: condition)))
}

/// Adds a text to the report of the case, should it fail.
public func note(_ text: @autoclosure () -> String) {
  guard let context = PropertyContext.current else { return }
  context.record(.note(text()))
}

/// A value as a person reads it, cut after 20,000 characters.
func describe(_ value: Any) -> String {
  let text = String(reflecting: value)
  return text.utf8.count <= 20_000 ? text : text.prefix(20_000) + " …"
}
