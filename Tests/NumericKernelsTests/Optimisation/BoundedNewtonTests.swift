// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import RealModule
import Testing

/// −(x − c)'M(x − c)/2 of two parameters.
private struct Bowl {
  var centre: [Double]
  var correlation: Double

  func curvature(_ point: [Double], _: CurvatureRequest) -> LikelihoodCurvature {
    let (x, y) = (point[0] - centre[0], point[1] - centre[1])
    let gradient = [-x - correlation * y, -correlation * x - y]
    return LikelihoodCurvature(
      value: 0.5 * (x * gradient[0] + y * gradient[1]), gradient: gradient,
      hessian: [[-1, -correlation], [-correlation, -1]])
  }
}

struct BoundedNewtonTests {
  @Test func `Parameters at bounds are held and the rest is found`() throws {
    // −(x − 1)² − (y + 2)² + xy/2 with y ≥ 0: the maximum is at x = 1, y = 0.
    let found = BoundedNewton.maximum(from: [5, 3], lower: [-9, 0], upper: [9, 9]) { point, _ in
      let (x, y) = (point[0], point[1])
      return LikelihoodCurvature(
        value: -(x - 1) * (x - 1) - (y + 2) * (y + 2) + 0.5 * x * y,
        gradient: [-2 * (x - 1) + 0.5 * y, -2 * (y + 2) + 0.5 * x],
        hessian: [[-2, 0.5], [0.5, -2]])
    }
    let result = try #require(found)
    #expect(abs(result.point[0] - 1) < 1e-9)
    #expect(result.point[1] == 0)
    #expect(result.isHeld == [false, true])
    #expect(result.hasConverged)
  }

  /// Catches: a step that is only projected, which creeps along the bound; others not moved to
  /// where they are best then; a bound taken for the opposite one, at a parameter that stands on
  /// it.
  @Test(arguments: [0.5, 0.99, 0.9999, -0.99], [0, 1e-3, 3])
  func `A correlated parameter at a bound takes two evaluations`(
    correlation: Double, start: Double
  ) throws {
    // With y ≥ 0 and its centre below, x is best at its centre plus the correlation's part.
    let bowl = Bowl(centre: [1, -2], correlation: correlation)
    let result = try #require(
      BoundedNewton.maximum(
        from: [-5, start], lower: [-.infinity, 0], upper: [.infinity, .infinity],
        of: bowl.curvature))
    #expect(result.hasConverged && result.point[1] == 0 && result.isHeld == [false, true])
    #expect(abs(result.point[0] - (1 - 2 * correlation)) < 1e-9)
    #expect(result.evaluations <= 2)
  }

  /// The log-likelihood of Cauchy's location from two values: far from them Newton's step leads
  /// away, as the second derivative is positive; −1/2 a value is expected of it.
  private func cauchy(_ point: [Double], _ request: CurvatureRequest) -> LikelihoodCurvature? {
    var (value, slope, curvature) = (0.0, 0.0, 0.0)
    for centre in [-0.4, 0.4] {
      let x = point[0] - centre
      let sum = 1 + x * x
      value -= 20 * Double.log(sum)
      slope -= 40 * x / sum
      curvature -= 40 * (1 - x * x) / (sum * sum)
    }
    guard value >= request.leastValue else { return nil }
    return LikelihoodCurvature(
      value: value, gradient: [slope], hessian: [[request.isExpected ? -20 : curvature]])
  }

  /// Catches: a search that never scores; one that scores to the end; an end without its observed
  /// Hessian; a least value above what is needed.
  @Test(arguments: [0.0, 0.1, 3, -20])
  func `Steps of scoring lead near, and observed derivatives to the end`(start: Double) throws {
    var requests: [CurvatureRequest] = []
    let result = try #require(
      BoundedNewton.maximum(
        from: [start], lower: [-.infinity], upper: [.infinity], scores: true
      ) { point, request in
        requests.append(request)
        return cauchy(point, request)
      })
    #expect(result.hasConverged && abs(result.point[0]) < 1e-9)
    // 80(1 − 0.16)/1.16² at the maximum.
    #expect(abs(result.curvature.hessian[0][0] + 80 * 0.84 / (1.16 * 1.16)) < 1e-3)
    let isExpected = requests.map(\.isExpected)
    let scored = isExpected.count { $0 }
    // Once observed, always observed; the decrement falls below 10 within few steps.
    #expect(isExpected == (0..<requests.count).map { $0 < scored })
    #expect(scored >= 1 && scored <= 4 && scored < requests.count)
    #expect(requests.count == result.evaluations)
    let plain = BoundedNewton.maximum(
      from: [start], lower: [-.infinity], upper: [.infinity], of: cauchy)
    #expect(plain?.hasConverged == true)
  }
}
