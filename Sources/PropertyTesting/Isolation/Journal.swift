// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// What a case has chosen and said so far, in memory that outlives the process that runs it.
///
/// Every entry is written at once: whatever ends the process, nothing of what was before is lost.
final class Journal: Sendable {
  enum Entry {
    /// A span has opened; with the text of its label where this process has not yet told it.
    case opened(Label, name: String?)
    case closed
    case choice(Choice, Payload?)
    case said(PropertyContext.Event)
  }

  private struct State {
    var offset = 0
    var length = 0
    var told: Set<Label> = []
  }

  private let channel: Channel
  private let state = Mutex(State())

  init(_ channel: Channel) { self.channel = channel }

  /// Begins with a case that takes so many bytes of the memory.
  func begin(behind count: Int) {
    state.withLock { state in
      (state.offset, state.length) = (count, 0)
      channel.journalLength = 0
    }
  }

  func write(_ entry: Entry) {
    var writer = ByteWriter()
    writer.write(entry)
    state.withLock { state in
      channel.write(journal: writer.bytes, at: state.offset + state.length)
      state.length += writer.bytes.count
      channel.journalLength = state.length
    }
  }

  /// Writes that a span has opened.
  func write(opened label: Label) {
    let name = state.withLock { $0.told.contains(label) } ? nil : LabelNames.text(of: label)
    if name != nil { state.withLock { _ = $0.told.insert(label) } }
    write(.opened(label, name: name))
  }

  /// Writes the last choice of a recorder.
  func write(lastOf recorder: ChoiceRecorder) {
    guard let choice = recorder.choices.last else { return }
    let isPayload = choice.kind == .block || choice.kind == .bytes
    write(.choice(choice, isPayload ? recorder.payloads.last : nil))
  }
}

extension Channel {
  /// The entries of the journal of a case that takes so many bytes of the memory.
  func journal(behind count: Int) throws -> [Journal.Entry] {
    guard let bytes = journal(count: journalLength, at: count) else { throw ByteReader.Damaged() }
    var reader = ByteReader(bytes[...])
    var entries: [Journal.Entry] = []
    while !reader.isAtEnd { entries.append(try reader.entry()) }
    return entries
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ entry: Journal.Entry) {
    switch entry {
    case .opened(let label, let name):
      write(byte: name == nil ? 0 : 10)
      write(fixed: label.hash)
      if let name { write(text: name) }
    case .closed: write(byte: 1)
    case .choice(let choice, let payload):
      write(byte: payload == nil ? 2 : 3)
      write(choice)
      if let payload { write(payload) }
    case .said(let event): write(event)
    }
  }

  private mutating func write(_ event: PropertyContext.Event) {
    switch event {
    case .label(let name):
      write(byte: 4)
      write(text: name)
    case .note(let text):
      write(byte: 5)
      write(text: text)
    case .score(let score, let label):
      write(byte: 6)
      write(double: score)
      write(text: label)
    case .cover(let cover):
      write(byte: cover.isMet ? 8 : 7)
      write(double: cover.percent)
      write(text: cover.name)
    case .draw(let name, let value):
      write(byte: 9)
      write(text: name)
      write(text: value)
    }
  }
}

extension ByteReader {
  fileprivate mutating func entry() throws -> Journal.Entry {
    switch try byte() {
    case 0: return .opened(Label(hash: try fixed()), name: nil)
    case 10: return .opened(Label(hash: try fixed()), name: try text())
    case 1: return .closed
    case 2: return .choice(try choice(), nil)
    case 3: return .choice(try choice(), try payload())
    case 4: return .said(.label(try text()))
    case 5: return .said(.note(try text()))
    case 6: return .said(.score(try double(), label: try text()))
    case 9: return .said(.draw(name: try text(), value: try text()))
    case let kind:
      guard kind == 7 || kind == 8 else { throw Damaged() }
      let percent = try double()
      return .said(.cover(.init(name: try text(), percent: percent, isMet: kind == 8)))
    }
  }
}
