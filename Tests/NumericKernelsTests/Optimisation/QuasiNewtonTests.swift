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
}
