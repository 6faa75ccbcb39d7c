// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts and expectations of neighbouring cells, pooled until no expectation is small.
struct PooledCells {
  private var pools: [(count: Double, expectation: Double)] = []

  /// Pools cells in order; what falls short at the end joins the pool before it.
  init(counts: [Int], expectations: [Double], minimum: Double) {
    var open = (count: 0.0, expectation: 0.0)
    for (count, expectation) in zip(counts, expectations) {
      open.count += Double(count)
      open.expectation += expectation
      guard open.expectation >= minimum && open.expectation > 0 else { continue }
      pools.append(open)
      open = (0, 0)
    }
    guard let last = pools.indices.last else { return }
    pools[last].count += open.count
    pools[last].expectation += open.expectation
  }

  /// The number of pools.
  var count: Int { pools.count }

  /// Σ (count − expectation)² / expectation.
  var statistic: Double {
    var sum = CompensatedSum()
    for pool in pools {
      let difference = pool.count - pool.expectation
      sum.add(difference * difference / pool.expectation)
    }
    return sum.value
  }
}
