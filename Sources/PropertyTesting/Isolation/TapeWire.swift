// SPDX-License-Identifier: GPL-3.0-or-later
//
// Choices, payloads and tapes as bytes for a process of the same build; not a format to keep.

extension ByteWriter {
  mutating func write(_ choice: Choice) {
    write(byte: choice.kind.rawValue | (choice.allowsNaN ? 128 : 0))
    write(fixed: choice.bits)
    write(fixed: choice.lower)
    write(fixed: choice.upper)
    write(signed: choice.centre)
  }

  mutating func write(_ payload: Payload) {
    switch payload {
    case .bytes(let values):
      write(byte: 0)
      write(UInt64(values.count))
      for value in values { write(byte: value) }
    case .doubles(let values):
      write(byte: 1)
      write(UInt64(values.count))
      for value in values { write(fixed: value.bitPattern) }
    }
  }

  mutating func write(_ tape: Tape) {
    write(UInt64(tape.choices.count))
    for choice in tape.choices { write(choice) }
    write(UInt64(tape.payloads.count))
    for payload in tape.payloads { write(payload) }
  }
}

extension ByteReader {
  mutating func choice() throws -> Choice {
    let head = try byte()
    guard let kind = Choice.Kind(rawValue: head & 127) else { throw Damaged() }
    return Choice(
      kind: kind, allowsNaN: head & 128 != 0, bits: try fixed(), lower: try fixed(),
      upper: try fixed(), centre: try signed())
  }

  mutating func payload() throws -> Payload {
    let isBytes = try byte() == 0
    let count = try count()
    if isBytes { return .bytes(try (0..<count).map { _ in try byte() }) }
    return .doubles(try (0..<count).map { _ in Double(bitPattern: try fixed()) })
  }

  mutating func tape() throws -> Tape {
    let choices = try (0..<(try count())).map { _ in try choice() }
    return Tape(choices: choices, payloads: try (0..<(try count())).map { _ in try payload() })
  }
}
