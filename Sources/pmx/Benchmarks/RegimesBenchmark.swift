// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Promotion
import Verification

extension BenchmarkTask {
  /// Synthetic bars, beside NumPy.
  ///
  /// NumPy is given less to do: its highs and lows come from their own laws instead of their joint
  /// one, which makes ranges 1.3 % too long, and it keeps no truth. What comes near the joint law
  /// in NumPy, 64 steps a bar, is measured beside it.
  static let regimes = BenchmarkTask(
    name: "regimes", purpose: "a million bars of GBM and of Heston, beside NumPy; 100 assets"
  ) {
    let runs = 5
    var figures: [BenchmarkFigure] = []
    let peers = numpyRates(runs: runs)
    for (name, process) in [("gbm", gbm), ("heston", heston)] {
      let program = MarketProgram(
        name: "bench-\(name)", segments: [MarketSegment(process, bars: 1_000_000)])
      var market = try program.market(seed: 1)
      let seconds = try bestSeconds(runs: runs) { market = try program.market(seed: 1) }
      let rate = Double(program.bars) / seconds
      let digest = market.dataDigest.hexadecimal
      func figure(_ metric: String, _ value: Double, unit: String) -> BenchmarkFigure {
        BenchmarkFigure(
          metric: metric, value: value, unit: unit, lowerIsBetter: false, runs: runs,
          digest: digest)
      }
      figures.append(figure("\(name)-bars-per-cpu-second", rate, unit: "bars/s"))
      for job in [name, name + "-64-steps"] {
        guard let peer = peers[job] else { continue }
        figures.append(figure("numpy-\(job)-bars-per-cpu-second", peer, unit: "bars/s"))
        figures.append(figure("\(name)-ratio-to-numpy-\(job)", rate / peer, unit: "times"))
      }
    }
    return figures + [try slowestRegime()]
  }

  private static let gbm = PriceProcess.brownian(
    GeometricBrownianMotion(drift: 0.08, volatility: 0.2))

  private static let heston = PriceProcess.heston(
    HestonProcess(
      drift: 0.08, initialVariance: 0.04, speed: 4, meanVariance: 0.04,
      volatilityOfVariance: 0.5, correlation: -0.7))

  /// The regime that takes longest for a hundred assets and ten years of daily bars.
  private static func slowestRegime() throws -> BenchmarkFigure {
    var worst = (name: "", seconds: 0.0, digest: "")
    for entry in RegimeCatalogue.entries {
      let program = entry.program(bars: 2520, assets: 100)
      var market = try program.market(seed: 1)
      let seconds = try bestSeconds(runs: 1) { market = try program.market(seed: 1) }
      if seconds > worst.seconds {
        worst = (entry.name, seconds, market.dataDigest.hexadecimal)
      }
    }
    return BenchmarkFigure(
      metric: "cpu-seconds-100x2520:\(worst.name)", value: worst.seconds, unit: "s",
      lowerIsBetter: true, runs: 1, digest: worst.digest)
  }

  /// The bars a CPU second of NumPy, on one thread; none where there is no NumPy.
  private static func numpyRates(runs: Int) -> [String: Double] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["OMP_NUM_THREADS=1", "python3", "-c", numpyProgram, "\(runs)"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return [:] }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let rates = text.split(separator: "\n").compactMap { Double($0) }
    let jobs = ["gbm", "gbm-64-steps", "heston"]
    return rates.count == jobs.count ? Dictionary(uniqueKeysWithValues: zip(jobs, rates)) : [:]
  }

  /// The same jobs in NumPy: GBM in one piece; Heston in a thousand paths side by side, because its
  /// steps follow from each other.
  private static let numpyProgram = """
    import sys, time
    import numpy as np

    def bars(rng, change, variance, start):
        close = start * np.exp(np.cumsum(change, axis=-1))
        open_ = np.empty_like(close)
        open_[..., 0] = start
        open_[..., 1:] = close[..., :-1]
        square = change * change
        rise = 0.5 * (change + np.sqrt(square - 2 * variance * np.log(rng.random(change.shape))))
        fall = 0.5 * (change - np.sqrt(square - 2 * variance * np.log(rng.random(change.shape))))
        volume = np.rint(np.exp(13.8 + 0.25 * np.abs(change) / np.sqrt(variance)
                                + 0.2 * rng.standard_normal(change.shape)))
        return open_, open_ * np.exp(rise), open_ * np.exp(fall), close, volume

    def gbm(rng, count=1_000_000):
        variance = 0.04 / 252
        change = 0.08 / 252 - 0.5 * variance + np.sqrt(variance) * rng.standard_normal(count)
        return bars(rng, change, variance, 100.0)

    def gbm64(rng, count=20_000, steps=64):
        variance = 0.04 / 252 / steps
        step = (0.08 / 252 / steps - 0.5 * variance
                + np.sqrt(variance) * rng.standard_normal((count, steps)))
        square = step * step
        rise = 0.5 * (step + np.sqrt(square - 2 * variance * np.log(rng.random(step.shape))))
        fall = 0.5 * (step - np.sqrt(square - 2 * variance * np.log(rng.random(step.shape))))
        path = np.cumsum(step, axis=1)
        before = path - step
        change = path[:, -1]
        close = 100.0 * np.exp(np.cumsum(change))
        open_ = np.concatenate(([100.0], close[:-1]))
        high = open_ * np.exp((before + rise).max(axis=1))
        low = open_ * np.exp((before + fall).min(axis=1))
        volume = np.rint(np.exp(13.8 + 0.25 * np.abs(change) / np.sqrt(variance * steps)
                                + 0.2 * rng.standard_normal(count)))
        return open_, high, low, close, volume

    def heston(rng, paths=1000, count=1000):
        dt, kappa, theta, eps, rho, mu = 1 / 252, 4.0, 0.04, 0.5, -0.7, 0.08
        decay = np.exp(-kappa * dt)
        v = np.full(paths, theta)
        change = np.empty((paths, count))
        variance = np.empty((paths, count))
        k0 = -rho * kappa * theta * dt / eps
        k1 = 0.5 * dt * (kappa * rho / eps - 0.5) - rho / eps
        k2 = 0.5 * dt * (kappa * rho / eps - 0.5) + rho / eps
        k3 = 0.5 * dt * (1 - rho * rho)
        for step in range(count):
            m = theta + (v - theta) * decay
            s2 = (v * eps * eps * decay / kappa * (1 - decay)
                  + theta * eps * eps / (2 * kappa) * (1 - decay) ** 2)
            psi = s2 / (m * m)
            inverse = 2 / np.minimum(psi, 1.5)
            b2 = inverse - 1 + np.sqrt(inverse * (inverse - 1))
            quadratic = m / (1 + b2) * (np.sqrt(b2) + rng.standard_normal(paths)) ** 2
            p = np.maximum((psi - 1) / (psi + 1), 0)
            u = rng.random(paths)
            exponential = np.where(u > p, np.log((1 - p) / (1 - u)) * m / (1 - p), 0)
            w = np.where(psi <= 1.5, quadratic, exponential)
            change[:, step] = (mu * dt + k0 + k1 * v + k2 * w
                               + np.sqrt(k3 * (v + w)) * rng.standard_normal(paths))
            variance[:, step] = 0.5 * (v + w) * dt
            v = w
        return bars(rng, change, variance, 100.0)

    for job, count in ((gbm, 1_000_000), (gbm64, 20_000), (heston, 1_000_000)):
        best = float("inf")
        for run in range(int(sys.argv[1])):
            rng = np.random.Generator(np.random.Philox(run))
            start = time.process_time()
            job(rng)
            best = min(best, time.process_time() - start)
        print(count / best)
    """
}
