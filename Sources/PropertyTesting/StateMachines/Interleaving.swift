// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decides which thread runs: one at a time, handing over only where code says that it may. So a
// race that a machine would show once in a million runs is found by drawing schedules, shrunk with
// them, and shown again by replaying them.
//
// Dispatch for its semaphores: the standard library has none.

import Dispatch
import Synchronization

/// Places at which a scheduled run may pass from one thread to another.
public enum Interleaving {
  @TaskLocal static var current: Turn?

  /// Lets another thread run if the schedule says so; does nothing outside of scheduled runs.
  ///
  /// Code under test calls this between the reads and writes that a race could come between. It
  /// must not hold a lock: the thread that runs next would wait for it for ever.
  public static func yield() {
    guard let turn = current else { return }
    turn.schedule.pass(from: turn.thread)
  }
}

/// A thread of a scheduled run.
struct Turn: Sendable {
  let schedule: Schedule
  let thread: Int
}

/// Passes the turn between threads in a given order.
final class Schedule: Sendable {
  private struct State {
    var hops: [Int]
    var position = 0
    var alive: [Int]
  }

  private let state: Mutex<State>
  private let gates: [DispatchSemaphore]

  /// Makes a schedule.
  ///
  /// - Parameter hops: at each place where the turn may pass, by how many living threads it does;
  ///   the turn stays once they are used up.
  init(threads: Int, hops: [Int]) {
    state = Mutex(State(hops: hops, alive: Array(0..<threads)))
    gates = (0..<threads).map { _ in DispatchSemaphore(value: 0) }
  }

  /// Gives the first thread its turn.
  func start() { gates[0].signal() }

  /// Waits for a thread's first turn.
  func enter(_ thread: Int) { gates[thread].wait() }

  /// Passes the turn on, or not, and waits for it to come back.
  func pass(from thread: Int) {
    let next = state.withLock { state in
      guard state.position < state.hops.count, state.alive.count > 1 else { return thread }
      state.position += 1
      let place = state.alive.firstIndex(of: thread) ?? 0
      return state.alive[(place + state.hops[state.position - 1]) % state.alive.count]
    }
    guard next != thread else { return }
    gates[next].signal()
    gates[thread].wait()
  }

  /// A thread has ended; the turn passes to the next one.
  func leave(_ thread: Int) {
    let next: Int? = state.withLock { state in
      guard let place = state.alive.firstIndex(of: thread) else { return nil }
      state.alive.remove(at: place)
      return state.alive.isEmpty ? nil : state.alive[place % state.alive.count]
    }
    if let next { gates[next].signal() }
  }
}
