// SPDX-License-Identifier: GPL-3.0-or-later

/// The orders that a search may choose from, for given degrees of differencing.
public struct OrderLattice: Hashable, Sendable {
  /// The degree of first differencing, d.
  public let differences: Int
  /// The degree of seasonal differencing, D.
  public let seasonalDifferences: Int
  /// The number of observations in a season; 1 for none.
  public let period: Int
  /// The largest p and q.
  public let maximumP: Int
  /// The largest q.
  public let maximumQ: Int
  /// The largest P; 0 without a season.
  public let maximumSeasonalP: Int
  /// The largest Q; 0 without a season.
  public let maximumSeasonalQ: Int
  /// Whether a constant may be fitted: only where the series is differenced at most once.
  public let allowsConstant: Bool

  /// Makes the lattice.
  ///
  /// Orders below the season's length only: p, q < s, as a larger one would stand in for a
  /// seasonal one. With `observationCount` n also p, q ≤ n/3 and P, Q ≤ n/(3s).
  ///
  /// - Precondition: no number is negative, and the period is positive.
  public init(
    differences: Int, seasonalDifferences: Int = 0, period: Int = 1, maximumOrder: Int = 5,
    maximumSeasonalOrder: Int = 2, allowsConstant: Bool = true, observationCount: Int? = nil
  ) {
    precondition(
      min(differences, seasonalDifferences, maximumOrder, maximumSeasonalOrder) >= 0,
      "no order may be negative")
    precondition(period > 0, "the period must be positive")
    precondition(period > 1 || seasonalDifferences == 0, "a season needs a period of 2 or more")
    let third = observationCount.map { max(0, $0 / 3) } ?? Int.max
    let plain = min(maximumOrder, period > 1 ? period - 1 : Int.max, third)
    let seasonal = period > 1 ? min(maximumSeasonalOrder, third / period) : 0
    self.differences = differences
    self.seasonalDifferences = seasonalDifferences
    self.period = period
    self.maximumP = plain
    self.maximumQ = plain
    self.maximumSeasonalP = seasonal
    self.maximumSeasonalQ = seasonal
    self.allowsConstant = allowsConstant && differences + seasonalDifferences <= 1
  }

  /// The number of candidates.
  public var count: Int {
    (maximumP + 1) * (maximumQ + 1) * (maximumSeasonalP + 1) * (maximumSeasonalQ + 1)
      * (allowsConstant ? 2 : 1)
  }

  /// The largest of all orders at once.
  var largestOrder: ARIMAOrder {
    ARIMAOrder(
      p: maximumP, d: differences, q: maximumQ, seasonalP: maximumSeasonalP,
      seasonalD: seasonalDifferences, seasonalQ: maximumSeasonalQ, period: period)
  }

  /// The candidate with these orders; nil where it is outside the lattice.
  public func candidate(
    p: Int, q: Int, seasonalP: Int = 0, seasonalQ: Int = 0, includesConstant: Bool
  ) -> OrderCandidate? {
    guard (0...maximumP).contains(p), (0...maximumQ).contains(q),
      (0...maximumSeasonalP).contains(seasonalP), (0...maximumSeasonalQ).contains(seasonalQ),
      allowsConstant || !includesConstant
    else { return nil }
    let order = ARIMAOrder(
      p: p, d: differences, q: q, seasonalP: seasonalP, seasonalD: seasonalDifferences,
      seasonalQ: seasonalQ, period: period)
    return OrderCandidate(order: order, includesConstant: includesConstant)
  }

  /// All candidates, fewest parameters first.
  ///
  /// But for the very first, each has a candidate before it with one parameter less that is nested
  /// in it, so that its fit can start from a fitted neighbour padded with a zero.
  ///
  /// - Complexity: O(count × log count).
  public var candidates: [OrderCandidate] {
    var all: [OrderCandidate] = []
    all.reserveCapacity(count)
    for p in 0...maximumP {
      for q in 0...maximumQ {
        for seasonalP in 0...maximumSeasonalP {
          for seasonalQ in 0...maximumSeasonalQ {
            for constant in [false, true] {
              if let candidate = candidate(
                p: p, q: q, seasonalP: seasonalP, seasonalQ: seasonalQ, includesConstant: constant)
              {
                all.append(candidate)
              }
            }
          }
        }
      }
    }
    // The sort must keep the order of equals: positions decide.
    return all.enumerated().sorted {
      ($0.element.parameterCount, $0.offset) < ($1.element.parameterCount, $1.offset)
    }.map(\.element)
  }

  /// The candidates whose every order is 0 or the largest: each face of the lattice has its own.
  ///
  /// A candidate is nested in the corners of its faces, whose log-likelihoods bound its own.
  public var corners: [OrderCandidate] {
    candidates.filter { candidate in
      let order = candidate.order
      return [
        (order.p, maximumP), (order.q, maximumQ), (order.seasonalP, maximumSeasonalP),
        (order.seasonalQ, maximumSeasonalQ),
      ].allSatisfy { $0.0 == 0 || $0.0 == $0.1 }
    }
  }
}
