// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct QuasiNewtonTests {
  /// Rosenbrock's valley, 100(y − x²)² + (1 − x)², undefined left of a wall.
  private struct Valley: DifferentiableObjective {
    var wall = -Double.infinity
    private var point: [Double] = []

    init(wall: Double = -.infinity) { self.wall = wall }

    mutating func value(at point: [Double]) -> Double? {
      self.point = point
      guard point[0] > wall else { return nil }
      let (rise, rest) = (point[1] - point[0] * point[0], 1 - point[0])
      return 100 * rise * rise + rest * rest
    }

    mutating func gradient(into gradient: inout [Double]) {
      let rise = point[1] - point[0] * point[0]
      gradient = [-400 * point[0] * rise - 2 * (1 - point[0]), 200 * rise]
    }
  }

  /// Catches: the update without its symmetric part; the certificate without a test.
  @Test(arguments: [-Double.infinity, -1.3])
  func `The bottom of a curved valley is found`(wall: Double) throws {
    var valley = Valley(wall: wall)
    let minimiser = QuasiNewton()
    var minimum = try #require(minimiser.minimise(&valley, from: [-1.2, 1]))
    #expect(minimum.converged && minimum.iterations < 60)
    minimiser.polish(&minimum, &valley)
    #expect(minimum.converged)
    #expect(abs(minimum.point[0] - 1) <= 1e-10 && abs(minimum.point[1] - 1) <= 1e-10)
    // Second derivatives at (1, 1): 802, −400, 200.
    for (entry, expected) in zip(minimum.hessian, [802, -400, -400, 200.0]) {
      #expect(abs(entry - expected) <= 1e-3)
    }
  }

  @Test func `Too few steps are not called converged`() throws {
    var valley = Valley()
    let minimum = try #require(
      QuasiNewton(maximumIterations: 3).minimise(&valley, from: [-1.2, 1]))
    #expect(!minimum.converged && minimum.iterations == 3)
  }

  @Test func `A start without a value has no minimum`() {
    var valley = Valley(wall: 0)
    #expect(QuasiNewton().minimise(&valley, from: [-1.2, 1]) == nil)
  }

  /// A bowl 2x² + xy + y² that knows its own inverse curvature.
  private struct Bowl: DifferentiableObjective {
    var knows = true
    private var point: [Double] = []

    init(knows: Bool) { self.knows = knows }

    mutating func value(at point: [Double]) -> Double? {
      self.point = point
      return 2 * point[0] * point[0] + point[0] * point[1] + point[1] * point[1]
    }

    mutating func gradient(into gradient: inout [Double]) {
      gradient = [4 * point[0] + point[1], point[0] + 2 * point[1]]
    }

    mutating func inverseCurvature() -> [Double]? {
      knows ? [2, -1, -1, 4].map { $0 / 7 } : nil
    }
  }

  /// Catches: a guess that is asked for and not used; one transposed or used at every step.
  @Test func `With the exact curvature one step reaches the bottom of a bowl`() throws {
    var (known, unknown) = (Bowl(knows: true), Bowl(knows: false))
    let minimiser = QuasiNewton()
    let direct = try #require(
      minimiser.minimise(&known, from: [0.3, -0.4], curvature: .estimated))
    #expect(direct.converged && direct.iterations == 1)
    let given = try #require(
      minimiser.minimise(
        &unknown, from: [0.3, -0.4], curvature: .inverse([2, -1, -1, 4].map { $0 / 7 })))
    #expect(given == direct)
    let blind = try #require(
      minimiser.minimise(&unknown, from: [0.3, -0.4], curvature: .estimated))
    #expect(blind.converged && blind.iterations > 1)
  }

  /// Catches: a search that goes on; one given up that is called converged; a promise with the
  /// wrong sign or scale.
  @Test func `A hopeless search ends where it is and says so`() throws {
    var bowl = Bowl(knows: true)
    var promises: [Double] = []
    let minimum = try #require(
      QuasiNewton().minimise(&bowl, from: [0.3, -0.4], curvature: .estimated) { best, promise in
        promises.append(promise)
        return best.value > 0.1
      })
    #expect(minimum.isAbandoned && !minimum.converged)
    #expect(minimum.point == [0.3, -0.4] && minimum.evaluations == 1)
    // With the exact curvature a step promises all that there is.
    #expect(promises.count == 1 && abs(promises[0] - minimum.value) <= 1e-15)
  }

  /// 1/(1 + x²)² and y², with the lowest value at an infinite x.
  private struct Slope: DifferentiableObjective {
    private var point: [Double] = []

    mutating func value(at point: [Double]) -> Double? {
      self.point = point
      let width = 1 + point[0] * point[0]
      return 1 / (width * width) + point[1] * point[1]
    }

    mutating func gradient(into gradient: inout [Double]) {
      let width = 1 + point[0] * point[0]
      gradient = [-4 * point[0] / (width * width * width), 2 * point[1]]
    }
  }

  /// The unit circle is at infinity for a search of coefficients, and maxima on it are reached so.
  ///
  /// Catches: steps of one length however far out, which take 185 evaluations.
  @Test func `A minimum at infinity is approached in proportion to the distance`() throws {
    var slope = Slope()
    let minimum = try #require(
      QuasiNewton().minimise(&slope, from: [3, 0.1], curvature: .inverse([40, 0, 0, 0.5])))
    #expect(minimum.converged && minimum.value < 1e-10)
    #expect(minimum.evaluations <= 60)
  }

  /// Catches: a start that is called a minimum because no step leads down by a matrix that is not
  /// positive definite.
  @Test func `With a guess that is not positive definite nothing is called converged`() throws {
    var bowl = Bowl(knows: false)
    let minimum = try #require(
      QuasiNewton().minimise(&bowl, from: [0.3, -0.4], curvature: .inverse([-1, 0, 0, -1])))
    #expect(!minimum.converged)
  }
}
