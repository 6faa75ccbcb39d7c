// SPDX-License-Identifier: GPL-3.0-or-later

/// First guesses of a path's range where its maximum is known, by interpolation in a table.
///
/// The coordinates are y/t, t and √(−½ ln u₂): y the change, t the sum of the maximum's distances
/// to both ends, u₂ the probability that the range exceeds what is drawn, all in standard
/// deviations. For a path whose change is normal, t has Maxwell's law and y/t is uniform, so that
/// a grid of equal steps is used evenly. A guess is wrong by 0.003 in the mean.
struct RangeGuessTable: Sendable {
  /// The grid's steps a unit of each coordinate: it ends at y/t = 1, t = 5 and √(−½ ln u₂) = 2.5.
  static let (ratioScale, spanScale, depthScale) = (24.0, 24 / 5.0, 32 / 2.5)
  static let (ratioCells, spanCells, depthCells) = (24, 24, 32)

  /// The four ranges about a cell of the first two coordinates, for each step of the third, which
  /// runs fastest: those at the lower y/t first, each with the lower t first.
  let corners: [SIMD4<Float>]

  /// The one table, made at first use in about six milliseconds.
  static let shared = RangeGuessTable()

  private init() {
    let nodes = Self.nodes()
    let (depths, spans) = (Self.depthCells + 1, Self.spanCells + 1)
    var corners: [SIMD4<Float>] = []
    corners.reserveCapacity(Self.ratioCells * Self.spanCells * depths)
    for ratio in 0..<Self.ratioCells {
      for span in 0..<Self.spanCells {
        for depth in 0..<depths {
          let near = (ratio * spans + span) * depths + depth
          let far = near + spans * depths
          corners.append(
            SIMD4(nodes[near], nodes[near + depths], nodes[far], nodes[far + depths]))
        }
      }
    }
    self.corners = corners
  }

  /// The ranges at the grid's nodes, by the plain inversion.
  private static func nodes() -> [Float] {
    var nodes: [Float] = []
    nodes.reserveCapacity((ratioCells + 1) * (spanCells + 1) * (depthCells + 1))
    for ratio in 0...ratioCells {
      for span in 0...spanCells {
        // The law has a limit at t = 0, which its formula does not.
        let t = max(Double(span) / spanScale, 1e-3)
        let y = t * (Double(ratio) / ratioScale)
        for depth in 0...depthCells {
          let z = Double(depth) / depthScale
          let law = MaximumKnown(
            change: y, span: t, inverse: PortableMath.exp(0.5 * (t * t - y * y)),
            depthUniform: min(PortableMath.exp(-2 * z * z), 1 - 1e-9))
          nodes.append(Float(max(law.depth(), 0.5 * (t + y))))
        }
      }
    }
    return nodes
  }
}
