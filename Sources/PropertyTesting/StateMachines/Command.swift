// SPDX-License-Identifier: GPL-3.0-or-later

/// One kind of command that a system takes, with what a model says of it.
///
/// ```swift
/// Command(
///   "push", drawing: { _ in .integer(in: 0...9) },
///   model: { model, number in
///     model.append(number)
///     return model.count
///   }, system: { stack, number in stack.push(number) })
/// ```
public struct Command<Model: Sendable, System>: Sendable {
  /// The name, as reports show it.
  public let name: String
  /// The condition under which the command may run; nil where it may always run.
  let isPossible: (@Sendable (Model) -> Bool)?
  /// Draws arguments that suit a model and binds them; the number is the step's own.
  let bind: @Sendable (_ draw: Draw, Model, _ number: Int) throws -> Step<Model, System>

  /// Makes a kind of command of its parts.
  ///
  /// - Parameters:
  ///   - name: the name, as reports show it.
  ///   - isPossible: the precondition; a command whose precondition does not hold is left out,
  ///     while a sequence is made and while it is shrunk.
  ///   - drawing: the generator of the arguments in a given state. To use the result of an earlier
  ///     command draw its `Reference` from the model.
  ///   - model: takes the model one step further and says which responses are right. The reference
  ///     stands for this command's own response; models keep it for later commands.
  ///   - system: runs the command.
  public init<Arguments: Sendable, Response: Sendable>(
    _ name: String, when isPossible: (@Sendable (Model) -> Bool)? = nil,
    drawing: @escaping @Sendable (Model) -> Generator<Arguments>,
    model:
      @escaping @Sendable (inout Model, Arguments, Reference<Response>)
      -> Expectation<Response>,
    resolving system: @escaping @Sendable (inout System, Arguments, Responses) throws -> Response
  ) {
    self.name = name
    self.isPossible = isPossible
    bind = { draw, state, number in
      let arguments = try draw(drawing(state))
      let reference = Reference<Response>(step: number)
      return Step(
        name: name, text: name + parenthesised(arguments), number: number, isPossible: isPossible,
        advance: { state in
          let expectation = model(&state, arguments, reference)
          return ErasedExpectation(text: expectation.text) { response in
            (response as? Response).map(expectation.accepts) ?? false
          }
        },
        perform: { try system(&$0, arguments, $1) })
    }
  }

  /// Makes a kind of command whose response the model knows exactly.
  public init<Arguments: Sendable, Response: Equatable & Sendable>(
    _ name: String, when isPossible: (@Sendable (Model) -> Bool)? = nil,
    drawing: @escaping @Sendable (Model) -> Generator<Arguments>,
    model: @escaping @Sendable (inout Model, Arguments) -> Response,
    system: @escaping @Sendable (inout System, Arguments) throws -> Response
  ) {
    self.init(
      name, when: isPossible, drawing: drawing,
      model: { (state: inout Model, arguments: Arguments, _: Reference<Response>) in
        .exactly(model(&state, arguments))
      },
      resolving: { state, arguments, _ in try system(&state, arguments) })
  }

  /// Makes a kind of command without arguments whose response the model knows exactly.
  public init<Response: Equatable & Sendable>(
    _ name: String, when isPossible: (@Sendable (Model) -> Bool)? = nil,
    model: @escaping @Sendable (inout Model) -> Response,
    system: @escaping @Sendable (inout System) throws -> Response
  ) {
    self.init(
      name, when: isPossible, drawing: { _ in .constant(NoArguments()) },
      model: { state, _ in model(&state) }, system: { state, _ in try system(&state) })
  }
}

/// What a command without arguments takes.
private struct NoArguments: Sendable {}

/// Arguments as a call shows them.
private func parenthesised(_ arguments: Any) -> String {
  if arguments is NoArguments { return "()" }
  let text = String(describing: arguments)
  return text.hasPrefix("(") ? text : "(" + text + ")"
}

/// The response of an earlier command, before it is known.
///
/// A model keeps references where a system would keep what the command returned. They are drawn
/// from the model, so that a reference never points at a command that shrinking has taken away.
public struct Reference<Value>: Hashable, Sendable, CustomStringConvertible {
  let step: Int

  public var description: String { "#\(step)" }
}

/// Which responses of a command are right.
public struct Expectation<Response>: Sendable {
  /// What was expected, in words.
  public let text: String
  /// Whether a response is right.
  public let accepts: @Sendable (Response) -> Bool

  /// One response alone is right.
  public static func exactly(_ value: Response) -> Expectation
  where Response: Equatable & Sendable {
    Expectation(text: String(describing: value)) { $0 == value }
  }

  /// Every response is right.
  public static var anything: Expectation { Expectation(text: "anything") { _ in true } }

  /// The responses that meet a condition are right.
  public static func such(
    that text: String, _ accepts: @escaping @Sendable (Response) -> Bool
  ) -> Expectation { Expectation(text: text, accepts: accepts) }
}

/// An expectation of a response whose type only its command knows.
struct ErasedExpectation: Sendable {
  let text: String
  let accepts: @Sendable (any Sendable) -> Bool
}

/// A command with its arguments.
struct Step<Model: Sendable, System>: Sendable {
  let name: String
  let text: String
  let number: Int
  let isPossible: (@Sendable (Model) -> Bool)?
  let advance: @Sendable (inout Model) -> ErasedExpectation
  let perform: @Sendable (inout System, Responses) throws -> any Sendable
}
