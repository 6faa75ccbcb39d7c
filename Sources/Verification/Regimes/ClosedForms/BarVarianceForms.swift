// SPDX-License-Identifier: GPL-3.0-or-later
//
// Quadratic forms of a bar's log prices, less its open, whose expectation over a Brownian bar is
// its variance. They are here to check generated bars with, which is why they take no averages.

import RealModule

/// A bar's log high, low and close, each less its log open.
public struct BarExcursion: Hashable, Sendable {
  /// The log high less the log open, H.
  public let high: Double
  /// The log low less the log open, L.
  public let low: Double
  /// The log close less the log open, C.
  public let close: Double

  /// Makes a bar's excursion.
  ///
  /// - Precondition: the low is at most 0 and the close, the high at least.
  public init(high: Double, low: Double, close: Double) {
    precondition(low <= min(close, 0) && high >= max(close, 0), "low ≤ open, close ≤ high")
    self.high = high
    self.low = low
    self.close = close
  }

  /// Parkinson's form (H − L)²/(4 ln 2): its mean is σ² without drift, its variance 0.4073 σ⁴.
  ///
  /// Source: Parkinson (1980).
  public var parkinson: Double {
    let range = high - low
    return range * range / (4 * .log(2))
  }

  /// Garman and Klass's form ½(H − L)² − (2 ln 2 − 1)C²: its mean is σ² without drift.
  ///
  /// Source: Garman and Klass, "On the estimation of security price volatilities from historical
  /// data" (1980).
  public var garmanKlass: Double {
    let range = high - low
    return 0.5 * range * range - (2 * .log(2) - 1) * close * close
  }

  /// Rogers and Satchell's form H(H − C) + L(L − C): its mean is σ² with any drift.
  ///
  /// Source: Rogers and Satchell, "Estimating variance from high, low and closing prices" (1991).
  public var rogersSatchell: Double { high * (high - close) + low * (low - close) }

  /// The variance of Parkinson's form over a bar without drift, in units of σ⁴:
  /// 9ζ(3)/(4 ln 2)² − 1.
  public static let parkinsonVariance =
    BrownianRangeLaw.meanFourthPower / (BrownianRangeLaw.meanSquare * BrownianRangeLaw.meanSquare)
    - 1
}
