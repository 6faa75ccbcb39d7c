// SPDX-License-Identifier: GPL-3.0-or-later
//
// Glibc for `sched_yield`.

import Glibc
import Synchronization

/// Commands that run before, commands that then run on several threads at once, and who runs when.
public struct ConcurrentPlan<Model: Sendable & Hashable, System: AnyObject & Sendable>: Sendable,
  CustomStringConvertible
{
  let machine: StateMachine<Model, System>
  let prefix: [Step<Model, System>]
  let branches: [[Step<Model, System>]]
  /// At each place where the turn may pass, by how many threads; nil leaves it to the machine.
  let hops: [Int]?

  /// The commands of the prefix and of each thread.
  public var description: String {
    let parts = [("first", prefix)] + branches.enumerated().map { ("thread \($0)", $1) }
    var lines = parts.filter { !$0.1.isEmpty }.map { name, steps in
      name + ": " + steps.map { "#\($0.number) \($0.text)" }.joined(separator: "; ")
    }
    if let hops, !hops.isEmpty { lines.append("schedule: \(hops)") }
    return lines.isEmpty ? "no commands" : lines.joined(separator: "\n")
  }

  /// The number of commands.
  public var count: Int { prefix.count + branches.reduce(0) { $0 + $1.count } }

  /// Runs the plan and looks for an order of its commands that the model explains.
  ///
  /// - Parameter repeats: how often, each time with a fresh system; one will do with a schedule.
  /// - Throws: `NotLinearizable` with the history; `CommandViolation` for the prefix.
  public func run(repeats: Int = 1) throws {
    for _ in 0..<repeats { try runOnce() }
  }

  private func runOnce() throws {
    let responses = Responses()
    let recorder = HistoryRecorder<Model>()
    let system = try machine.makeSystem()
    for step in prefix {
      var system = system
      try recorder.record(step, thread: nil, &system, responses)
    }
    let schedule = hops.map { Schedule(threads: branches.count, hops: $0) }
    let gate = Atomic(0)
    schedule?.start()
    onThreads(branches.count) { [branches] thread in
      schedule?.enter(thread)
      // Without a schedule all start together: starting a thread takes longer than a command.
      if schedule == nil {
        gate.add(1, ordering: .sequentiallyConsistent)
        while gate.load(ordering: .sequentiallyConsistent) < branches.count { sched_yield() }
      }
      let turn = schedule.map { Turn(schedule: $0, thread: thread) }
      Interleaving.$current.withValue(turn) {
        var system = system
        for step in branches[thread] {
          // A command that throws ends its thread: there is no response to explain.
          do { try recorder.record(step, thread: thread, &system, responses) } catch { break }
        }
      }
      schedule?.leave(thread)
    }
    try recorder.check(from: machine.model)
  }
}

/// Writes down who called what when.
private final class HistoryRecorder<Model: Sendable & Hashable>: Sendable {
  private let clock = Atomic(0)
  private let operations = Mutex<[Operation<Model>]>([])
  private let errors = Mutex<[any Error]>([])

  func record<System>(
    _ step: Step<Model, System>, thread: Int?, _ system: inout System, _ responses: Responses
  ) throws {
    let invoked = clock.add(1, ordering: .sequentiallyConsistent).oldValue
    Interleaving.yield()
    let response: any Sendable
    do { response = try step.perform(&system, responses) } catch {
      let message = "#\(step.number) \(step.text) threw \(error)"
      let violation = CommandViolation(kind: .error, command: step.name, message: message)
      // A discarded case is no fault of the command.
      let failure: any Error = error is Interruption ? error : violation
      errors.withLock { $0.append(failure) }
      throw failure
    }
    Interleaving.yield()
    let responded = clock.add(1, ordering: .sequentiallyConsistent).oldValue
    responses.keep(response, of: step.number)
    let operation = Operation(
      thread: thread, text: "#\(step.number) \(step.text)", isPossible: step.isPossible,
      advance: step.advance, response: response, invoked: invoked, responded: responded)
    operations.withLock { $0.append(operation) }
  }

  func check(from model: Model) throws {
    if let error = errors.withLock(\.first) { throw error }
    let history = History(model: model, operations: operations.withLock { $0 })
    guard history.linearization() == nil else { return }
    throw NotLinearizable(history: history.description)
  }
}
