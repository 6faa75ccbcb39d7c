// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting

/// A ring of a few numbers, with a fault to be found.
struct FaultyQueue: Sendable {
  enum Fault: CaseIterable, Sendable {
    case none, acceptsOneTooMany, forgetsToWrap, clearKeepsCount, throwsWhenEmptiedTwice
  }

  struct Emptied: Error {}

  let fault: Fault
  let capacity: Int
  private var cells: [Int]
  private var head = 0
  private(set) var count = 0
  private var timesEmptied = 0

  init(fault: Fault, capacity: Int = 3) {
    self.fault = fault
    self.capacity = capacity
    cells = [Int](repeating: 0, count: capacity)
  }

  mutating func enqueue(_ value: Int) -> Bool {
    let limit = fault == .acceptsOneTooMany ? capacity + 1 : capacity
    guard count < limit else { return false }
    cells[(head + count) % capacity] = value
    count += 1
    return true
  }

  mutating func dequeue() throws -> Int? {
    guard count > 0 else { return nil }
    let value = cells[head]
    head += 1
    if head == capacity { head = fault == .forgetsToWrap ? 1 : 0 }
    count -= 1
    if count == 0 { timesEmptied += 1 }
    if fault == .throwsWhenEmptiedTwice, timesEmptied == 2 { throw Emptied() }
    return value
  }

  mutating func clear() -> Int {
    defer { if fault != .clearKeepsCount || count < 2 { count = 0 } }
    return count
  }

  static func machine(
    _ fault: Fault, capacity: Int = 3
  ) -> StateMachine<[Int], FaultyQueue> {
    StateMachine(
      model: [], system: { FaultyQueue(fault: fault, capacity: capacity) },
      commands: [
        Command("enqueue", drawing: { _ in .integer(in: 0...99) }) { model, value in
          if model.count < capacity { model.append(value) } else { return false }
          return true
        } system: { queue, value in
          queue.enqueue(value)
        },
        Command("dequeue", when: { !$0.isEmpty }) {
          $0.removeFirst()
        } system: {
          try $0.dequeue() ?? -1
        },
        Command("clear") { model in
          defer { model = [] }
          return model.count
        } system: {
          $0.clear()
        },
      ],
      invariant: { model, queue in
        try require(queue.count == model.count, "\(queue.count) counted, \(model.count) held")
      })
  }
}
