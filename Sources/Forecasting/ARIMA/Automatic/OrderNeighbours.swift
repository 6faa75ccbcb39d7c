// SPDX-License-Identifier: GPL-3.0-or-later
//
// The moves of the stepwise search.
//
// Source: Hyndman and Khandakar, Journal of Statistical Software 27 (2008), section 3.2. The order
// of the moves is that of their program, whose results depend on it.

extension OrderLattice {
  /// The models that a stepwise search starts from, those outside the lattice moved inside.
  ///
  /// (2,d,2)(1,D,1), (0,d,0)(0,D,0), (1,d,0)(1,D,0), (0,d,1)(0,D,1), each with a constant where
  /// one is allowed, and (0,d,0)(0,D,0) without.
  public var stepwiseStarts: [OrderCandidate] {
    let orders = [(2, 2, 1, 1), (0, 0, 0, 0), (1, 0, 1, 0), (0, 1, 0, 1)]
    var starts: [OrderCandidate] = []
    func add(_ orders: (Int, Int, Int, Int), constant: Bool) {
      let inside = candidate(
        p: min(orders.0, maximumP), q: min(orders.1, maximumQ),
        seasonalP: min(orders.2, maximumSeasonalP), seasonalQ: min(orders.3, maximumSeasonalQ),
        includesConstant: constant)
      if let inside, !starts.contains(inside) { starts.append(inside) }
    }
    for order in orders { add(order, constant: allowsConstant) }
    if allowsConstant { add((0, 0, 0, 0), constant: false) }
    return starts
  }

  /// The candidates one move away, in the order in which a stepwise search tries them.
  ///
  /// P − 1, Q − 1, P + 1, Q + 1, then P and Q together (−−, −+, +−, ++), the same for p and q, and
  /// last the constant in or out.
  public func neighbours(of candidate: OrderCandidate) -> [OrderCandidate] {
    let moves = [(-1, 0), (0, -1), (1, 0), (0, 1), (-1, -1), (-1, 1), (1, -1), (1, 1)]
    let order = candidate.order
    let seasonal = moves.map { move in
      self.candidate(
        p: order.p, q: order.q, seasonalP: order.seasonalP + move.0,
        seasonalQ: order.seasonalQ + move.1, includesConstant: candidate.includesConstant)
    }
    let plain = moves.map { move in
      self.candidate(
        p: order.p + move.0, q: order.q + move.1, seasonalP: order.seasonalP,
        seasonalQ: order.seasonalQ, includesConstant: candidate.includesConstant)
    }
    let toggled = self.candidate(
      p: order.p, q: order.q, seasonalP: order.seasonalP, seasonalQ: order.seasonalQ,
      includesConstant: !candidate.includesConstant)
    return (seasonal + plain + [toggled]).compactMap { $0 }
  }
}
