// SPDX-License-Identifier: GPL-3.0-or-later

/// The exact law of the two-sided distance, by powers of Durbin's matrix.
///
/// Source: Durbin, "Distribution Theory for Tests Based on the Sample Distribution Function"
/// (1973), in the form of Marsaglia, Tsang and Wang, "Evaluating Kolmogorov's distribution",
/// Journal of Statistical Software 8(18) (2003). Only one row of the power is kept.
enum KolmogorovMatrix {
  /// The probability that the distance of `count` values is below `distance`.
  static func cumulative(_ distance: Double, count: Int) -> Double {
    let scaled = Double(count) * distance
    let half = Int(scaled) + 1
    let size = 2 * half - 1
    var power = transition(overshoot: Double(half) - scaled, size: size)
    var row = [Double](repeating: 0, count: size)
    row[half - 1] = 1
    // The logarithm to base 2 of the factor that the matrix and the row have been divided by.
    var (powerExponent, rowExponent) = (0, 0)
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 {
        row = product(row: row, power, size)
        rowExponent += powerExponent + normalize(&row)
      }
      rest >>= 1
      guard rest > 0 else { break }
      power = square(power, size)
      powerExponent = 2 * powerExponent + normalize(&power)
    }
    return row[half - 1] * scaledFactorial(count, exponent: rowExponent)
  }

  /// n! / nⁿ × 2^exponent, without underflow on the way.
  private static func scaledFactorial(_ count: Int, exponent: Int) -> Double {
    var value = 1.0
    var exponent = exponent
    for factor in 1...count {
      value *= Double(factor) / Double(count)
      if value < 0x1p-500 {
        value *= 0x1p500
        exponent -= 500
      }
    }
    return Double(sign: .plus, exponent: exponent, significand: value)
  }

  private static func transition(overshoot h: Double, size: Int) -> [Double] {
    var inverseFactorials = [1.0]
    for order in 1...size { inverseFactorials.append(inverseFactorials[order - 1] / Double(order)) }
    var powers = [1.0]
    for order in 1...size { powers.append(powers[order - 1] * h) }
    var matrix = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<min(size, i + 2) { matrix[i * size + j] = inverseFactorials[i - j + 1] }
    }
    for i in 0..<size {
      matrix[i * size] -= powers[i + 1] * inverseFactorials[i + 1]
      matrix[(size - 1) * size + i] -= powers[size - i] * inverseFactorials[size - i]
    }
    if h > 0.5 {
      var both = 1.0
      for _ in 0..<size { both *= 2 * h - 1 }
      matrix[(size - 1) * size] += both * inverseFactorials[size]
    }
    return matrix
  }

  private static func product(row: [Double], _ matrix: [Double], _ size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size)
    for k in 0..<size where row[k] != 0 {
      for j in 0..<size { result[j] += row[k] * matrix[k * size + j] }
    }
    return result
  }

  private static func square(_ matrix: [Double], _ size: Int) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(size * size)
    for i in 0..<size {
      result += product(row: Array(matrix[(i * size)..<((i + 1) * size)]), matrix, size)
    }
    return result
  }

  /// Divides by the power of two just below the largest entry and returns its exponent.
  private static func normalize(_ values: inout [Double]) -> Int {
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return 0 }
    let exponent = Int(largest.exponent)
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    for index in values.indices { values[index] *= factor }
    return exponent
  }
}
