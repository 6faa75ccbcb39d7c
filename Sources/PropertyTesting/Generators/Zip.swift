// SPDX-License-Identifier: GPL-3.0-or-later

/// The values of some generators together, drawn in their order.
public func zip<First, Second, each Other>(
  _ first: Generator<First>, _ second: Generator<Second>, _ others: repeat Generator<each Other>
) -> Generator<(First, Second, repeat each Other)> {
  Generator<(First, Second, repeat each Other)>(choosing: { testCase in
    (try first.make(testCase), try second.make(testCase), repeat try (each others).make(testCase))
  })
}
