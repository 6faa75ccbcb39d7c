// SPDX-License-Identifier: GPL-3.0-or-later

/// The range of the values that an axis must show.
package struct Extent: Equatable {
  package var lower: Double
  package var upper: Double

  /// The smallest extent of the values that `kind` admits; nil where there is none.
  package init?(of values: some Sequence<Double>, kind: Axis.Kind) {
    var lower = Double.infinity
    var upper = -Double.infinity
    for value in values where kind.admits(value) {
      lower = min(lower, value)
      upper = max(upper, value)
    }
    guard lower <= upper else { return nil }
    self.init(lower: lower, upper: upper)
  }

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  /// The extent itself, or a wider one where its ends are too close for ticks between them.
  package func widenedIfFlat() -> Extent {
    let size = max(lower.magnitude, upper.magnitude)
    let span = upper - lower
    if span > size * 1e-12 && span > 1e-290 { return self }
    let margin = size > 1e-280 ? size * 0.05 : 1
    return Extent(lower: lower - margin, upper: upper + margin)
  }
}

/// A labelled place on an axis.
package struct Tick: Equatable {
  package let value: Double
  package let label: String
}

/// An axis laid out: which values it covers, where they stand, and where its ticks are.
package struct AxisScale {
  package let kind: Axis.Kind
  package let domain: Extent
  package let ticks: [Tick]
  /// The coordinate of the lower end of the domain.
  package let start: Double
  /// The coordinate of the upper end; below `start` for a vertical axis, which grows upwards.
  package let end: Double

  /// Lays out an axis over `extent` with about `tickCount` ticks.
  ///
  /// With `roundsOutward` the domain ends at ticks, otherwise at the data.
  package init(
    kind: Axis.Kind, extent: Extent, tickCount: Int, roundsOutward: Bool, start: Double, end: Double
  ) {
    let layout: (domain: Extent, ticks: [Tick])
    switch kind {
    case .number, .percent, .money:
      layout = LinearTicks.layout(
        extent, kind: kind, count: tickCount, roundsOutward: roundsOutward)
    case .date: layout = DateTicks.layout(extent, count: tickCount)
    case .logarithmic: layout = LogarithmicTicks.layout(extent, count: tickCount)
    }
    self.kind = kind
    (domain, ticks) = layout
    self.start = start
    self.end = end
  }

  /// Where a value stands; nil for a value without a place on the axis.
  package func position(_ value: Double) -> Double? {
    guard kind.admits(value) else { return nil }
    let share: Double
    if kind == .logarithmic {
      let lower = DecimalStep.naturalLogarithm(domain.lower)
      let upper = DecimalStep.naturalLogarithm(domain.upper)
      share = (DecimalStep.naturalLogarithm(value) - lower) / (upper - lower)
    } else {
      share = (value - domain.lower) / (domain.upper - domain.lower)
    }
    return start + share * (end - start)
  }
}
