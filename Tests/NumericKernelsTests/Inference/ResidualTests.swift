// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels
import Testing

struct ResidualTests {
  private static let nile = TimeSeriesReference.nile

  private static var centred: [Double] {
    let mean = SampleMoments(nile).mean
    return nile.map { $0 - mean }
  }

  /// Numbers of statsmodels 0.15 for the Nile. Catches: kurtosis without its 3; 24 and 6 swapped.
  @Test func `Jarque and Bera's statistic agrees with another implementation`() {
    let test = HypothesisTest.jarqueBera(Self.nile)
    #expect(relativeError(test.statistic, 2.119404295495989) <= 1e-12)
    #expect(relativeError(test.pValue, 0.3465590183429913) <= 1e-12)
  }

  /// Catches: n for the rows; R² about zero.
  @Test func `Engle's statistic agrees with another implementation`() throws {
    let test = try HypothesisTest.lagrangeMultiplierARCH(residuals: Self.centred, lags: 5)
    #expect(relativeError(test.statistic, 9.534379150018985) <= 1e-11)
    #expect(relativeError(test.pValue, 0.08955601424782382) <= 1e-11)
    #expect(test.degreesOfFreedom == 5)
  }

  @Test func `P-values are uniform for independent normal residuals`() {
    let ratio = uniformity(seeds: 800, "ratio") { stream in
      HypothesisTest.heteroscedasticityRatio(residuals: stream.normals(90)).pValue
    }
    let engle = uniformity(seeds: 800, "engle") { stream in
      let test = try? HypothesisTest.lagrangeMultiplierARCH(
        residuals: stream.normals(2000), lags: 3)
      return test?.pValue ?? -1
    }
    let squares = uniformity(seeds: 800, "squares") { stream in
      HypothesisTest.ljungBox(ofSquared: stream.normals(2000), maximumLag: 4).pValue
    }
    #expect(ratio > uniformityLevel)
    #expect(engle > uniformityLevel)
    #expect(squares > uniformityLevel)
  }

  /// An ARCH(1) process with α = 0.4: uncorrelated, but not its squares.
  private static func clustered(_ stream: inout RandomStream) -> [Double] {
    var last = 0.0
    return stream.normals(600).map { shock in
      last = shock * (0.6 + 0.4 * last * last).squareRoot()
      return last
    }
  }

  /// Catches: the test of the values in place of their squares.
  @Test func `Clustered variance is found in the squares`() {
    let squares = power(seeds: 100, "clustered") { stream in
      HypothesisTest.ljungBox(ofSquared: Self.clustered(&stream), maximumLag: 4).pValue
    }
    let engle = power(seeds: 100, "clustered") { stream in
      let test = try? HypothesisTest.lagrangeMultiplierARCH(
        residuals: Self.clustered(&stream), lags: 4)
      return test?.pValue ?? 1
    }
    #expect(squares > 0.95)
    #expect(engle > 0.95)
  }

  /// Catches: the first share over the last; a share of the wrong length.
  @Test func `The ratio is the last third's squares over the first third's`() {
    let residuals: [Double] = [1, 1, 5, 5, 2, 2]
    let test = HypothesisTest.heteroscedasticityRatio(residuals: residuals)
    #expect(test.statistic == 4)
    #expect(test.degreesOfFreedom == 2)
    // F with (2, 2) degrees has survival 1/(1 + x): 2/5 two-sided at 4.
    #expect(relativeError(test.pValue, 0.4) <= 1e-14)
    let reversed = HypothesisTest.heteroscedasticityRatio(residuals: residuals.reversed())
    #expect(reversed.statistic == 0.25)
    #expect(relativeError(reversed.pValue, 0.4) <= 1e-14)
  }

  @Test func `Residuals of one size have no test of their squares`() {
    #expect(throws: LeastSquaresError.dependentColumns) {
      try HypothesisTest.lagrangeMultiplierARCH(
        residuals: (0..<40).map { $0 % 2 == 0 ? 1 : -1 }, lags: 2)
    }
  }
}
