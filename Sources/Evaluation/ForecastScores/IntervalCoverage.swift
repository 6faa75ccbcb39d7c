// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels

/// How often central intervals held what came, and how wide they were: one says little alone.
public struct IntervalCoverage: Hashable, Sendable {
  /// The intervals that held what came, ends included.
  public let covered: Int
  /// The number of intervals.
  public let count: Int
  private let widthSum: Double

  /// Counts over pairs.
  ///
  /// - Precondition: `level` lies strictly between 0 and 1.
  public init(_ pairs: DistributionPairs, level: Double) {
    self.init(pairs, level: level, at: Array(0..<pairs.count))
  }

  fileprivate init(_ pairs: DistributionPairs, level: Double, at positions: [Int]) {
    let intervals = positions.map { pairs.distributions[$0].predictionInterval(level: level) }
    covered = zip(positions, intervals).count {
      $1.lower <= pairs.actuals[$0] && pairs.actuals[$0] <= $1.upper
    }
    count = positions.count
    widthSum = compensatedSum(intervals.map { $0.upper - $0.lower })
  }

  /// The covered fraction.
  public var fraction: Statistic {
    count > 0 ? .finite(Double(covered) / Double(count)) : ForecastPairs.empty
  }

  /// The mean width, in the unit of the series.
  public var meanWidth: Statistic {
    count > 0 ? Statistic(widthSum / Double(count)) : ForecastPairs.empty
  }
}

extension DistributionPairs {
  /// The coverage where a volatility was low, middling and high: in each third of its order.
  ///
  /// Intervals that ignore volatility cover too often in the first third and too seldom in the
  /// last, however right they are over all. Equal volatilities are taken in ascending time.
  ///
  /// - Precondition: there is one volatility a pair, none of them NaN.
  public func coverageByTercile(of volatilities: [Double], level: Double) -> [IntervalCoverage] {
    precondition(volatilities.count == count, "one volatility a pair")
    let order = volatilities.indices.sorted {
      (volatilities[$0], $0) < (volatilities[$1], $1)
    }
    return (0..<3).map { third in
      let positions = order[(third * count / 3)..<((third + 1) * count / 3)]
      return IntervalCoverage(self, level: level, at: positions.sorted())
    }
  }
}
