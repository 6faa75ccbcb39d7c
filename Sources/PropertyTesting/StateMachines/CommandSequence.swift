// SPDX-License-Identifier: GPL-3.0-or-later

/// Commands in the order in which they run, with their arguments.
public struct CommandSequence<Model: Sendable, System>: Sendable, CustomStringConvertible {
  let machine: StateMachine<Model, System>
  let steps: [Step<Model, System>]

  /// The number of commands.
  public var count: Int { steps.count }

  /// The commands' calls, in order.
  public var calls: [String] { steps.map(\.text) }

  /// One command a line, each with the number by which references name it.
  public var description: String {
    if steps.isEmpty { return "no commands" }
    return steps.map { "#\($0.number) \($0.text)" }.joined(separator: "\n")
  }

  /// Runs the commands against a fresh system.
  ///
  /// - Throws: `CommandViolation` where a response is not what the model expects, where a command
  ///   throws, or where the invariant does; what making the system throws.
  public func run() throws {
    var system = try machine.makeSystem()
    var model = machine.model
    let responses = Responses()
    try checkInvariant(model, system, after: nil)
    for step in steps where step.isPossible?(model) ?? true {
      let expectation = step.advance(&model)
      let response: any Sendable
      do { response = try step.perform(&system, responses) } catch {
        // A discarded case is no fault of the command.
        throw error is Interruption ? error : violation(step, .error, "threw \(error)")
      }
      guard expectation.accepts(response) else {
        throw violation(step, .response, "returned \(response), expected \(expectation.text)")
      }
      responses.keep(response, of: step.number)
      try checkInvariant(model, system, after: step)
    }
  }

  private func checkInvariant(
    _ model: Model, _ system: System, after step: Step<Model, System>?
  ) throws {
    do { try machine.invariant(model, system) } catch {
      if error is Interruption { throw error }
      guard let step else {
        throw CommandViolation(
          kind: .invariant, command: "start", message: "before any command: \(error)")
      }
      throw violation(step, .invariant, "broke the invariant: \(error)")
    }
  }

  private func violation(
    _ step: Step<Model, System>, _ kind: CommandViolation.Kind, _ text: String
  ) -> CommandViolation {
    CommandViolation(
      kind: kind, command: step.name, message: "#\(step.number) \(step.text) \(text)")
  }
}

/// A command that did not do what its model says.
public struct CommandViolation: PlacedFailure, Hashable, CustomStringConvertible {
  /// The ways to differ from the model.
  public enum Kind: String, Hashable, Sendable {
    /// The response is not one that the model expects.
    case response
    /// The command threw.
    case error
    /// The invariant does not hold after it.
    case invariant
  }

  /// What differed.
  public let kind: Kind
  /// The command's name.
  public let command: String
  /// The step, its arguments, what happened and what was expected.
  public let message: String

  /// The command and what differed: two commands that fail are two failures.
  public var place: String { "\(command): \(kind.rawValue)" }

  public var description: String { message }
}
