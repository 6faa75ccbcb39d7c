// SPDX-License-Identifier: GPL-3.0-or-later

/// All generators that are wrong on purpose.
public enum WrongGenerators {
  /// The generators, held to the claims of regimes of a number of bars.
  public static func all(bars: Int) -> [WrongGenerator] {
    brownian(bars) + meanReverting(bars) + jumps(bars) + variances(bars) + states(bars)
      + insideBars(bars) + dependence()
  }

  private static func subject(_ name: String, _ bars: Int) -> CheckSubject {
    guard let entry = RegimeCatalogue.entry(named: name) else {
      preconditionFailure("there is a regime \(name)")
    }
    return CheckSubject(regime: entry, bars: bars)
  }

  private static func trial(_ name: String) -> CheckSubject {
    guard let subject = CheckSubject.trial(named: name) else {
      preconditionFailure("there is a trial \(name)")
    }
    return subject
  }

  // MARK: Programs

  private static func brownian(_ bars: Int) -> [WrongGenerator] {
    let gbm = subject("gbm", bars)
    let trend = subject("trend", bars)
    let planted = subject("planted-edge", bars)
    return [
      WrongGenerator("drift of the wrong sign", of: trend, caughtBy: "log returns: mean") {
        $0.process(\.brownian) { $0.drift.negate() }
      },
      WrongGenerator(
        "missing Itô term", of: trial("options-black-scholes"), caughtBy: "mean of the last price"
      ) { $0.process(\.brownian) { $0.drift += 0.5 * $0.volatility * $0.volatility } },
      WrongGenerator(
        "variance for standard deviation", of: gbm, caughtBy: "log returns: variance"
      ) { $0.process(\.brownian) { $0.volatility *= $0.volatility } },
      WrongGenerator(
        "bars of 365 to a year", of: gbm, caughtBy: "log returns: Kolmogorov–Smirnov, normal"
      ) { $0.calendar.sessionsPerYear = 365 },
      WrongGenerator(
        "an edge of half its size", of: planted, caughtBy: "autocorrelation of returns"
      ) { $0.process(\.autoregressive) { $0.autocorrelation *= 0.5 } },
      WrongGenerator(
        "an edge of the wrong sign", of: planted, caughtBy: "autocorrelation of returns"
      ) { $0.process(\.autoregressive) { $0.autocorrelation.negate() } },
      WrongGenerator(
        "Hurst index mirrored at a half", of: subject("fractional", bars),
        caughtBy: "whitened noise: Ljung–Box, 10 lags (Hurst index)"
      ) { $0.process(\.fractional) { $0.hurst = 1 - $0.hurst } },
      WrongGenerator(
        "smooth volatility for rough", of: subject("rough-volatility", bars),
        caughtBy: "whitened noise: Ljung–Box, 10 lags (Hurst index)"
      ) { $0.process(\.roughVolatility) { $0.hurst = 0.3 } },
    ]
  }

  private static func meanReverting(_ bars: Int) -> [WrongGenerator] {
    let ou = subject("ou", bars)
    return [
      WrongGenerator(
        "half the speed of return", of: ou, caughtBy: "pull to the level a bar (half-life)"
      ) { $0.process(\.meanReverting) { $0.speed *= 0.5 } },
      WrongGenerator(
        "a tenth too much noise", of: ou, caughtBy: "noise a bar: variance"
      ) { $0.process(\.meanReverting) { $0.volatility *= 1.1 } },
    ]
  }

  private static func jumps(_ bars: Int) -> [WrongGenerator] {
    let merton = subject("merton", bars)
    return [
      WrongGenerator(
        "jumps without a compensator", of: trial("options-merton"),
        caughtBy: "mean of the last price"
      ) { $0.process(\.merton) { $0.drift += $0.intensity * $0.jumpMean } },
      WrongGenerator(
        "three jumps for two", of: merton, caughtBy: "number of jumps: Poisson"
      ) { $0.process(\.merton) { $0.intensity *= 1.5 } },
      WrongGenerator(
        "jumps to the other side", of: merton,
        caughtBy: "sizes of jumps: Kolmogorov–Smirnov, normal"
      ) { $0.process(\.merton) { $0.jumpMean.negate() } },
      WrongGenerator(
        "shares of up and down exchanged", of: subject("kou", bars),
        caughtBy: "sizes of jumps: Kolmogorov–Smirnov, two exponentials"
      ) { $0.process(\.kou) { $0.upShare = 1 - $0.upShare } },
    ]
  }

  private static func variances(_ bars: Int) -> [WrongGenerator] {
    let heston = subject("heston", bars)
    return [
      WrongGenerator(
        "variance and price correlated the wrong way", of: heston,
        caughtBy: "correlation of price and variance"
      ) { $0.process(\.heston) { $0.correlation.negate() } },
      WrongGenerator(
        "half the speed of reversion", of: heston,
        caughtBy: "variance: pull to its mean a bar (half-life)"
      ) { $0.process(\.heston) { $0.speed *= 0.5 } },
      WrongGenerator(
        "volatility of variance squared", of: heston, caughtBy: "variance: spread of a step"
      ) { $0.process(\.heston) { $0.volatilityOfVariance *= $0.volatilityOfVariance } },
      WrongGenerator(
        "variance that starts at twice its mean", of: trial("options-heston-lewis"),
        caughtBy: "characteristic function of a year's return at 3.0"
      ) { $0.process(\.heston) { $0.initialVariance = 2 * $0.meanVariance } },
      WrongGenerator(
        "leverage after rises", of: subject("gjr", bars),
        caughtBy: "variance follows from the last shock"
      ) {
        $0.process(\.garch) {
          $0.shockWeight += $0.leverage
          $0.leverage.negate()
        }
      },
      WrongGenerator(
        "normal shocks for Student's", of: subject("equity-daily", bars),
        caughtBy: "residuals: Kolmogorov–Smirnov, Student's t of 6.5 degrees of freedom"
      ) { $0.process(\.garch) { $0.innovation = .normal } },
      WrongGenerator(
        "a variance that hardly moves", of: trial("garch-eighth-moment"),
        caughtBy: "squared returns: autocovariance at lag 1"
      ) {
        $0.process(\.garch) {
          $0.shockWeight *= 0.02
        }
      },
      WrongGenerator(
        "sign of the log variance's news", of: subject("egarch", bars),
        caughtBy: "log variance follows from the last shock"
      ) { $0.process(\.egarch) { $0.signWeight.negate() } },
    ]
  }

  private static func states(_ bars: Int) -> [WrongGenerator] {
    let chain = subject("markov-switching", bars)
    return [
      WrongGenerator(
        "transition matrix transposed", of: chain, caughtBy: "transitions between states"
      ) {
        $0.process(\.switching) { process in
          let old = process.transition
          let mass = old.indices.map { column in old.reduce(0) { $0 + $1[column] } }
          process.transition = old.indices.map { row in
            old.indices.map { old[$0][row] / mass[row] }
          }
        }
      },
      WrongGenerator(
        "labels off by one bar", of: chain,
        caughtBy: "sideways: the conditional variance is the state's"
      ) { (market: inout SyntheticMarket) in
        let states = market.truth.states
        market.truth.states = [states[0]] + states.dropLast()
      },
    ]
  }

  // MARK: Markets

  private static func insideBars(_ bars: Int) -> [WrongGenerator] {
    let martingale = subject("random_walk", bars)
    let gbm = subject("gbm", bars)
    return [
      WrongGenerator(
        "extremes from a grid of sixteen steps", of: martingale,
        caughtBy: "Parkinson variance over the true one"
      ) { (market: inout SyntheticMarket) in SpoiledMarket.coarsen(&market, steps: 16) },
      WrongGenerator(
        "high and low drawn independently", of: martingale,
        caughtBy: "high and low together, given open and close"
      ) { (market: inout SyntheticMarket) in SpoiledMarket.separate(&market) },
      WrongGenerator(
        "an eighth of the range missing", of: gbm, caughtBy: "high given open and close"
      ) { (market: inout SyntheticMarket) in SpoiledMarket.narrow(&market, share: 0.125) },
      WrongGenerator("no gap between the days", of: gbm, caughtBy: "gap given the bar's return") {
        $0.overnightShare = 0
      },
      WrongGenerator(
        "the night in the wrong share", of: gbm, caughtBy: "gap given the bar's return"
      ) { $0.overnightShare *= 1.5 },
      WrongGenerator(
        "volume that does not know the volatility", of: subject("heston", bars),
        caughtBy: "volume given volatility and shock"
      ) { $0.volume?.volatilityWeight *= 0.25 },
    ]
  }

  private static func dependence() -> [WrongGenerator] {
    let equal = trial("dependence-equal")
    let copula = trial("dependence-student-copula")
    return [
      WrongGenerator("one stream for all assets", of: equal, caughtBy: "correlation of two assets")
      {
        (market: inout SyntheticMarket) in market.assets[1] = market.assets[0]
      },
      WrongGenerator(
        "identity for the correlation", of: equal, caughtBy: "correlation of two assets"
      ) { $0.dependence = .independent },
      WrongGenerator(
        "a rolling correlation that stands still", of: trial("dependence-rolling"),
        caughtBy: "correlation of two assets"
      ) { $0.dependence = .equal(correlation: 0.8) },
      WrongGenerator(
        "a factor's loadings exchanged", of: trial("dependence-factor"),
        caughtBy: "correlation of two assets"
      ) { $0.dependence = .factor(loadings: [0.9, 0.7, 0.4]) },
      WrongGenerator(
        "a Gaussian copula", of: copula,
        caughtBy: "Student copula: squared distance from the centre"
      ) { $0.dependence = .equal(correlation: 0.5) },
      WrongGenerator(
        "a copula without its tail", of: copula,
        caughtBy: "Student copula: both in the lowest hundredth (tail dependence)"
      ) { $0.dependence = .equal(correlation: 0.5) },
    ]
  }
}
