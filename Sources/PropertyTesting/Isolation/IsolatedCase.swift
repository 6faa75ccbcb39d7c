// SPDX-License-Identifier: GPL-3.0-or-later

/// A case as the process is asked for it that runs it.
enum IsolatedCase {
  /// The case of a complete tape.
  case tape(Tape)
  /// A value that was written by hand, by its position.
  case example(Int)
  /// A case whose property draws for itself, and whether its draws are to be rendered.
  case open(TestCase.Source, isRendering: Bool)

  var isRendering: Bool { if case .open(_, true) = self { true } else { false } }

  /// The case as bytes for a process of the same build; not a format to keep.
  var wireBytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .tape(let tape):
      writer.write(byte: 0)
      writer.write(tape)
    case .example(let index):
      writer.write(byte: 1)
      writer.write(UInt64(index))
    case .open(let source, let isRendering):
      writer.write(byte: isRendering ? 3 : 2)
      writer.write(fixed: source.random.state)
      writer.write(fixed: source.random.gamma)
      writer.write(signed: Int64(source.weightLimit))
      writer.write(byte: source.replay == nil ? 0 : 1)
      if let replay = source.replay { writer.write(replay) }
    }
    return writer.bytes
  }

  /// Makes the case that bytes stand for.
  ///
  /// - Throws: `ByteReader.Damaged` where they stand for none.
  init(wireBytes: [UInt8]) throws {
    var reader = ByteReader(wireBytes[...])
    switch try reader.byte() {
    case 0: self = .tape(try reader.tape())
    case 1: self = .example(Int(try reader.number()))
    case let kind:
      let random = RandomSource(state: try reader.fixed(), gamma: try reader.fixed())
      let limit = Int(try reader.signed())
      let replay = try reader.byte() == 1 ? try reader.replay() : nil
      let source = TestCase.Source(random: random, replay: replay, weightLimit: limit)
      self = .open(source, isRendering: kind == 3)
    }
  }
}

extension ByteWriter {
  /// Writes a replay that has not begun.
  fileprivate mutating func write(_ replay: Replay) {
    write(replay.tape)
    write(byte: replay.stretch == nil ? 0 : 1)
    if let stretch = replay.stretch {
      for part in [stretch.lowerBound, stretch.upperBound, replay.stretchDepth] {
        write(UInt64(part))
      }
    }
    write(byte: replay.guide == nil ? 0 : 1)
    guard let guide = replay.guide else { return }
    write(UInt64(guide.count))
    for span in guide {
      write(fixed: span.label.hash)
      for part in [span.start, span.end, span.depth] { write(signed: Int64(part)) }
    }
  }
}

extension ByteReader {
  fileprivate mutating func replay() throws -> Replay {
    let tape = try tape()
    if try byte() == 1 {
      let (low, high, depth) = (Int(try number()), Int(try number()), Int(try number()))
      guard low <= high else { throw Damaged() }
      return Replay(tape, stretch: low..<high, depth: depth)
    }
    guard try byte() == 1 else { return Replay(tape) }
    let guide = try (0..<(try count())).map { _ in
      Span(
        label: Label(hash: try fixed()), start: Int(try signed()), end: Int(try signed()),
        depth: Int(try signed()))
    }
    return Replay(tape, guide: guide)
  }
}
