// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// How well the maximum of a likelihood is known.
public struct ARIMACertificate: Hashable, Sendable {
  /// What the search left behind.
  struct Search: Hashable, Sendable {
    var gradient: [Double]
    var hessian: [Double]
    var converged: Bool
    var iterations = 0
    var evaluations = 0
    var startLogLikelihoods: [Double] = []
    var partials: [Double] = [0, 0, 0, 0]
  }

  /// A block of coefficients.
  public enum Block: String, Hashable, Sendable, CaseIterable {
    /// φ.
    case autoregressive
    /// θ.
    case movingAverage
    /// Φ.
    case seasonalAutoregressive
    /// Θ.
    case seasonalMovingAverage
  }

  /// Whether a further step promises less than 10⁻⁹ of log-likelihood, and the second derivatives
  /// there are those of a maximum.
  public let converged: Bool
  /// The largest absolute derivative of the log-likelihood by the search's unrestricted numbers.
  public let gradientNorm: Double
  /// The eigenvalues, ascending, of minus the second derivatives of the log-likelihood by the
  /// search's unrestricted numbers; all positive at a strict maximum.
  public let informationEigenvalues: [Double]
  /// Quasi-Newton and Newton steps of the best search.
  public let iterations: Int
  /// Evaluations of the likelihood, all searches together.
  public let evaluations: Int
  /// The log-likelihood reached from each start, before the last Newton steps. A later start that
  /// leads to a maximum already found, or to a lower one, is left some 10⁻⁴ short of it; one whose
  /// search was given up, as it promised too little to reach the best, is not among them.
  public let startLogLikelihoods: [Double]
  /// Blocks with a partial autocorrelation beyond 0.9999: next to a unit root, where standard
  /// errors mean little.
  public let activeBounds: [Block]
  private let blocks: [[Double]]

  init(order: SeasonalARMAOrder, coefficients: [Double], search: Search) {
    let size = coefficients.count
    let rows =
      search.hessian.count == size * size
      ? (0..<size).map { Array(search.hessian[$0 * size..<($0 + 1) * size]) } : []
    informationEigenvalues = SymmetricEigen(rows).values
    converged = search.converged && (informationEigenvalues.first ?? 1) > 0
    gradientNorm = search.gradient.reduce(0) { max($0, abs($1)) }
    iterations = search.iterations
    evaluations = search.evaluations
    startLogLikelihoods = search.startLogLikelihoods
    activeBounds = zip(Block.allCases, search.partials).filter { $0.1 > 0.9999 }.map(\.0)
    let ranges = order.blocks
    blocks = [
      coefficients[ranges.ar].map { -$0 }, Array(coefficients[ranges.ma]),
      coefficients[ranges.seasonalAR].map { -$0 }, Array(coefficients[ranges.seasonalMA]),
    ]
  }

  /// The difference between the best and the worst log-likelihood reached; 0 for one start.
  public var startDisagreement: Double {
    (startLogLikelihoods.max() ?? 0) - (startLogLikelihoods.min() ?? 0)
  }

  /// The moduli of a block's roots, ascending; above 1 for stationary and invertible models. Those
  /// of a seasonal block are of its polynomial in Bˢ.
  ///
  /// - Complexity: O(p²) a sweep.
  public func rootModuli(_ block: Block) -> [Double] {
    let index = Block.allCases.firstIndex(of: block) ?? 0
    return PolynomialRoots(coefficients: [1] + blocks[index]).roots.map(\.modulus).sorted()
  }

  /// The smallest modulus of all blocks' roots; nil without coefficients.
  public var smallestRootModulus: Double? {
    Block.allCases.compactMap { rootModuli($0).first }.min()
  }
}
