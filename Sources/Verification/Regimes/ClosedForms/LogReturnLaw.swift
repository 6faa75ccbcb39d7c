// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the price processes share: the law of the log return over a time by its characteristic
// function, and from it the price of an option.

import RealModule

/// The law of a price's log return over a time.
public protocol LogReturnLaw: Sendable {
  /// ln E exp(iuX) of the log return X over some years of a price whose mean stays the same.
  ///
  /// It is continuous in u from its value 0 at u = 0, and 0 again at u = −i.
  func martingaleExponent(at argument: ComplexNumber, years: Double) -> ComplexNumber
}

extension LogReturnLaw {
  /// The characteristic function E exp(iuX) of the log return X at a complex u.
  ///
  /// - Parameters:
  ///   - argument: u, without unit.
  ///   - years: the time that X spans.
  ///   - driftPerYear: the growth μ of the mean price, E exp(X) = exp(μT); under the pricing
  /// measure     r − q.
  public func characteristicFunction(
    at argument: ComplexNumber, years: Double, driftPerYear: Double
  ) -> ComplexNumber {
    let growth = driftPerYear * years * (ComplexNumber.i * argument)
    return (martingaleExponent(at: argument, years: years) + growth).exponential
  }

  /// The characteristic function E exp(iuX) of the log return X at a real u.
  public func characteristicFunction(
    at frequency: Double, years: Double, driftPerYear: Double
  ) -> ComplexNumber {
    characteristicFunction(
      at: ComplexNumber(frequency), years: years, driftPerYear: driftPerYear)
  }

  /// The price of a European option where the log return has this law under the pricing measure.
  ///
  /// Formula: with the martingale's characteristic function φ and k = ln(S/K) + (r − q)T,
  /// call = S·exp(−qT) − √(SK)·exp(−(r + q)T/2)/π · ∫₀^∞ Re[exp(iuk)·φ(u − i/2)]/(u² + ¼) du.
  ///
  /// Source: Lewis, "A simple option formula for general jump-diffusion and other exponential Lévy
  /// processes" (2001). The integral's error is below 10⁻¹² of √(SK) where the law has a density;
  /// prices far below that carry no digits.
  public func price(of option: EuropeanOption) -> Double {
    let years = option.maturityYears
    let distance = Double.log(option.spot / option.strike) + option.driftPerYear * years
    let integral = integralToInfinity { u in
      let argument = ComplexNumber(u, -0.5)
      let exponent =
        martingaleExponent(at: argument, years: years) + ComplexNumber(0, u * distance)
      let value = (1 / (u * u + 0.25)) * exponent.exponential
      return (value.real, value.magnitude)
    }
    let scale = (option.spotLessDividends * option.discountedStrike).squareRoot()
    return option.price(callPrice: option.spotLessDividends - scale * integral / .pi)
  }
}

extension ComplexNumber {
  /// iu + u² of this number u, twice what a unit of variance takes from a martingale's exponent.
  var convexity: ComplexNumber { ComplexNumber.i * self + self * self }
}

/// Integrates a decaying function from 0, over intervals that double, until its bound is
/// negligible.
private func integralToInfinity(
  _ function: (Double) -> (value: Double, bound: Double)
) -> Double {
  var (lower, upper) = (0.0, 1.0)
  var total = 0.0
  for _ in 0..<40 {
    total += AdaptiveQuadrature.integral(from: lower, to: upper, tolerance: 1e-15) {
      function($0).value
    }
    if function(upper).bound * upper < 1e-16 { break }
    (lower, upper) = (upper, 2 * upper)
  }
  return total
}
