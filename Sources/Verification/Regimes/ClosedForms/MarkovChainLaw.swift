// SPDX-License-Identifier: GPL-3.0-or-later

/// A Markov chain of finitely many states in which every state leads to every other.
public struct MarkovChainLaw: Hashable, Sendable {
  /// The probability of going from the state of the row to the state of the column in one step.
  public let transition: [[Double]]
  /// The share of time spent in each state in the long run: πP = π.
  public let stationary: [Double]

  /// Makes the law of a chain.
  ///
  /// - Precondition: the matrix is square, has no negative entry, its rows sum to 1 within 10⁻¹²,
  ///   and every state leads to every other.
  /// - Complexity: O(n³).
  public init(transition: [[Double]]) {
    let count = transition.count
    precondition(count > 0, "there must be a state")
    for row in transition {
      precondition(row.count == count, "the matrix must be square")
      precondition(row.allSatisfy { $0 >= 0 }, "a probability must not be negative")
      precondition((row.reduce(0, +) - 1).magnitude < 1e-12, "each row must sum to 1")
    }
    precondition(Self.isIrreducible(transition), "every state must lead to every other")
    self.transition = transition
    self.stationary = Self.stationary(of: transition)
  }

  /// The number of states.
  public var count: Int { transition.count }

  /// The mean number of steps for which the chain stays once it has entered a state:
  /// 1/(1 − pᵢᵢ), without bound for the only state of a chain.
  public func meanDuration(state: Int) -> Double {
    // The sum of the ways out keeps its digits where pᵢᵢ is near 1.
    let leaving = transition[state].indices.reduce(0.0) { sum, other in
      other == state ? sum : sum + transition[state][other]
    }
    return 1 / leaving
  }

  /// The probabilities of going from each state to each other in some steps: Pⁿ.
  ///
  /// - Precondition: the number of steps is not negative.
  /// - Complexity: O(n³ log steps).
  public func transition(steps: Int) -> [[Double]] {
    precondition(steps >= 0, "the number of steps must not be negative")
    var power = transition.indices.map { row in
      transition.indices.map { $0 == row ? 1.0 : 0.0 }
    }
    var square = transition
    var rest = steps
    while rest > 0 {
      if rest % 2 == 1 { power = Self.product(power, square) }
      rest /= 2
      if rest > 0 { square = Self.product(square, square) }
    }
    return power
  }

  /// The mean of f(sₜ)·g(sₜ₊ₖ) in the stationary chain: Σᵢⱼ πᵢ(Pᵏ)ᵢⱼ·f(i)·g(j).
  ///
  /// - Precondition: both functions have a value for each state; the lag is not negative.
  func meanOfProduct(_ first: [Double], _ second: [Double], lag: Int) -> Double {
    precondition(first.count == count && second.count == count, "each state must have a value")
    let ahead = transition(steps: lag)
    var total = 0.0
    for row in 0..<count {
      for column in 0..<count {
        total += stationary[row] * first[row] * ahead[row][column] * second[column]
      }
    }
    return total
  }

  private static func product(_ left: [[Double]], _ right: [[Double]]) -> [[Double]] {
    left.map { row in
      right.indices.map { column in
        row.indices.reduce(0.0) { $0 + row[$1] * right[$1][column] }
      }
    }
  }

  /// Every state leads to every other: each leads to state 0, and state 0 leads to each.
  private static func isIrreducible(_ transition: [[Double]]) -> Bool {
    reachesAll(transition.count) { transition[$0][$1] > 0 }
      && reachesAll(transition.count) { transition[$1][$0] > 0 }
  }

  private static func reachesAll(_ count: Int, _ leads: (Int, Int) -> Bool) -> Bool {
    var seen = [Bool](repeating: false, count: count)
    var open = [0]
    seen[0] = true
    while let state = open.popLast() {
      for next in 0..<count where !seen[next] && leads(state, next) {
        seen[next] = true
        open.append(next)
      }
    }
    return seen.allSatisfy { $0 }
  }

  /// The stationary law by elimination of one state after the other, without any subtraction: each
  /// share has nearly all its digits.
  ///
  /// Source: Grassmann, Taksar and Heyman, "Regenerative analysis and steady state distributions
  /// for Markov chains" (1985).
  private static func stationary(of transition: [[Double]]) -> [Double] {
    var rates = transition
    for last in stride(from: transition.count - 1, to: 0, by: -1) {
      let leaving = (0..<last).reduce(0.0) { $0 + rates[last][$1] }
      for row in 0..<last { rates[row][last] /= leaving }
      for row in 0..<last {
        for column in 0..<last { rates[row][column] += rates[row][last] * rates[last][column] }
      }
    }
    var shares = [1.0]
    for state in 1..<max(transition.count, 1) {
      shares.append((0..<state).reduce(0.0) { $0 + shares[$1] * rates[$1][state] })
    }
    let total = shares.reduce(0, +)
    return shares.map { $0 / total }
  }
}
