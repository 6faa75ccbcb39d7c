// SPDX-License-Identifier: GPL-3.0-or-later

extension Tape {
  /// The tape as bytes for a process of the same build; not a format to keep.
  var wireBytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(UInt64(choices.count))
    for choice in choices {
      writer.write(byte: choice.kind.rawValue | (choice.allowsNaN ? 128 : 0))
      writer.write(fixed: choice.bits)
      writer.write(fixed: choice.lower)
      writer.write(fixed: choice.upper)
      writer.write(signed: choice.centre)
    }
    writer.write(UInt64(payloads.count))
    for payload in payloads {
      switch payload {
      case .bytes(let values):
        writer.write(byte: 0)
        writer.write(UInt64(values.count))
        for value in values { writer.write(byte: value) }
      case .doubles(let values):
        writer.write(byte: 1)
        writer.write(UInt64(values.count))
        for value in values { writer.write(fixed: value.bitPattern) }
      }
    }
    return writer.bytes
  }

  /// Makes the tape that bytes stand for.
  ///
  /// - Throws: `ByteReader.Damaged` where they stand for none.
  init(wireBytes: [UInt8]) throws {
    self.init()
    var reader = ByteReader(wireBytes[...])
    for _ in 0..<(try reader.count()) {
      let head = try reader.byte()
      guard let kind = Choice.Kind(rawValue: head & 127) else { throw ByteReader.Damaged() }
      choices.append(
        Choice(
          kind: kind, allowsNaN: head & 128 != 0, bits: try reader.fixed(),
          lower: try reader.fixed(), upper: try reader.fixed(), centre: try reader.signed()))
    }
    for _ in 0..<(try reader.count()) {
      let isBytes = try reader.byte() == 0
      let count = try reader.count()
      payloads.append(
        isBytes
          ? .bytes(try (0..<count).map { _ in try reader.byte() })
          : .doubles(try (0..<count).map { _ in Double(bitPattern: try reader.fixed()) }))
    }
  }
}
