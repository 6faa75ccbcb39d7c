// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Synchronization
import Testing

/// A counter that threads share, read and written in two steps where it is racy.
final class SharedCounter: Sendable {
  enum Kind: CaseIterable, Sendable { case atomic, locked, racy, readsLate, stale }

  private let kind: Kind
  private let value = Atomic(0)
  private let guarded = Mutex(0)

  init(_ kind: Kind) { self.kind = kind }

  func increment() -> Int {
    switch kind {
    case .atomic, .stale: return value.add(1, ordering: .sequentiallyConsistent).newValue
    case .locked:
      return guarded.withLock { value in
        value += 1
        return value
      }
    case .readsLate:
      value.add(1, ordering: .sequentiallyConsistent)
      Interleaving.yield()
      return value.load(ordering: .sequentiallyConsistent)
    case .racy:
      let old = value.load(ordering: .sequentiallyConsistent)
      Interleaving.yield()
      value.store(old + 1, ordering: .sequentiallyConsistent)
      return old + 1
    }
  }

  func read() -> Int {
    let now = kind == .locked ? guarded.withLock { $0 } : value.load(ordering: .relaxed)
    // Right at some earlier time, but not since the call began.
    return kind == .stale && now == 2 ? 1 : now
  }

  /// Sets the number; the response does not tell in which order two of these ran.
  func set(_ new: Int) -> Bool {
    if kind == .locked {
      guarded.withLock { $0 = new }
    } else {
      value.store(new, ordering: .sequentiallyConsistent)
    }
    return true
  }

  static func machine(_ kind: Kind) -> StateMachine<Int, SharedCounter> {
    StateMachine(
      model: 0, system: { SharedCounter(kind) },
      commands: [
        Command("increment") { model in
          model += 1
          return model
        } system: {
          $0.increment()
        },
        Command("read") {
          $0
        } system: {
          $0.read()
        },
        Command("set", drawing: { _ in .integer(in: 3...9) }) { model, new in
          model = new
          return true
        } system: { counter, new in
          counter.set(new)
        },
        // Wrong after an increment: it may run only where no other thread can come before it.
        Command("start", when: { $0 == 0 }) {
          $0
        } system: { _ in
          0
        },
      ])
  }
}

@Suite struct LinearizabilityTests {
  /// The smallest plans that seeds find, and how many seeds find each.
  private func found(
    _ kind: SharedCounter.Kind, threads: Int, seeds: Range<UInt64> = 0..<10
  ) -> [String: Int] {
    var counts: [String: Int] = [:]
    for seed in seeds {
      var checker = Checker(SharedCounter.machine(kind).concurrentPlans(threads: threads)) {
        try $0.run()
      }
      guard let first = checker.search(seed: seed, cases: 400) else { continue }
      let best = checker.shrink(first, callLimit: 5000).best
      let text = (try? checker.value(of: best.tape))?.description ?? "?"
      counts[text, default: 0] += 1
    }
    return counts
  }

  /// The responses would do in another order, but not in one that keeps what came before what.
  @Test func aStaleReadIsAccused() {
    let smallest = "thread 1: #0 increment(); #1 increment(); #2 read()"
    #expect(found(.stale, threads: 2) == [smallest: 10])
  }

  @Test(arguments: [SharedCounter.Kind.racy, .readsLate], [2, 3])
  func racesShrinkToTheSmallestHistory(_ kind: SharedCounter.Kind, _ threads: Int) {
    // The last two threads: those before them have drawn nothing, which is the simplest.
    let (left, right) = (threads - 2, threads - 1)
    let smallest =
      "thread \(left): #0 increment()\nthread \(right): #1 increment()\nschedule: [0, 1]"
    #expect(found(kind, threads: threads) == [smallest: 10])
  }

  @Test(arguments: [SharedCounter.Kind.atomic, .locked], [2, 3])
  func correctCountersAreNeverAccused(_ kind: SharedCounter.Kind, _ threads: Int) throws {
    #expect(found(kind, threads: threads, seeds: 0..<3) == [:])
    // With the machine's own scheduling, too: many runs, no accusation.
    let plans = SharedCounter.machine(kind).concurrentPlans(threads: threads, scheduling: .free)
    var checker = Checker(plans) { try $0.run(repeats: 20) }
    #expect(checker.search(seed: 1, cases: 50) == nil)
  }
}
