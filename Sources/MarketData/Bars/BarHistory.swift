// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a trading rule may see: the bars up to one instant and nothing after it.
//
// A backtest holds the whole series in memory, so a bar of the future is one index away. This view
// is the barrier: its public interface ends at the current bar. The look-ahead control needs a hole
// in the barrier to prove that the audit finds holes; that hole is `package`, is used by the
// controls alone (a repository test says so), and closes when the history is streamed.

/// The bars of a series up to and including the current one.
public struct BarHistory: Sendable {
  /// How a session feeds the bars to a rule.
  public enum Feed: Sendable {
    /// The whole series exists already, as in a backtest.
    case batch
    /// A bar exists only once it has closed, as in paper trading.
    case streaming
  }

  @usableFromInline let series: BarSeries
  private let feed: Feed
  /// The number of bars seen; the current bar is the last of them.
  public private(set) var count: Int

  /// Makes a history that has seen no bar yet.
  public init(of series: BarSeries, feed: Feed) {
    self.series = series
    self.feed = feed
    self.count = 0
  }

  /// Makes the next bar of the series the current one.
  ///
  /// - Precondition: there is a next bar.
  public mutating func advance() {
    precondition(count < series.count, "there must be a bar to advance to")
    count += 1
  }

  /// The position of the current bar, counted from 0.
  @inlinable public var currentIndex: Int { count - 1 }

  /// The close of the bar at a position.
  ///
  /// - Precondition: `index` is in `0..<count`.
  @inlinable
  public func close(at index: Int) -> Price {
    precondition(index < count, "a rule may not read beyond the current bar")
    return series.closes[index]
  }

  /// The close of the current bar.
  @inlinable public var currentClose: Price { close(at: count - 1) }

  /// The stamp of the current bar.
  @inlinable public var currentTimestamp: Timestamp { series.timestamps[count - 1] }

  /// A close of the future, where it exists already: the hole that the audit must find.
  package func futureCloseForControls(barsAhead: Int) -> Price? {
    guard feed == .batch, count - 1 + barsAhead < series.count else { return nil }
    return series.closes[count - 1 + barsAhead]
  }
}
