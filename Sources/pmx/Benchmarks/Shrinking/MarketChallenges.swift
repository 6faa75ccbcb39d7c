// SPDX-License-Identifier: GPL-3.0-or-later
//
// Challenges of our own, in what the harness works with: doubles and bars.

import PropertyTesting

extension ShrinkChallenge {
  /// Our seven entries.
  static let marketEntries: [ShrinkChallenge] = doubleEntries + barEntries

  private static let doubleEntries = [
    ShrinkChallenge(
      "x-float-gt", Generator<Double>.anyDouble, exact: "1001.0", minimal: { $0 == 1001 },
      property: { try require(!($0 > 1000)) }),
    ShrinkChallenge(
      "x-float-fraction", Generator<Double>.finiteDouble, exact: "0.5",
      minimal: { $0 == 0.5 || $0 == 1.5 },
      property: { try require($0 == $0.rounded(.towardZero)) }),
    ShrinkChallenge(
      "x-sum-reorder", Generator<Double>.finiteDouble.list(count: 3),
      exact: "[1.0, 1.0, 9007199254740992.0]",
      minimal: { list in
        list.allSatisfy { $0 == $0.rounded() && 0 <= $0 && $0 <= 0x1p53 } && list.min() == 1
      },
      property: { try require(($0[0] + $0[1]) + $0[2] == $0[0] + ($0[1] + $0[2])) }),
    ShrinkChallenge(
      "x-window-couple",
      zip(Generator<Int>.integer(in: 1...50), Generator<Double>.finiteDouble.list(count: 0...80)),
      exact: "(1, [0.0, -1.0])", minimal: { $0 == 1 && ($1 == [1, 0] || $1 == [0, -1]) },
      property: { lag, list in
        try assume(lag < list.count)
        for index in 0..<(list.count - lag) { try require(list[index + lag] >= list[index]) }
      }),
    ShrinkChallenge(
      "x-argmin-index",
      zip(
        Generator<Double>.double(in: 0...1000).list(count: 1...80),
        Generator<Int>.integer(in: 0...79)),
      exact: "([0.0, 1.0], 1)",
      minimal: { ($0 == [1, 0] && $1 == 0) || ($0 == [0, 1] && $1 == 1) },
      property: { list, index in
        try assume(index < list.count)
        try require(list[index] <= list.min() ?? 0)
      }),
  ]

  private static let barEntries = [
    ShrinkChallenge(
      "x-bars-gap", GeneratedBar.generator.list(count: 0...60),
      exact: "[1.0 1.0 1.0 1.0 0.0, 3.0 3.0 1.0 1.0 0.0]",
      minimal: { bars in
        bars.count == 2 && bars[0].close == 1 && bars[1].open == 3
          && bars.allSatisfy { $0.volume == 0 }
      },
      property: { bars in
        for (bar, next) in Swift.zip(bars, bars.dropFirst()) {
          try require(next.open <= 2 * bar.close)
        }
      }),
    ShrinkChallenge(
      "x-bars-drawdown", GeneratedBar.generator.list(count: 0...60),
      exact: "[1.0 3.0 1.0 3.0 0.0, 1.0 2.0 1.0 2.0 0.0, 1.0 1.0 1.0 1.0 0.0]",
      minimal: { $0.map(\.close) == [3, 2, 1] },
      property: { bars in
        let closes = bars.map(\.close)
        for index in closes.indices.dropLast(2) {
          let falls = closes[index + 1] <= closes[index] - 1
          try require(!(falls && closes[index + 2] <= closes[index + 1] - 1))
        }
      }),
  ]
}

/// A bar as a list of doubles.
struct GeneratedBar: CustomStringConvertible, Sendable {
  let open, high, low, close, volume: Double

  var description: String { "\(open) \(high) \(low) \(close) \(volume)" }

  /// Bars whose high and low hold for their open and close.
  static let generator = {
    let price = Generator<Double>.double(in: 0.01...1e6)
    let volume = Generator<Double>.double(in: 0...1e12)
    return Generator<GeneratedBar>(label: "bar") { draw in
      let (open, close) = (try draw(price), try draw(price))
      let (one, two) = (try draw(price), try draw(price))
      return GeneratedBar(
        open: open, high: max(open, close, one, two), low: min(open, close, one, two),
        close: close, volume: try draw(volume))
    }
  }()
}
