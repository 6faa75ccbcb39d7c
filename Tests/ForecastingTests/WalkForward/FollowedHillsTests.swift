// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import RealModule
import Testing

/// Re-fits of a long window that moves on follow the hill of the likelihood that they are on.
struct FollowedHillsTests {
  private static let width = 1_000

  private static func noise(_ seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "followed hills")
    return (0..<1_100).map { _ in stream.normal() }
  }

  /// Returns with a volatility that lasts, so that the parameters of its model are well determined.
  private static func returns(
    _ seed: UInt64, shock: Double = 0.18, memory: Double = 0.81
  ) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "followed hills")
    var variance = 1.0
    return (0..<1_100).map { _ in
      let value = variance.squareRoot() * stream.normal()
      variance = 0.02 + shock * value * value + memory * variance
      return value
    }
  }

  /// Maxima of a mixed model of noise come and go.
  ///
  /// Catches: factors that cancel left out; a climb taken for one of the known hill from anywhere;
  /// a warm search that stops short of a maximum on the unit circle.
  @Test(arguments: [2, 6, 11] as [UInt64])
  func `Of noise a followed fit is nowhere lower, and takes fewer evaluations`(
    seed: UInt64
  ) throws {
    let series = Self.noise(seed)
    let model = ARIMAModel(order: ARIMAOrder(p: 1, d: 0, q: 1))
    var last: ARIMAFit?
    var (own, other) = (0, 0)
    for origin in 0..<100 {
      let window = Array(series[origin..<(origin + Self.width)])
      let (followed, cold) = (try model.fit(window, from: last), try model.fit(window))
      #expect(followed.logLikelihood > cold.logLikelihood - 1e-6)
      last = followed
      own += followed.certificate.evaluations
      other += cold.certificate.evaluations
    }
    #expect(10 * own < 7 * other, "\(own) and \(other)")
  }

  /// With three coefficients and more the surface is hard, and every fit looks for itself.
  ///
  /// Catches: a hard surface that is followed.
  @Test(arguments: [6, 11] as [UInt64])
  func `Fits of many coefficients are nowhere lower either`(seed: UInt64) throws {
    let series = Self.noise(seed)
    let model = ARIMAModel(order: ARIMAOrder(p: 2, d: 0, q: 1))
    var last: ARIMAFit?
    for origin in 0..<100 {
      let window = Array(series[origin..<(origin + Self.width)])
      let followed = try model.fit(window, from: last)
      #expect(try followed.logLikelihood > model.fit(window).logLikelihood - 1e-6)
      last = followed
    }
  }

  /// Of differences of noise the maximum is on the unit circle in one window, inside in the next.
  ///
  /// Catches: a search that begins so far out that it finds no way back.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `A followed fit leaves the unit circle and comes back to it`(seed: UInt64) throws {
    let series = Self.noise(seed)
    let model = ARIMAModel(order: ARIMAOrder(p: 0, d: 1, q: 1))
    var last: ARIMAFit?
    for origin in 0..<100 {
      let window = Array(series[origin..<(origin + Self.width)])
      let (followed, cold) = (try model.fit(window, from: last), try model.fit(window))
      #expect(abs(followed.logLikelihood - cold.logLikelihood) < 1e-6)
      last = followed
    }
  }

  /// Catches: a fit with regressors, or from given starts, that the next one relies on.
  @Test func `Nothing is followed from another likelihood, or past given starts`() throws {
    let series = Self.noise(7)
    let (window, next) = (Array(series[0..<Self.width]), Array(series[1...Self.width]))
    let order = ARIMAOrder(p: 1, d: 0, q: 1)
    func evaluations(_ model: ARIMAModel, regressors: [[Double]]) throws -> (Int, cold: Int) {
      let earlier = try model.fit(window, regressors: regressors)
      return (
        try model.fit(next, from: earlier).certificate.evaluations,
        try model.fit(next).certificate.evaluations
      )
    }
    let plain = try evaluations(ARIMAModel(order: order), regressors: [])
    #expect(plain.0 < plain.cold)
    let other = try evaluations(
      ARIMAModel(order: order), regressors: [(0..<Self.width).map { .cos(Double($0)) }])
    #expect(other.0 > plain.0)
    let given = try evaluations(
      ARIMAModel(order: order, starts: [.hannanRissanen, .zero, .persistent]), regressors: [])
    #expect(given.0 > plain.0)
  }

  /// Catches: hills that are never looked for, or with every fit; a look that counts as none.
  @Test(arguments: [2, 5, 11] as [UInt64])
  func `A variance model looks for hills now and then, and is nowhere lower`(seed: UInt64) throws {
    let series = Self.returns(seed)
    let model = GARCH(.garch, mean: .zero)
    var last: GARCHFit?
    var looks = 0
    for origin in 0..<100 {
      let window = Array(series[origin..<(origin + Self.width)])
      let (followed, cold) = (try model.estimate(window, from: last), try model.estimate(window))
      #expect(followed.logLikelihood > cold.logLikelihood - 1e-6)
      if followed.certificate.climbs > 1 { looks += 1 }
      last = followed
    }
    #expect((5...40).contains(looks), "\(looks)")
  }

  /// Whether a fit from an earlier one has looked for hills: else it has climbed from there alone.
  private func looks(
    _ window: [Double], from earlier: GARCHFit, model: GARCH
  ) throws -> Bool {
    try model.estimate(window, from: earlier).certificate.climbs > 1
  }

  /// Catches: another sample taken for the same one; an outlier that counts for one observation; a
  /// window that has moved on by too many; one that has lost its first observations only.
  @Test func `Hills are looked for where the sample is not nearly the same`() throws {
    let series = Self.returns(4)
    let model = GARCH(.garch, mean: .zero)
    let window = Array(series[0..<Self.width])
    let earlier = try model.estimate(window)
    #expect(try !looks(window, from: earlier, model: model))
    #expect(try !looks(Array(series[1...Self.width]), from: earlier, model: model))
    #expect(try !looks(window + [series[Self.width]], from: earlier, model: model))
    #expect(try !looks(Array(window.dropFirst(2)), from: earlier, model: model))
    // The errors of a mean that was fitted anew.
    #expect(try !looks(window.map { 1.001 * $0 + 0.001 }, from: earlier, model: model))
    #expect(try looks(window.map { 1.1 * $0 }, from: earlier, model: model))
    #expect(try looks(Array(series[40..<(Self.width + 40)]), from: earlier, model: model))
    #expect(try looks(Array(window.dropFirst(40)), from: earlier, model: model))
    #expect(try looks(window.dropFirst() + [12], from: earlier, model: model))
    #expect(try looks(window.reversed(), from: earlier, model: model))
    #expect(try looks(series.suffix(60) + window, from: earlier, model: model))
  }

  /// Catches: short samples, weak effects and densities of their own followed as well.
  @Test func `Hills are always looked for where they come and go`() throws {
    func isFollowed(_ model: GARCH, _ series: [Double]) throws -> Bool {
      let earlier = try model.estimate(Array(series.dropLast()))
      return try !looks(Array(series.dropFirst()), from: earlier, model: model)
    }
    let strong = Self.returns(5, shock: 0.4, memory: 0.59)
    #expect(try isFollowed(GARCH(.garch, mean: .zero), strong))
    #expect(try !isFollowed(GARCH(.garch, mean: .zero), Array(strong.prefix(501))))
    #expect(try !isFollowed(GARCH(.garch, mean: .zero, family: .student), strong))
    for seed in 1...10 as ClosedRange<UInt64> {
      #expect(try !isFollowed(GARCH(.garch, mean: .zero), Self.noise(seed)))
    }
  }

  /// Where the variance drifts as well, a hill without shocks is about as high as one with them.
  ///
  /// Catches: a hill that is followed beside another that is as high.
  @Test func `Other hills are looked for where one was nearly as high`() throws {
    var stream = RandomStream(seed: 12, purpose: "followed hills")
    var (level, variance) = (1.0, 1.0)
    let series = (0..<1_100).map { _ in
      let value = variance.squareRoot() * stream.normal()
      level *= 0.9985
      variance = 0.9 * level + 0.1 * value * value
      return value
    }
    let model = GARCH(.garch, mean: .zero)
    let looked = try (0..<99).count { origin in
      let earlier = try model.estimate(Array(series[origin..<(origin + Self.width)]))
      let next = Array(series[(origin + 1)...(origin + Self.width)])
      return try earlier.certificate.agreeingClimbs < earlier.certificate.climbs
        && looks(next, from: earlier, model: model)
    }
    #expect(looked >= 10, "\(looked)")
  }
}
