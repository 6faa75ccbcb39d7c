// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dependence in the normal and t copulas. Reference numbers: scripts/reference/closed_forms.py.
// Planted faults caught here: ν for ν + 1; a factor of each of the other three relations.

import NumericKernels
import RealModule
import Testing
import Verification

@Suite struct CopulaDependenceTests {
  @Test func theTCopulasTailsHaveTheReferenceDependence() {
    let cases: [(Double, Double, Double)] = [
      (4, 0.5, 0.25316999510032263), (4, 0.3, 0.161757484652037698),
      (10, 0.5, 0.0818642311656943856),
    ]
    for (freedom, correlation, expected) in cases {
      let found = CopulaDependence.tailDependence(
        correlation: correlation, degreesOfFreedom: freedom)
      #expect(abs(found - expected) < 1e-14)
    }
    // t with 2 degrees of freedom has the distribution function ½ + x/(2√(2 + x²)).
    let cauchy = CopulaDependence.tailDependence(correlation: 0, degreesOfFreedom: 1)
    #expect(abs(cauchy - (1 - 0.5.squareRoot())) < 1e-14)
    let equal = CopulaDependence.tailDependence(correlation: 1, degreesOfFreedom: 4)
    #expect(abs(equal - 1) < 4e-15)
  }

  @Test func tauAndTheCorrelationAreInverse() {
    #expect(abs(CopulaDependence.kendallTau(correlation: 0.5) - 1.0 / 3) < 4e-15)
    for correlation in [-1, -0.3, 0, 0.7, 1] {
      let tau = CopulaDependence.kendallTau(correlation: correlation)
      #expect(abs(CopulaDependence.correlation(kendallTau: tau) - correlation) < 1e-14)
    }
    #expect(abs(CopulaDependence.normalSpearmanRho(correlation: 1) - 1) < 4e-15)
  }

  /// Triples of pairs, normal or, with degrees of freedom, Student's t.
  static func signs(freedom: Double?, seed: UInt64) -> (kendall: [Double], spearman: [Double]) {
    var stream = RandomStream(seed: seed, purpose: "copula law")
    func pair() -> (Double, Double) {
      let x = stream.normal()
      let y = 0.6 * x + 0.8 * stream.normal()
      guard let freedom else { return (x, y) }
      let scale = (freedom / (2 * stream.gamma(shape: 0.5 * freedom))).squareRoot()
      return (scale * x, scale * y)
    }
    var (kendall, spearman): ([Double], [Double]) = ([], [])
    for _ in 0..<200_000 {
      let (a, b, c) = (pair(), pair(), pair())
      kendall.append((a.0 - b.0) * (a.1 - b.1) > 0 ? 1 : -1)
      spearman.append((a.0 - b.0) * (a.1 - c.1) > 0 ? 3 : -3)
    }
    return (kendall, spearman)
  }

  @Test func drawnPairsConcordAsOftenAsStated() {
    let normal = Self.signs(freedom: nil, seed: 6)
    let student = Self.signs(freedom: 3, seed: 7)
    let tau = CopulaDependence.kendallTau(correlation: 0.6)
    #expect(ClosedFormSupport.agrees(normal.kendall, with: tau))
    #expect(ClosedFormSupport.agrees(student.kendall, with: tau))
    let rho = CopulaDependence.normalSpearmanRho(correlation: 0.6)
    #expect(ClosedFormSupport.agrees(normal.spearman, with: rho))
  }
}
