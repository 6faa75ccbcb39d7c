// SPDX-License-Identifier: GPL-3.0-or-later

/// Who decides which thread runs in a concurrent plan.
public enum Scheduling: Hashable, Sendable {
  /// The plan does, at `Interleaving.yield()` and around commands: the same plan, the same run.
  case drawn
  /// The machine does; run plans many times. What is found may not come again, and so shrinks less.
  case free
}

extension StateMachine where Model: Hashable, System: AnyObject & Sendable {
  /// Concurrent plans: some commands alone, then some on each of several threads.
  ///
  /// A command on a thread may rest on commands before it on its own thread, and its precondition
  /// holds in every order that the threads can take; one for which that is not so is left out.
  ///
  /// - Parameters:
  ///   - threads: how many threads, two or three.
  ///   - prefix: how many commands at most run before.
  ///   - commands: how many commands at most run on each thread; together below 64.
  public func concurrentPlans(
    threads: Int = 2, prefix: Int = 5, commands: Int = 4, scheduling: Scheduling = .drawn
  ) -> Generator<ConcurrentPlan<Model, System>> {
    precondition(threads >= 2 && prefix + threads * commands < 64, "too many commands")
    return Generator(label: "concurrent plan") { draw in
      let disabled = try swarm(draw)
      var state = model
      var number = 0
      let first = try items(draw, count: 0...prefix) { draw in
        try step(draw, disabled: disabled, state: &state, number: &number)
      }
      var branches: [[Step<Model, System>]] = []
      for _ in 0..<threads {
        var own = state
        branches.append([])
        _ = try items(draw, count: 0...commands) { draw in
          let before = own
          guard let step = try step(draw, disabled: disabled, state: &own, number: &number)
          else { return }
          branches[branches.count - 1].append(step)
          guard !isAlwaysPossible(branches, from: state) else { return }
          branches[branches.count - 1].removeLast()
          own = before
        }
      }
      let hop = Generator<Int>.integer(in: 0...(threads - 1))
      let places = 4 * threads * commands
      let hops = scheduling == .free ? nil : try draw(hop.list(count: 0...places))
      return ConcurrentPlan(
        machine: self, prefix: first.compactMap { $0 }, branches: branches, hops: hops)
    }
  }

  /// Whether every precondition holds in every order that keeps each thread's own.
  private func isAlwaysPossible(_ branches: [[Step<Model, System>]], from state: Model) -> Bool {
    if branches.allSatisfy({ $0.allSatisfy { $0.isPossible == nil } }) { return true }
    var seen: Set<Progress<Model>> = []
    var open = [Progress(done: branches.map { _ in 0 }, model: state)]
    while let next = open.popLast() {
      guard seen.insert(next).inserted else { continue }
      for (thread, steps) in branches.enumerated() where next.done[thread] < steps.count {
        let step = steps[next.done[thread]]
        guard step.isPossible?(next.model) ?? true else { return false }
        var after = next
        after.done[thread] += 1
        _ = step.advance(&after.model)
        open.append(after)
      }
    }
    return true
  }
}

/// How far each thread has come, and what the model then is.
private struct Progress<Model: Hashable>: Hashable {
  var done: [Int]
  var model: Model
}
