// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands beside a generated file: how to make it again, and that it is not real.

import Promotion

/// The manifest of a synthetic dataset.
public struct DatasetManifest: Sendable {
  /// The value of `schema` by which a manifest is known.
  public static let schema = "pmx.synthetic-dataset/1"

  /// The manifest.
  public let json: JSONValue

  /// Describes a market that was written to files.
  public init(
    _ market: SyntheticMarket, columns: [MarketCSV.Column], files: [(name: String, bytes: [UInt8])]
  ) {
    json = [
      "schema": .string(Self.schema),
      "identity": .string(market.program.identity(seed: market.seed).name),
      "provenance": "synthetic",
      "generatorVersion": .integer(Int64(MarketGeneratorVersion.current)),
      "seed": .string("\(market.seed)"),
      "bars": .integer(Int64(market.count)),
      "assets": .array(market.assets.map { .string($0.name) }),
      "first": market.timestamps.first.map { .string("\($0)") } ?? .null,
      "last": market.timestamps.last.map { .string("\($0)") } ?? .null,
      "columns": .array(
        columns.map { ["name": .string($0.name), "unit": .string($0.unit)] }),
      "marketDigest": .string(market.dataDigest.hexadecimal),
      "files": .array(
        files.map {
          ["name": .string($0.name), "sha256": .string(Digest(of: $0.bytes).hexadecimal)]
        }),
      "program": .string(market.program.text),
    ]
  }
}
