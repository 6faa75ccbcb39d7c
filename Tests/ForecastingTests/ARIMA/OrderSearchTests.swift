// SPDX-License-Identifier: GPL-3.0-or-later

import Forecasting
import NumericKernels
import Testing

/// A fitter whose log-likelihoods follow a formula: each order gains up to its true value.
private struct Formula: OrderFitter {
  var truth = (p: 2, q: 1, seasonalP: 0, seasonalQ: 1)
  /// What every order beyond the truth gains: below 1, so that no criterion wants it.
  var surplus = 0.3
  var failing: [OrderCandidate] = []
  var nearUnit: [OrderCandidate] = []

  func fit(
    _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
  ) -> OrderFit? {
    func gain(_ value: Int, _ truth: Int) -> Double {
      10 * Double(min(value, truth)) + surplus * Double(max(0, value - truth))
    }
    let candidate = OrderCandidate(order: order, includesConstant: includesConstant)
    let likelihood =
      gain(order.p, truth.p) + gain(order.q, truth.q) + gain(order.seasonalP, truth.seasonalP)
      + gain(order.seasonalQ, truth.seasonalQ) + (includesConstant ? surplus : 0)
    return OrderFit(
      logLikelihood: likelihood - 300,
      parameters: [Double](repeating: 0.1, count: candidate.parameterCount - 1),
      converged: !failing.contains(candidate),
      minimumRootModulus: nearUnit.contains(candidate) ? 1.005 : 1.5)
  }
}

private func candidate(
  _ p: Int, _ q: Int, _ seasonalP: Int = 0, _ seasonalQ: Int = 0, constant: Bool = false
) -> OrderCandidate {
  OrderCandidate(
    order: ARIMAOrder(
      p: p, d: 0, q: q, seasonalP: seasonalP, seasonalD: 0, seasonalQ: seasonalQ, period: 12),
    includesConstant: constant)
}

struct OrderSearchTests {
  private let lattice = OrderLattice(differences: 0, period: 12)

  private func search(
    _ strategy: OrderSearch.Strategy, limit: Double? = nil
  ) -> OrderSearch {
    OrderSearch(
      lattice: lattice, observationCount: 200, strategy: strategy, timeLimitSeconds: limit)
  }

  /// Catches: a candidate left out; the criterion turned.
  @Test func `Exhaustive search without bounds fits every candidate once`() {
    let result = search(.exhaustive(usesBounds: false)).run(Formula())
    #expect(result.entries.count == 6 * 6 * 3 * 3 * 2)
    #expect(Set(result.entries.map(\.candidate)).count == result.entries.count)
    #expect(result.best == candidate(2, 1, 0, 1))
    #expect(result.ending == .complete)
    #expect(result.nestingViolations.isEmpty)
    let least = result.entries.map(\.criterion).min()
    #expect(result.bestCriterion == least)
  }

  /// Catches: a bound from a model that the candidate is not nested in.
  @Test(arguments: [(0, 0, 0, 0), (2, 1, 0, 1), (5, 0, 2, 0), (0, 5, 0, 2), (3, 3, 1, 1)])
  func `Bounds save fits and never change the choice`(truth: (Int, Int, Int, Int)) {
    let formula = Formula(truth: (truth.0, truth.1, truth.2, truth.3))
    let all = search(.exhaustive(usesBounds: false)).run(formula)
    let some = search(.exhaustive()).run(formula)
    #expect(some.best == all.best)
    #expect(some.bestCriterion == all.bestCriterion)
    #expect(some.entries.count + some.ruledOut.count == all.entries.count)
    #expect(some.entries.count < all.entries.count / 2)
    // What was ruled out could not have won.
    for candidate in some.ruledOut {
      let entry = all.entries.first { $0.candidate == candidate }
      #expect(entry?.criterion ?? 0 >= some.bestCriterion)
    }
  }

  /// Catches: a rejected fit as the choice; a rejected fit as no bound at all.
  @Test func `Fits that did not converge or have a root near the circle are not chosen`() {
    let best = candidate(2, 1, 0, 1)
    for strategy in [OrderSearch.Strategy.exhaustive(), .stepwise()] {
      let failing = search(strategy).run(Formula(failing: [best]))
      let nearUnit = search(strategy).run(Formula(nearUnit: [best]))
      #expect(failing.best != nil && failing.best != best)
      #expect(nearUnit.best != nil && nearUnit.best != best)
      #expect(
        failing.entries.first { $0.candidate == best }?.rejection == .notConverged)
      #expect(
        nearUnit.entries.first { $0.candidate == best }?.rejection == .rootNearUnit)
    }
  }

  /// The first moves by hand: from the best start (2,2)(1,1) with constant, P − 1 gains a
  /// parameter and loses 0.3 of the log-likelihood. Catches: another order of the moves; a scan
  /// that goes on after an improvement.
  @Test func `A stepwise search takes the first better neighbour in its order`() {
    let result = search(.stepwise()).run(Formula())
    let path = result.entries.map(\.candidate)
    #expect(
      path.prefix(5) == [
        candidate(2, 2, 1, 1, constant: true), candidate(0, 0, constant: true),
        candidate(1, 0, 1, 0, constant: true), candidate(0, 1, 0, 1, constant: true),
        candidate(0, 0),
      ])
    // P − 1 is better, so its neighbours follow: Q − 1, P + 1 is the old centre, Q + 1, ….
    #expect(path[5] == candidate(2, 2, 0, 1, constant: true))
    #expect(path[6] == candidate(2, 2, 0, 0, constant: true))
    #expect(path[7] == candidate(2, 2, 0, 2, constant: true))
    #expect(result.best == candidate(2, 1, 0, 1))
    #expect(result.entries.count < 60)
    #expect(Set(path).count == path.count)
  }

  @Test func `The neighbours of an inner candidate come in the published order`() {
    let moves = lattice.neighbours(of: candidate(2, 2, 1, 1, constant: true))
    let expected = [
      candidate(2, 2, 0, 1, constant: true), candidate(2, 2, 1, 0, constant: true),
      candidate(2, 2, 2, 1, constant: true), candidate(2, 2, 1, 2, constant: true),
      candidate(2, 2, 0, 0, constant: true), candidate(2, 2, 0, 2, constant: true),
      candidate(2, 2, 2, 0, constant: true), candidate(2, 2, 2, 2, constant: true),
      candidate(1, 2, 1, 1, constant: true), candidate(2, 1, 1, 1, constant: true),
      candidate(3, 2, 1, 1, constant: true), candidate(2, 3, 1, 1, constant: true),
      candidate(1, 1, 1, 1, constant: true), candidate(1, 3, 1, 1, constant: true),
      candidate(3, 1, 1, 1, constant: true), candidate(3, 3, 1, 1, constant: true),
      candidate(2, 2, 1, 1),
    ]
    #expect(moves == expected)
  }

  @Test func `The largest number of fits ends a stepwise search`() {
    let result = search(.stepwise(maximumFits: 8)).run(Formula())
    #expect(result.entries.count == 8)
    #expect(result.ending == .fitLimit)
  }

  /// Catches: a limit that is asked for after the last fit; a choice lost when time is up.
  @Test func `A time limit leaves the best so far and says so`() {
    for strategy in [OrderSearch.Strategy.exhaustive(), .stepwise()] {
      var seconds = 0.0
      let result = search(strategy, limit: 6.5).run(Formula()) {
        seconds += 1
        return seconds
      }
      #expect(result.entries.count == 6)
      #expect(result.ending == .timeLimit)
      #expect(result.bestCriterion == result.entries.map(\.criterion).min())
    }
  }

  /// A larger model whose optimiser stopped early: its bound would rule out the truth. Catches: the
  /// larger fit's own log-likelihood as the bound; a violation that nobody hears of.
  @Test func `A larger fit below one of its special cases is no bound and is reported`() {
    struct Stuck: OrderFitter {
      func fit(
        _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
      ) -> OrderFit? {
        guard
          let fit = Formula().fit(
            order, includesConstant: includesConstant, start: start, needed: nil)
        else { return nil }
        let isCorner = order.p == 5 && order.q == 5
        return OrderFit(
          logLikelihood: isCorner ? -290 : fit.logLikelihood, parameters: fit.parameters,
          converged: true, minimumRootModulus: fit.minimumRootModulus)
      }
    }
    let result = search(.exhaustive()).run(Stuck())
    #expect(result.best == candidate(2, 1, 0, 1))
    #expect(result.nestingViolations.contains { $0.larger.order.p == 5 && $0.excess > 10 })
  }

  /// A fitter whose parameters name their place, so that a start shows where it came from.
  private struct Coded: OrderFitter {
    func fit(
      _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
    ) -> OrderFit? {
      let sizes = [
        order.p, order.q, order.seasonalP, order.seasonalQ, includesConstant ? 1 : 0,
      ]
      let codes = sizes.enumerated().flatMap { block, size in
        (0..<size).map { Double(10 * block + $0 + 1) }
      }
      if let start {
        guard start.count == codes.count else { return nil }
        // At its own code or at a zero for what the neighbour lacked.
        for (value, code) in zip(start, codes) where value != code && value != 0 { return nil }
      }
      let fit = Formula().fit(order, includesConstant: includesConstant, start: nil, needed: nil)
      return fit.map {
        OrderFit(
          logLikelihood: $0.logLikelihood, parameters: codes, converged: true,
          minimumRootModulus: nil)
      }
    }
  }

  /// Catches: a start whose blocks moved because the neighbour's were longer or shorter.
  @Test func `A start has each of the neighbour's parameters in its own place`() {
    for strategy in [OrderSearch.Strategy.exhaustive(), .stepwise()] {
      let result = search(strategy).run(Coded())
      #expect(result.entries.allSatisfy { $0.rejection == nil })
      #expect(result.best == candidate(2, 1, 0, 1))
    }
  }

  /// A fitter that gives up what falls short of what is needed, as a good one may.
  private struct Impatient: OrderFitter {
    func fit(
      _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
    ) -> OrderFit? {
      let fit = Formula().fit(
        order, includesConstant: includesConstant, start: start, needed: needed)
      guard let fit, let needed, fit.logLikelihood < needed else { return fit }
      return OrderFit(
        logLikelihood: fit.logLikelihood - 5, parameters: fit.parameters, converged: false,
        minimumRootModulus: nil, isAbandoned: true)
    }
  }

  /// Catches: a needed log-likelihood without the penalty, or of the wrong candidate; one asked of
  /// a fit that serves as a bound; an abandoned fit as the choice or as a bound.
  @Test(arguments: [
    OrderSearch.Strategy.exhaustive(usesBounds: false), .exhaustive(), .stepwise(),
  ])
  func `A fit may be given up below what is needed without a change of the choice`(
    strategy: OrderSearch.Strategy
  ) {
    let patient = search(strategy).run(Formula())
    let impatient = search(strategy).run(Impatient())
    #expect(impatient.best == patient.best)
    #expect(impatient.bestCriterion == patient.bestCriterion)
    let outOfReach = impatient.entries.filter { $0.rejection == .outOfReach }
    #expect(outOfReach.count > 5)
    for entry in outOfReach {
      let whole = patient.entries.first { $0.candidate == entry.candidate }
      #expect(whole?.criterion ?? .infinity > patient.bestCriterion)
    }
    #expect(impatient.ranking.first?.candidate == impatient.best)
    #expect(impatient.ranking.allSatisfy { $0.rejection == nil })
  }

  /// Notes what was needed of every fit.
  private final class Noting: OrderFitter {
    private(set) var needs: [Double?] = []

    func fit(
      _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
    ) -> OrderFit? {
      needs.append(needed)
      return Formula().fit(
        order, includesConstant: includesConstant, start: start, needed: needed)
    }
  }

  /// Catches: a needed log-likelihood without the penalty; one for fits that serve as bounds.
  @Test func `What is needed is as good as the best so far, and all of a bound`() {
    for usesBounds in [false, true] {
      let noting = Noting()
      let result = search(.exhaustive(usesBounds: usesBounds)).run(noting)
      let bounds = usesBounds ? Set(lattice.corners + lattice.stepwiseStarts) : []
      var best = Double.infinity
      for (entry, needed) in zip(result.entries, noting.needs) {
        let isFree = best == .infinity || bounds.contains(entry.candidate)
        #expect((needed == nil) == isFree)
        if let needed {
          let value = OrderCriterion.aicc.value(
            logLikelihood: needed, parameterCount: entry.candidate.parameterCount,
            observationCount: 200)
          #expect(abs(value - best) <= 1e-9)
        }
        best = min(best, entry.criterion)
      }
    }
  }

  @Test func `Where every fit is rejected there is no choice`() {
    struct Never: OrderFitter {
      func fit(
        _ order: ARIMAOrder, includesConstant: Bool, start: [Double]?, needed: Double?
      ) -> OrderFit? { nil }
    }
    let result = search(.stepwise()).run(Never())
    #expect(result.best == nil)
    #expect(result.bestCriterion == .infinity)
    #expect(result.entries.allSatisfy { $0.rejection == .noFit })
  }
}

struct OrderLatticeTests {
  /// Catches: a sort that puts a model before all of its special cases.
  @Test(arguments: [1, 4, 12])
  func `Each candidate comes after one that it extends by one parameter`(period: Int) {
    let lattice = OrderLattice(differences: 1, period: period)
    let all = lattice.candidates
    #expect(all.count == lattice.count)
    #expect(Set(all).count == all.count)
    for (index, candidate) in all.enumerated().dropFirst() {
      #expect(
        all[..<index].contains {
          $0.parameterCount == candidate.parameterCount - 1 && $0.isNested(in: candidate)
        })
    }
  }

  @Test func `Orders stay below the season, a third of the series and the constant's rule`() {
    let quarterly = OrderLattice(differences: 0, period: 4)
    #expect(quarterly.maximumP == 3 && quarterly.maximumSeasonalP == 2)
    #expect(OrderLattice(differences: 0).maximumSeasonalP == 0)
    let short = OrderLattice(differences: 0, period: 12, observationCount: 50)
    #expect(short.maximumP == 5 && short.maximumSeasonalQ == 1)
    #expect(OrderLattice(differences: 0, observationCount: 10).maximumQ == 3)
    #expect(OrderLattice(differences: 1).allowsConstant)
    #expect(!OrderLattice(differences: 2).allowsConstant)
    #expect(!OrderLattice(differences: 1, seasonalDifferences: 1, period: 12).allowsConstant)
    #expect(OrderLattice(differences: 2).count == 36)
  }

  /// By hand: ℓ = −100, k = 3, n = 50. Catches: n for n − k − 1; k without the variance.
  @Test func `Criteria are those of their formulas`() {
    func value(_ criterion: OrderCriterion, _ n: Int) -> Double {
      criterion.value(logLikelihood: -100, parameterCount: 3, observationCount: n)
    }
    #expect(value(.aic, 50) == 206)
    #expect(abs(value(.aicc, 50) - (206 + 24.0 / 46)) <= 1e-12)
    #expect(abs(value(.bic, 50) - 211.7360690162844) <= 1e-10)
    #expect(value(.aicc, 4) == .infinity)
    #expect(candidate(2, 1, constant: true).parameterCount == 5)
  }
}

struct OrderSearchOnDataTests {
  /// An ARMA process with φ = (0.6, 0.25) of 300 values.
  private static func series(_ seed: UInt64) -> [Double] {
    var stream = RandomStream(seed: seed, purpose: "second order")
    var (last, before) = (0.0, 0.0)
    return Array(
      (0..<350).map { _ in
        let next = 0.5 * last + 0.35 * before + stream.normal()
        (last, before) = (next, last)
        return next
      }.dropFirst(50))
  }

  /// A plain fitter on real data. Catches: bounds that optimisers break; starts in a wrong layout.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Bounds and warm starts leave the choice of a real search`(seed: UInt64) throws {
    let values = Self.series(seed)
    let fitter = ConditionalSumOfSquares(differenced: values, skipped: 3)
    let lattice = OrderLattice(differences: 0, maximumOrder: 3)
    let all = OrderSearch(
      lattice: lattice, observationCount: values.count,
      strategy: .exhaustive(usesBounds: false)
    ).run(fitter)
    let bounded = OrderSearch(lattice: lattice, observationCount: values.count).run(fitter)
    let steps = OrderSearch(
      lattice: lattice, observationCount: values.count, strategy: .stepwise()
    ).run(fitter)
    #expect(bounded.best == all.best)
    #expect(abs(bounded.bestCriterion - all.bestCriterion) <= 0.2)
    #expect(bounded.entries.count <= all.entries.count)
    #expect(steps.bestCriterion >= all.bestCriterion - 0.2)
    // The truth, with k = 3, is among the candidates: the choice is no worse.
    let truth = try #require(
      all.entries.first {
        $0.candidate.order.p == 2 && $0.candidate.order.q == 0 && !$0.candidate.includesConstant
      })
    #expect(all.bestCriterion <= truth.criterion)
    let fit = try #require(truth.fit)
    #expect(abs(fit.parameters[0] - 0.5) < 0.2)
    #expect(abs(fit.parameters[1] - 0.35) < 0.2)
  }
}
