// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a further autoregressive and moving-average factor would help a fitted model.
//
// Many maxima of a mixed model have roots that all but cancel: a pair of zeros beside a pair of
// poles at one frequency. Around them the likelihood is flat; a climb from elsewhere walks past.
// With the moving-average factor C given, the best autoregressive one is a regression: for errors
// e and f = e/C(B), e on f delayed by one and two gives a₁ and a₂, and (C − a₁B − a₂B²)/C whitens
// e further. So a grid of factors C, each a regression, shows all such places at once.

import RealModule

/// A factor of each polynomial, 1 − Σ φᵢBⁱ and 1 + Σ θⱼBʲ, of degree one or two.
struct FactorPair: Hashable {
  let autoregressive: [Double]
  let movingAverage: [Double]
  /// The part of the errors' squares that the factors take away.
  let gain: Double
}

/// The most promising factors of a grid for one series of errors.
struct FactorScan {
  /// Factors with complex roots, the most promising first and far enough apart to lead to different
  /// places.
  let pairs: [FactorPair]
  /// Factors with a real root.
  let singles: [FactorPair]

  /// - Parameter hasPairs: whether factors with complex roots are wanted.
  /// - Complexity: O(n) for each point of the grids: 16 of real roots, some 100 of complex ones.
  init(_ errors: [Double], count: Int, hasPairs: Bool = true) {
    let size = errors.reduce(0) { $0 + $1 * $1 }
    guard errors.count >= 16, size > 0 else {
      (pairs, singles) = ([], [])
      return
    }
    pairs = hasPairs ? FactorGrid.complex.best(count, for: errors) : []
    singles = FactorGrid.real.best(count, for: errors)
  }
}

/// Moving-average factors to try.
private struct FactorGrid {
  /// A factor 1 − first·B − second·B².
  struct Point {
    let first: Double
    let second: Double
    /// Where it stands for the choice of distant ones: a frequency, or twice a real root.
    let place: Double
    /// Whether its roots are close to the unit circle: a narrow peak, found beside broad ones.
    let isSharp: Bool
  }

  private let points: [Point]
  private let degree: Int
  private let distance: Double

  /// Radii, with frequencies as far apart as their bandwidths ask.
  static let complex = FactorGrid(
    points: [0.7, 0.9, 0.97].flatMap { radius in
      let steps = Int(2.2 / (1 - radius))
      return (1..<steps).map { step in
        let frequency = Double.pi * Double(step) / Double(steps)
        return Point(
          first: 2 * radius * .cos(frequency), second: -radius * radius, place: frequency,
          isSharp: radius > 0.92)
      }
    }, degree: 2, distance: 0.15)

  static let real = FactorGrid(
    points: [0.1, 0.3, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98].flatMap { size in
      [-size, size].map {
        Point(first: $0, second: 0, place: 2 * $0, isSharp: size > 0.92)
      }
    }, degree: 1, distance: 0.3)

  /// The factors that explain most of the errors, each apart from those before it.
  func best(_ count: Int, for errors: [Double]) -> [FactorPair] {
    let regressions = regressions(errors)
    var rest = Array(points.indices)
    var chosen: [Int] = []
    // Of equals the first of the grid.
    while chosen.count < count,
      let next = rest.max(by: { regressions[$0].explained < regressions[$1].explained })
    {
      chosen.append(next)
      rest.removeAll { isNear(points[$0], points[next]) }
    }
    let size = errors.reduce(0) { $0 + $1 * $1 }
    return chosen.map { factors(points[$0], regressions[$0], size: size) }
  }

  private func isNear(_ point: Point, _ other: Point) -> Bool {
    point.isSharp == other.isSharp && abs(point.place - other.place) < distance
  }

  private func regressions(_ errors: [Double]) -> [FilteredSums.Regression] {
    var result: [FilteredSums.Regression] = []
    result.reserveCapacity(points.count)
    for base in stride(from: 0, to: points.count, by: 8) {
      let lanes = points[base..<min(base + 8, points.count)]
      var (first, second) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      for (lane, point) in lanes.enumerated() {
        first[lane] = point.first
        second[lane] = point.second
      }
      let sums =
        degree == 1 ? FilteredSums(errors, first) : FilteredSums(errors, first, second)
      for lane in 0..<lanes.count { result.append(sums.regression(lane, degree: degree)) }
    }
    return result
  }

  private func factors(_ point: Point, _ regression: FilteredSums.Regression, size: Double)
    -> FactorPair
  {
    let own = Array([point.first, point.second].prefix(degree))
    let moved = own.indices.map { own[$0] + regression.weights[$0] }
    return FactorPair(
      autoregressive: stationary(moved, towards: own), movingAverage: own.map { -$0 },
      gain: regression.explained / size)
  }

  /// The weights, drawn back towards others until they are stationary.
  private func stationary(_ weights: [Double], towards own: [Double]) -> [Double] {
    var result = weights
    for _ in 0..<30 {
      let last = result[result.count - 1]
      let isInside =
        abs(last) < 0.995 && (result.count == 1 || abs(result[0]) < 0.995 * (1 - last))
      if isInside { return result }
      for index in result.indices { result[index] = 0.5 * (result[index] + own[index]) }
    }
    return own
  }
}

/// The sums of products of errors and of errors divided by eight factors, two lags each.
private struct FilteredSums {
  /// The weights of a regression, and the squares that it explains.
  struct Regression {
    var weights = SIMD2<Double>.zero
    var explained = 0.0
  }

  private let square: SIMD8<Double>
  private let cross: SIMD8<Double>
  private let first: SIMD8<Double>
  private let second: SIMD8<Double>

  /// For factors of degree one.
  init(_ errors: [Double], _ one: SIMD8<Double>) {
    var (last, square, first) = (SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero)
    for error in errors {
      square += last * last
      first += last * error
      last = error + one * last
    }
    (self.square, self.first) = (square, first)
    (cross, second) = (.zero, .zero)
  }

  init(_ errors: [Double], _ one: SIMD8<Double>, _ two: SIMD8<Double>) {
    var (last, before) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    var (square, cross, first, second) = (last, last, last, last)
    for error in errors {
      square += last * last
      cross += last * before
      first += last * error
      second += before * error
      let next = error + one * last + two * before
      before = last
      last = next
    }
    (self.square, self.cross, self.first, self.second) = (square, cross, first, second)
  }

  func regression(_ lane: Int, degree: Int) -> Regression {
    let (s, c) = (square[lane], cross[lane])
    let (u, v) = (first[lane], second[lane])
    guard s > 0 else { return Regression() }
    if degree == 1 { return Regression(weights: SIMD2(u / s, 0), explained: u * u / s) }
    let determinant = s * s - c * c
    guard determinant > 1e-12 * s * s else { return Regression() }
    let (a, b) = ((s * u - c * v) / determinant, (s * v - c * u) / determinant)
    return Regression(weights: SIMD2(a, b), explained: a * u + b * v)
  }
}
