// SPDX-License-Identifier: GPL-3.0-or-later

/// Ticks of a logarithmic axis: powers of ten, with 2 and 5 between them where there is room.
package enum LogarithmicTicks {
  package static func layout(_ extent: Extent, count: Int) -> (domain: Extent, ticks: [Tick]) {
    // Air above and below, and ticks to stand on where all values are alike.
    let isFlat = extent.upper / extent.lower < 1.000_001
    let air = isFlat ? 1.1 : 1.02
    let domain = Extent(lower: extent.lower / air, upper: extent.upper * air)
    let first = DecimalStep.floorLog10(domain.lower)
    let last = DecimalStep.floorLog10(domain.upper)
    for mantissas in [[1.0, 2, 5], [1.0, 3], [1.0]] {
      let values = decades(first...last, every: 1, mantissas: mantissas, within: domain)
      // Less than a decade: equal steps say more than one lonely power of ten.
      if mantissas.count == 3 && values.count < 3 { return (domain, linear(domain, count: count)) }
      if values.count <= count + 1 { return (domain, labelled(values)) }
    }
    let stride = (last - first) / count + 1
    let values = decades(first...last, every: stride, mantissas: [1], within: domain)
    return (domain, labelled(values))
  }

  private static func linear(_ domain: Extent, count: Int) -> [Tick] {
    let step = DecimalStep(span: domain.upper - domain.lower, count: count)
    return LinearTicks.ticks(in: domain, step: step, kind: .number)
  }

  private static func labelled(_ values: [Double]) -> [Tick] {
    values.map { value in
      let label = NumberText.significant(value, digits: 1, groupsThousands: true)
      return Tick(value: value, label: label)
    }
  }

  private static func decades(
    _ exponents: ClosedRange<Int>, every stride: Int, mantissas: [Double], within domain: Extent
  ) -> [Double] {
    var values = [Double]()
    for exponent in exponents where (exponent - exponents.lowerBound) % stride == 0 {
      let power = DecimalStep.powerOfTen(abs(exponent))
      for mantissa in mantissas {
        let value = exponent < 0 ? mantissa / power : mantissa * power
        if value >= domain.lower && value <= domain.upper { values.append(value) }
      }
    }
    return values
  }
}
