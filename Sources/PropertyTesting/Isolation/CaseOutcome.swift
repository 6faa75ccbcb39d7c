// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a case ended in the process that ran it, and what its property said of it, on its way to the
// process that asked.

/// Ends of a case that its process lived through.
extension Message {
  /// Texts are cut to this length, so that a message stays below its limit.
  private static let textLimit = 4_000
  private static let entryLimit = 12

  /// Tells how a case ended.
  static func outcome(
    _ error: (any Error)?, of number: UInt64, events: PropertyContext.Events
  ) -> Message {
    func message(_ kind: Kind, _ texts: String...) -> Message {
      Message(kind, number: number) { writer in
        for text in texts { writer.write(text: cut(text)) }
        write(events, to: &writer)
      }
    }
    guard let error else { return message(.passed) }
    switch (error as? Interruption)?.reason {
    case .discarded(let reason): return message(.discarded, reason)
    case .tooLarge: return message(.tooLarge)
    case .unwanted: return message(.unwanted)
    case nil:
      let identity = FailureIdentity(identifying: error)
      return message(.failed, identity.description, String(describing: error))
    }
  }

  /// Does here what the case did there: throws its error, and says what it said.
  func replayOutcome() throws {
    var reader = reader
    switch kind {
    case .failed:
      let failure = IsolatedFailure(place: try reader.text(), message: try reader.text())
      try Self.readEvents(&reader)
      throw failure
    case .discarded:
      let reason = try reader.text()
      try Self.readEvents(&reader)
      throw Interruption.discarded(reason)
    case .tooLarge: throw Interruption.tooLarge
    case .unwanted: throw Interruption.unwanted
    default: try Self.readEvents(&reader)
    }
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= textLimit ? text : text.prefix(textLimit / 4) + " …"
  }

  private static func write(_ events: PropertyContext.Events, to writer: inout ByteWriter) {
    // Only whoever shrinks reads notes, so a long list of them may lose its end.
    writer.write(UInt64(min(events.labels.count, entryLimit)))
    for label in events.labels.prefix(entryLimit) { writer.write(text: cut(label)) }
    writer.write(UInt64(min(events.notes.count, entryLimit)))
    for note in events.notes.prefix(entryLimit) { writer.write(text: cut(note)) }
    writer.write(UInt64(min(events.scores.count, entryLimit)))
    for score in events.scores.prefix(entryLimit) {
      writer.write(text: cut(score.label))
      writer.write(double: score.score)
    }
    writer.write(UInt64(min(events.covers.count, entryLimit)))
    for cover in events.covers.prefix(entryLimit) {
      writer.write(text: cut(cover.name))
      writer.write(double: cover.percent)
      writer.write(byte: cover.isMet ? 1 : 0)
    }
  }

  private static func readEvents(_ reader: inout ByteReader) throws {
    for _ in 0..<(try reader.count()) { label(try reader.text()) }
    for _ in 0..<(try reader.count()) {
      let text = try reader.text()
      note(text)
    }
    for _ in 0..<(try reader.count()) {
      let name = try reader.text()
      target(try reader.double(), label: name)
    }
    for _ in 0..<(try reader.count()) {
      let name = try reader.text()
      cover(percent: try reader.double(), try reader.byte() == 1, name: name)
    }
  }
}
