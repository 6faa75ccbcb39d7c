// SPDX-License-Identifier: GPL-3.0-or-later

import Dispatch
import Synchronization

/// Independent pieces of work on several threads.
public enum Parallel {
  /// The results of a task for each item, in the items' order whatever the number of threads.
  public static func map<Result: Sendable>(
    _ items: Range<Int>, threads: Int, _ task: @Sendable (Int) -> Result
  ) -> [Result] {
    guard threads > 1, items.count > 1 else { return items.map(task) }
    let results = Mutex([Result?](repeating: nil, count: items.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
      while true {
        let place = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard place < items.count else { return }
        let result = task(items.lowerBound + place)
        results.withLock { $0[place] = result }
      }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
