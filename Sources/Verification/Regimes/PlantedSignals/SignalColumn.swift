// SPDX-License-Identifier: GPL-3.0-or-later
//
// A column beside the bars in which something is planted: a leak, which an audit must find, or an
// honest edge, which it must leave alone. The signal of a bar is known at the bar's close.

import NumericKernels

/// What an asset's signal column is made of.
public enum SignalColumn: Hashable, Sendable {
  /// Noise that at a few bars holds the future.
  case leak(PlantedLeak)
  /// A forecast of stated quality at every bar.
  case edge(PlantedEdge)

  /// Adds the column to an asset whose prices are final, and the truth about it.
  func add(to asset: inout SyntheticAsset, seed: UInt64, dataset: String) {
    let noise = RandomStream(
      seed: seed, dataset: dataset, asset: asset.name, purpose: "signal noise"
    ).normals(count: asset.count)
    switch self {
    case .leak(let leak):
      let choice = RandomStream(
        seed: seed, dataset: dataset, asset: asset.name, purpose: "signal leaks")
      leak.add(to: &asset, noise: noise, choice: choice)
    case .edge(let edge): edge.add(to: &asset, noise: noise)
    }
  }
}

extension SignalColumn: FieldChoice {
  public static func kinds(in scope: FieldScope) -> [String] { ["leak", "edge"] }
  public static var example: SignalColumn { .leak(.example) }

  public var kind: String {
    switch self {
    case .leak: "leak"
    case .edge: "edge"
    }
  }

  public static func example(of kind: String) -> SignalColumn? {
    switch kind {
    case "leak": .leak(.example)
    case "edge": .edge(.example)
    default: nil
    }
  }

  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .leak(let value): self = .leak(try value.visited(&visitor))
    case .edge(let value): self = .edge(try value.visited(&visitor))
    }
  }
}

extension SyntheticAsset {
  /// The log return from a bar's close to the next one's.
  func nextReturn(_ bar: Int) -> Double { PortableMath.log(closes[bar + 1] / closes[bar]) }
}
