// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linearizability: whatever order the threads took, there must be one order of whole commands that
// the model explains and that keeps every command that had ended before another began before that
// other.
//
// Sources: Herlihy and Wing, "Linearizability", ACM TOPLAS 12 (1990); Wing and Gong, "Testing and
// verifying concurrent objects", J. Parallel Distrib. Comput. 17 (1993), for the search; Lowe,
// "Testing for linearizability", Concurrency Computat. Pract. Exper. 29 (2017), for remembering the
// pairs of finished commands and model state that have been tried.

/// A command of a concurrent run: what it was, what it returned, and when.
struct Operation<Model: Sendable>: Sendable {
  /// The thread; nil for what ran before there were any.
  let thread: Int?
  let text: String
  let isPossible: (@Sendable (Model) -> Bool)?
  let advance: @Sendable (inout Model) -> ErasedExpectation
  let response: any Sendable
  /// The places of the invocation and of the response in the order of all of them.
  let invoked: Int
  let responded: Int
}

/// What a concurrent run left behind.
struct History<Model: Sendable & Hashable>: Sendable {
  let model: Model
  let operations: [Operation<Model>]

  /// An order of the operations that the model explains; nil where there is none.
  ///
  /// Exponential at worst; the states that are remembered keep it near the number of reachable
  /// pairs of finished operations and model states. At most 63 operations.
  func linearization() -> [Int]? {
    precondition(operations.count < 64, "histories are limited to 63 operations")
    var search = LinearizationSearch(operations: operations)
    return search.extend([], done: 0, model) ? search.order : nil
  }

  /// One operation a line by invocation, with its interval.
  var description: String {
    operations.sorted { $0.invoked < $1.invoked }.map { operation in
      "[\(operation.invoked), \(operation.responded)] "
        + (operation.thread.map { "thread \($0): " } ?? "first: ")
        + "\(operation.text) returned \(operation.response)"
    }.joined(separator: "\n")
  }
}

/// Depth-first search for an order that the model explains.
private struct LinearizationSearch<Model: Sendable & Hashable> {
  struct State: Hashable {
    let done: UInt64
    let model: Model
  }

  let operations: [Operation<Model>]
  private(set) var order: [Int] = []
  private var tried: Set<State> = []

  init(operations: [Operation<Model>]) { self.operations = operations }

  mutating func extend(_ prefix: [Int], done: UInt64, _ model: Model) -> Bool {
    if prefix.count == operations.count {
      order = prefix
      return true
    }
    guard tried.insert(State(done: done, model: model)).inserted else { return false }
    let open = operations.indices.filter { done & (1 << UInt64($0)) == 0 }
    // Whatever began after another ended cannot come before it.
    let firstEnd = open.map { operations[$0].responded }.min() ?? 0
    for index in open where operations[index].invoked < firstEnd {
      let operation = operations[index]
      guard operation.isPossible?(model) ?? true else { continue }
      var next = model
      guard operation.advance(&next).accepts(operation.response) else { continue }
      if extend(prefix + [index], done: done | (1 << UInt64(index)), next) { return true }
    }
    return false
  }
}

/// A concurrent run that no order of its commands explains.
public struct NotLinearizable: Error, Hashable, Sendable, CustomStringConvertible {
  /// The history: one command a line, with its interval, thread and response.
  public let history: String

  public var description: String {
    "no order of these commands explains their responses:\n" + history
  }
}
