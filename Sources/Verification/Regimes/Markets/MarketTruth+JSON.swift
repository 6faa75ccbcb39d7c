// SPDX-License-Identifier: GPL-3.0-or-later

import Promotion

extension SyntheticMarket {
  /// The truth as a JSON document, beside the data that it is about.
  public func truthJSON(faults: [FaultRecord]) -> JSONValue {
    [
      "schema": "pmx.market-truth/1", "identity": .string(program.identity(seed: seed).name),
      "segments": .array(program.segments.map { .string($0.process.kind) }),
      "segmentOfBar": Self.list(truth.segments), "stateOfBar": Self.list(truth.states),
      "states": .array(program.segments.map { .array($0.process.stateNames.map { .string($0) }) }),
      "breaks": Self.list(truth.breaks),
      "assets": .array(assets.map(\.truthJSON)),
      "faults": .array(faults.map(\.json)),
    ]
  }

  private static func list(_ values: [Int]) -> JSONValue {
    .array(values.map { .integer(Int64($0)) })
  }
}

extension PriceProcess {
  /// The names of its hidden states; none where it has no states.
  public var stateNames: [String] {
    if case .switching(let process) = self { process.states.map(\.name) } else { [] }
  }
}

extension SyntheticAsset {
  fileprivate var truthJSON: JSONValue {
    [
      "asset": .string(name),
      "conditionalVolatility": list(truth.conditionalVolatility),
      "pathVolatility": list(truth.pathVolatility),
      "expectedReturn": list(truth.expectedReturn),
      "jumps": .array(
        truth.jumps.map {
          [
            "bar": .integer(Int64($0.bar)), "instant": .number($0.instant),
            "logSize": .number($0.size),
          ]
        }),
      "events": .array(
        truth.events.map { event in
          [
            "kind": .string(event.kind), "firstBar": .integer(Int64(event.bars.lowerBound)),
            "lastBar": .integer(Int64(event.bars.upperBound - 1)),
            "size": event.size.map { .number($0) } ?? .null,
          ]
        }),
    ]
  }

  private func list(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }
}

extension FaultRecord {
  fileprivate var json: JSONValue {
    [
      "kind": .string(kind), "asset": .string(asset), "bar": .integer(Int64(row)),
      "stamp": .string("\(stamp)"), "was": old.map { .string($0.line) } ?? .null,
      "is": new.map { .string($0.writtenLine) } ?? .null,
    ]
  }
}
