// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// Which rows of the clean table a fault strikes.
public enum RowSelection: Hashable, Sendable {
  /// So many rows, drawn without replacement.
  case count(Int)
  /// Each row with a probability.
  case probability(Double)

  /// The rows, in increasing order.
  func rows(of count: Int, stream: RandomStream) -> [Int] {
    switch self {
    case .count(let wanted):
      var stream = stream
      return stream.subset(of: count, count: wanted)
    case .probability(let probability):
      return (0..<count).filter { stream.uniform(at: UInt64($0)) < probability }
    }
  }
}

extension RowSelection: FieldChoice {
  public static func kinds(in scope: FieldScope) -> [String] { ["count", "probability"] }
  public static var example: RowSelection { .count(1) }

  public var kind: String {
    switch self {
    case .count: "count"
    case .probability: "probability"
    }
  }

  public static func example(of kind: String) -> RowSelection? {
    switch kind {
    case "count": .count(1)
    case "probability": .probability(0.01)
    default: nil
    }
  }

  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .count(var count):
      let most = max(1, visitor.scope.totalBars)
      try visitor.integer("rows", &count, in: 1...most, usually: 1...min(5, most))
      self = .count(count)
    case .probability(var probability):
      try visitor.number("probability", &probability, in: 1e-9...1, usually: 0.01...0.9)
      self = .probability(probability)
    }
  }
}

/// The rows that a fault strikes in one table.
struct StruckRows {
  private let isStruck: [Bool]

  init(_ rows: [Int], count: Int) {
    var isStruck = [Bool](repeating: false, count: count)
    for row in rows { isStruck[row] = true }
    self.isStruck = isStruck
  }

  /// Rows from which runs go on: each further row is struck with a probability, so that a run's
  /// length is geometric.
  init(_ rows: [Int], count: Int, continuation: Double, stream: RandomStream) {
    var isStruck = [Bool](repeating: false, count: count)
    for row in rows {
      var next = row
      repeat {
        isStruck[next] = true
        next += 1
      } while next < count && stream.uniform(at: UInt64(next)) < continuation
    }
    self.isStruck = isStruck
  }

  /// Whether the fault strikes a row: copies of a row are left alone.
  func contains(_ row: RecordedRow) -> Bool { !row.isCopy && isStruck[row.origin] }
}
