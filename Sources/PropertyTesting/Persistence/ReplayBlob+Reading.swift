// SPDX-License-Identifier: GPL-3.0-or-later

extension ReplayBlob {
  /// Reads a line; nil for one that is of another version, cut, mistyped or no blob at all.
  package init?(_ text: String) {
    let trimmed = text.drop { $0.isWhitespace }.prefix { !$0.isWhitespace }
    guard trimmed.hasPrefix(Self.prefix),
      let bytes = Base64URL.decode(trimmed.dropFirst(Self.prefix.count)), bytes.count > 8
    else { return nil }
    do {
      var head = ByteReader(bytes[..<8])
      guard try head.fixed() == fnv1a(bytes[8...]) else { return nil }
      var body = ByteReader(bytes[8...])
      let identity = FailureIdentity(try body.text())
      let spans = try Self.spans(&body)
      let tape = try Self.tape(&body)
      let count = tape.choices.count
      guard body.isAtEnd, spans.allSatisfy({ $0.start <= $0.end && $0.end <= count }) else {
        return nil
      }
      self.init(tape: tape, spans: spans, identity: identity)
    } catch { return nil }
  }

  private static func spans(_ body: inout ByteReader) throws -> [Span] {
    var labels: [Label] = []
    for _ in 0..<(try body.count()) { labels.append(Label(hash: try body.fixed())) }
    var spans: [Span] = []
    var last = 0
    for _ in 0..<(try body.count()) {
      let place = Int(try small(&body))
      guard place < labels.count else { throw ByteReader.Damaged() }
      let start = last + Int(try small(&body))
      let end = start + Int(try small(&body))
      spans.append(
        Span(label: labels[place], start: start, end: end, depth: Int(try small(&body))))
      last = start
    }
    return spans
  }

  /// A number that cannot overflow when a few are added.
  private static func small(_ body: inout ByteReader) throws -> UInt64 {
    let value = try body.number()
    guard value < 1 << 32 else { throw ByteReader.Damaged() }
    return value
  }

  private static func tape(_ body: inout ByteReader) throws -> Tape {
    var templates: [Choice] = []
    for _ in 0..<(try body.count()) {
      let head = try body.byte()
      guard let kind = Choice.Kind(rawValue: head >> 1) else { throw ByteReader.Damaged() }
      templates.append(
        Choice(
          kind: kind, allowsNaN: head & 1 == 1, bits: 0, lower: try body.fixed(),
          upper: try body.fixed(), centre: try body.signed()))
    }
    var tape = Tape()
    for _ in 0..<(try body.count()) {
      let place = Int(try small(&body))
      guard place < templates.count else { throw ByteReader.Damaged() }
      var choice = templates[place]
      switch choice.kind {
      case .integer: choice.integer = try body.signed()
      case .double: choice.double = try body.double()
      case .boolean: choice.bits = try body.number()
      case .block, .bytes:
        choice.bits = UInt64(tape.payloads.count)
        tape.payloads.append(try payload(choice.kind, &body))
      }
      tape.choices.append(choice)
    }
    return tape
  }

  private static func payload(_ kind: Choice.Kind, _ body: inout ByteReader) throws -> Payload {
    let count = try body.count()
    if kind == .block {
      var values: [Double] = []
      for _ in 0..<count { values.append(try body.double()) }
      return .doubles(values)
    }
    var values: [UInt8] = []
    for _ in 0..<count { values.append(try body.byte()) }
    return .bytes(values)
  }
}
