// SPDX-License-Identifier: GPL-3.0-or-later

/// Ticks at whole multiples of 1, 2 or 5 times a power of ten.
package enum LinearTicks {
  package static func layout(
    _ extent: Extent, kind: Axis.Kind, count: Int, roundsOutward: Bool
  ) -> (domain: Extent, ticks: [Tick]) {
    var domain = extent.widenedIfFlat()
    let step = DecimalStep(span: domain.upper - domain.lower, count: count)
    if roundsOutward {
      let lower = step.value(step.stepsDown(to: domain.lower))
      let upper = step.value(step.stepsUp(to: domain.upper))
      domain = Extent(lower: min(lower, domain.lower), upper: max(upper, domain.upper))
    }
    return (domain, ticks(in: domain, step: step, kind: kind))
  }

  /// The multiples of `step` within `domain`.
  package static func ticks(in domain: Extent, step: DecimalStep, kind: Axis.Kind) -> [Tick] {
    let first = step.stepsUp(to: domain.lower)
    let last = step.stepsDown(to: domain.upper)
    guard first <= last else { return [] }
    return (first...last).map { count in
      Tick(value: step.value(count), label: label(count, of: step, kind: kind))
    }
  }

  /// The label of so many steps, with as many decimals as the step needs.
  private static func label(_ count: Int, of step: DecimalStep, kind: Axis.Kind) -> String {
    let value = step.value(count)
    let isExtreme = value.magnitude >= 1e13 || step.exponent < -9 || step.exponent >= 13
    if isExtreme && count != 0 {
      // Whole digits of the multiple, without its trailing zeros, are all that the label needs.
      let digits = significantDigits(of: count * step.mantissa)
      if kind != .percent { return NumberText.significant(value, digits: digits) }
      return NumberText.significant(value * 100, digits: digits) + "\u{A0}%"
    }
    let decimals = isExtreme ? 0 : max(0, -step.exponent)
    switch kind {
    case .percent: return NumberText.percent(value, decimals: max(0, decimals - 2))
    case .money where decimals > 0:
      return NumberText.fixed(value, decimals: max(2, decimals), groupsThousands: true)
    case .money, .number, .date, .logarithmic:
      return NumberText.fixed(value, decimals: decimals, groupsThousands: true)
    }
  }

  private static func significantDigits(of number: Int) -> Int {
    var rest = number.magnitude
    while rest > 0 && rest % 10 == 0 { rest /= 10 }
    return max(1, String(rest).utf8.count)
  }
}
