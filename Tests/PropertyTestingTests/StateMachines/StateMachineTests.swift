// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing

@Suite struct StateMachineTests {
  private static let seeds: UInt64 = 10

  /// The smallest failing sequences that some seeds find, and how many seeds find each.
  private func found<Model, System>(
    _ machine: StateMachine<Model, System>, cases: Int
  ) -> [[String]: Int] {
    var counts: [[String]: Int] = [:]
    for seed in 0..<Self.seeds {
      var checker = Checker(machine.sequences()) { try $0.run() }
      guard let first = checker.search(seed: seed, cases: cases) else { continue }
      let best = checker.shrink(first, callLimit: 10_000).best
      let calls = (try? checker.value(of: best.tape))?.calls ?? []
      counts[calls, default: 0] += 1
    }
    return counts
  }

  @Test(arguments: [
    (FaultyQueue.Fault.none, []),
    (.acceptsOneTooMany, ["enqueue(0)", "enqueue(0)", "enqueue(0)", "enqueue(0)"]),
    (.clearKeepsCount, ["enqueue(0)", "enqueue(0)", "clear()"]),
    (.throwsWhenEmptiedTwice, ["enqueue(0)", "dequeue()", "enqueue(0)", "dequeue()"]),
    (
      .forgetsToWrap,
      [
        "enqueue(0)", "enqueue(0)", "enqueue(0)", "dequeue()", "enqueue(1)", "dequeue()",
        "dequeue()", "dequeue()",
      ]
    ),
  ])
  func queueFaultsShrinkToTheirShortestSequence(
    _ fault: FaultyQueue.Fault, _ shortest: [String]
  ) {
    let found = found(FaultyQueue.machine(fault), cases: fault == .none ? 60 : 600)
    let wanted = shortest.isEmpty ? [:] : [shortest: Int(Self.seeds)]
    #expect(found == wanted)
  }

  @Test func reportsNameTheCommandAndListTheSequence() {
    let machine = FaultyQueue.machine(.acceptsOneTooMany)
    let report = checkProperty("queue", machine.sequences()) { try $0.run() }
    let failure = report.failures.first { $0.identity.description.hasSuffix("enqueue: response") }
    #expect(failure?.rendered == (0..<4).map { "#\($0) enqueue(0)" }.joined(separator: "\n"))
    #expect(failure?.message == "#3 enqueue(0) returned true, expected false")
  }

  @Test func commandsMayDiscardTheirCase() {
    let push = Command<[Int], [Int]>(
      "push", drawing: { _ in .integer(in: 0...9) },
      model: { model, number in
        model.append(number)
        return model.count
      },
      system: { system, number in
        try assume(number < 9)
        system.append(number)
        return system.count
      })
    let machine = StateMachine(
      model: [], system: { [] }, commands: [push],
      invariant: { _, system in try assume(system.count < 30) })
    let report = checkProperty("discards", machine.sequences()) { try $0.run() }
    #expect(report.outcome == .passed && report.discards > 10)
  }

  /// Without kinds left out, two of three commands empty the queue, and it is hardly ever full.
  @Test func rareStatesAreReachedByLeavingKindsOut() {
    let full = FaultyQueue.machine(.acceptsOneTooMany, capacity: 15)
    let depths = (0..<Self.seeds).map { seed -> Int in
      var cases = 0
      var checker = Checker(full.sequences()) { sequence in
        cases += 1
        try sequence.run()
      }
      _ = checker.search(seed: seed, cases: 400)
      return cases
    }
    #expect(depths.allSatisfy { $0 < 400 }, "cases until the fault was found: \(depths)")
  }

  @Test(arguments: [
    (FaultyBank.Fault.none, []),
    (.selfTransferCreatesMoney, ["open(0)", "deposit(#0, 1)", "transfer(#0, #0, 1)"]),
    (
      .emptyAccountCloses,
      ["open(0)", "open(0)", "deposit(#0, 1)", "transfer(#0, #1, 1)"]
    ),
    (
      .thirdAccountSharesTheFirst,
      ["open(0)", "open(0)", "open(0)", "deposit(#0, 1)", "balance(#2)"]
    ),
  ])
  func bankFaultsShrinkToTheirShortestSequence(_ fault: FaultyBank.Fault, _ shortest: [String]) {
    let found = found(FaultyBank.machine(fault), cases: fault == .none ? 60 : 600)
    let wanted = shortest.isEmpty ? [:] : [shortest: Int(Self.seeds)]
    #expect(found == wanted)
  }
}
