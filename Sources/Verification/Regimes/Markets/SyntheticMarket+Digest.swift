// SPDX-License-Identifier: GPL-3.0-or-later

import MarketData
import Promotion

extension SyntheticMarket {
  /// The digest of everything that belongs to the market: generator version, seed and program, and
  /// the data that they made.
  ///
  /// - Complexity: O(assets · bars).
  public var digest: Digest {
    let manifest = DatasetIdentity.manifest(
      program, seed: seed, generatorVersion: MarketGeneratorVersion.current)
    return Digest(of: Array((manifest + "data: \(dataDigest)\n").utf8))
  }

  /// The digest of the data alone: stamps, every column of every asset, and the truth.
  ///
  /// Numbers count with all of their bits, lists with their lengths, names with their texts.
  ///
  /// - Complexity: O(assets · bars).
  public var dataDigest: Digest {
    let builder = DigestBuilder()
    var bytes = ColumnBytes(builder)
    bytes.add(timestamps.map(\.microseconds))
    bytes.add(truth.segments.map(Int64.init))
    bytes.add(truth.states.map(Int64.init))
    bytes.add(truth.breaks.map(Int64.init))
    bytes.add(count: assets.count)
    for asset in assets { bytes.add(asset) }
    bytes.flush()
    return builder.digest
  }
}

/// Values as bytes, the least significant first.
private struct ColumnBytes {
  private let builder: DigestBuilder
  private var bytes: [UInt8] = []

  init(_ builder: DigestBuilder) { self.builder = builder }

  mutating func add(_ asset: SyntheticAsset) {
    add(asset.name)
    for column in [asset.opens, asset.highs, asset.lows, asset.closes, asset.volumes] {
      add(column)
    }
    let book = asset.microstructure
    add(count: book == nil ? 0 : 1)
    if let book {
      add(book.spreads)
      add(book.slippages)
      add(book.depths)
      add(book.imbalances)
      add(book.transactionCosts)
      add(book.impacts)
    }
    add(asset.signals)
    add(asset.truth)
  }

  private mutating func add(_ truth: AssetTruth) {
    add(truth.conditionalVolatility)
    add(truth.pathVolatility)
    add(truth.expectedReturn)
    add(truth.jumps.map { Int64($0.bar) })
    add(truth.jumps.map(\.instant))
    add(truth.jumps.map(\.size))
    add(count: truth.events.count)
    for event in truth.events {
      add(event.kind)
      add([Int64(event.bars.lowerBound), Int64(event.bars.upperBound)])
      add(event.size.map { [$0] } ?? [])
    }
  }

  mutating func add(_ values: [Double]) {
    add(count: values.count)
    for value in values { append(value.bitPattern) }
  }

  mutating func add(_ values: [Int64]) {
    add(count: values.count)
    for value in values { append(UInt64(bitPattern: value)) }
  }

  mutating func add(_ text: String) {
    add(count: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func add(count: Int) { append(UInt64(count)) }

  private mutating func append(_ word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: word >> shift))
    }
    if bytes.count >= 1 << 16 { flush() }
  }

  /// Hands on what has gathered.
  mutating func flush() {
    builder.update(bytes[...])
    bytes.removeAll(keepingCapacity: true)
  }
}
