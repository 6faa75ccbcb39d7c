// SPDX-License-Identifier: GPL-3.0-or-later
//
// Model-based testing: a sequence of commands runs against a system, and a model that is simple
// enough to be believed says what each of them should have returned.
//
// Sequences are drawn against the model alone, command by command. So preconditions hold by
// construction, and they hold again when an edited tape is replayed: a command that has become
// impossible draws nothing, and references are drawn from what the model then knows.

/// A system's commands, the model that explains them, and what always holds.
public struct StateMachine<Model: Sendable, System>: Sendable {
  let model: Model
  let makeSystem: @Sendable () throws -> System
  let commands: [Command<Model, System>]
  let invariant: @Sendable (Model, System) throws -> Void

  /// Makes a state machine.
  ///
  /// - Parameters:
  ///   - model: the model's first state.
  ///   - system: makes a fresh system.
  ///   - commands: the kinds of commands, the simplest first.
  ///   - invariant: throws where model and system have come apart; called at the start and after
  ///     each command.
  /// - Precondition: there is a command.
  public init(
    model: Model, system: @escaping @Sendable () throws -> System,
    commands: [Command<Model, System>],
    invariant: @escaping @Sendable (Model, System) throws -> Void = { _, _ in }
  ) {
    precondition(!commands.isEmpty, "a state machine needs a command")
    self.model = model
    makeSystem = system
    self.commands = commands
    self.invariant = invariant
  }

  /// Sequences of commands, each with a random subset of the kinds.
  ///
  /// Leaving kinds out makes rare states common: a queue is full only where nothing is taken out.
  /// Source: Groce, Zhang, Eide, Chen and Regehr, "Swarm testing", ISSTA 2012.
  ///
  /// - Parameter count: how many commands at most, and how many are tried at least.
  public func sequences(
    count: ClosedRange<Int> = 0...40
  ) -> Generator<CommandSequence<Model, System>> {
    Generator(label: "sequence") { draw in
      let disabled = try swarm(draw)
      var state = model
      var number = 0
      let steps = try items(draw, count: count) { draw in
        try step(draw, disabled: disabled, state: &state, number: &number)
      }
      return CommandSequence(machine: self, steps: steps.compactMap { $0 })
    }
  }

  /// Kinds are counted from here, so that no pass of the shrinker that moves the numbers which
  /// point at moved items takes a kind for one of them.
  private static var firstKind: Int { 1 << 20 }
  private var kinds: Generator<Int> {
    .integer(in: Self.firstKind...(Self.firstKind + commands.count - 1))
  }

  /// Which kinds this case leaves out; none is the simplest.
  func swarm(_ draw: Draw) throws -> [Bool] {
    guard commands.count > 1, try draw(.boolean(chance: 0.75)) else {
      return [Bool](repeating: false, count: commands.count)
    }
    let disabled = try draw(Generator<Bool>.boolean().list(count: commands.count))
    return disabled.contains(false) ? disabled : disabled.map { _ in false }
  }

  /// Draws one command that the model's state allows; nil where a few tries found none.
  func step(
    _ draw: Draw, disabled: [Bool], state: inout Model, number: inout Int
  ) throws -> Step<Model, System>? {
    for _ in 0..<6 {
      let kind = try draw(kinds) - Self.firstKind
      let command = commands[kind]
      guard !disabled[kind], command.isPossible?(state) ?? true else { continue }
      let step = try command.bind(draw, state, number)
      number += 1
      _ = step.advance(&state)
      return step
    }
    return nil
  }
}

/// Draws a list whose items depend on those before them; laid out as the lists of generators are,
/// so that shrinking deletes items in the same way.
func items<Element>(
  _ draw: Draw, count: ClosedRange<Int>, _ next: (Draw) throws -> Element
) throws -> [Element] {
  // A mean of half the range, so that long sequences are common.
  let spread = Double(count.upperBound - count.lowerBound) / 2
  let chance = min(255, UInt64((256 * spread / (spread + 1)).rounded()))
  draw.testCase.openSpan(.list)
  var elements: [Element] = []
  while elements.count < count.upperBound {
    draw.testCase.openSpan(.item)
    let isNeeded = elements.count < count.lowerBound
    guard try draw.testCase.boolean(chance: isNeeded ? 256 : chance) else {
      draw.testCase.closeSpan()
      break
    }
    elements.append(try next(draw))
    draw.testCase.closeSpan()
  }
  draw.testCase.closeSpan()
  return elements
}
