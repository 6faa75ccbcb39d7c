// SPDX-License-Identifier: GPL-3.0-or-later
//
// What two processes talk over: a socket for short messages, each of which arrives whole or not at
// all whenever a process dies, and shared memory for the tape. Glibc for both.

import Glibc

/// One end of the talk between the testing process and the one that runs cases.
///
/// The shared memory begins with the number of the case that is running and the length of its
/// journal; the case as it was asked for follows, and behind it the journal.
struct Channel: Sendable {
  let socket: Int32
  let memory: Int32

  static let messageLimit = 65_536
  private static let contentOffset = 16

  /// Sends a message; false where nobody listens any more.
  func send(_ message: Message) -> Bool {
    let bytes = message.bytes
    guard bytes.count <= Self.messageLimit else { return false }
    return unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    } == bytes.count
  }

  /// Waits for a message; nil where the other end is gone or the time is over.
  func receive(seconds: Double? = nil) -> Message? {
    var bytes = [UInt8](repeating: 0, count: Self.messageLimit)
    while true {
      if let seconds {
        var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        let ready = unsafe poll(&entry, 1, Int32(min(seconds * 1000, 1e9)))
        if ready == 0 { return nil }
        if ready < 0 {
          if errno == EINTR { continue }
          return nil
        }
      }
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(socket, $0.baseAddress, $0.count, 0)
      }
      if count < 0, errno == EINTR { continue }
      return count <= 0 ? nil : Message(bytes: bytes[..<count])
    }
  }

  /// Writes a case into the shared memory.
  func write(case bytes: [UInt8]) -> Bool { write(bytes, at: Self.contentOffset) }

  /// Reads a case of so many bytes.
  func isolatedCase(count: Int) -> IsolatedCase? {
    read(count: count, at: Self.contentOffset).flatMap { try? IsolatedCase(wireBytes: $0) }
  }

  /// Writes bytes of a journal, whose place is counted from the case's.
  func write(journal bytes: [UInt8], at place: Int) {
    _ = write(bytes, at: Self.contentOffset + place)
  }

  /// Reads so many bytes of a journal, whose place is counted from the case's.
  func journal(count: Int, at place: Int) -> [UInt8]? {
    count == 0 ? [] : read(count: count, at: Self.contentOffset + place)
  }

  /// The number of the case that runs.
  var runningCase: UInt64 {
    get { word(at: 0) }
    nonmutating set { set(newValue, at: 0) }
  }

  /// The length of the journal in bytes.
  var journalLength: Int {
    get { Int(word(at: 8)) }
    nonmutating set { set(UInt64(newValue), at: 8) }
  }

  private func word(at offset: Int) -> UInt64 {
    guard let bytes = read(count: 8, at: offset) else { return 0 }
    var reader = ByteReader(bytes[...])
    return (try? reader.fixed()) ?? 0
  }

  private func set(_ word: UInt64, at offset: Int) {
    var writer = ByteWriter()
    writer.write(fixed: word)
    _ = write(writer.bytes, at: offset)
  }

  private func write(_ bytes: [UInt8], at offset: Int) -> Bool {
    unsafe bytes.withUnsafeBytes { unsafe pwrite(memory, $0.baseAddress, $0.count, offset) }
      == bytes.count
  }

  private func read(count: Int, at offset: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    let read = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(memory, $0.baseAddress, $0.count, offset)
    }
    return read == count ? bytes : nil
  }
}

/// What one process tells the other.
struct Message {
  enum Kind: UInt8 {
    // To the helper: run a case (number, bytes of the case); start another worker.
    case run, restart
    // From the helper: it has reached the property; a worker died (case, status, words).
    case ready, died
    // From the worker, each with the case's number: how the case ended.
    case passed, failed, discarded, tooLarge, unwanted
  }

  let kind: Kind
  let number: UInt64
  private var body: [UInt8] = []

  init(_ kind: Kind, number: UInt64 = 0, _ write: (inout ByteWriter) -> Void = { _ in }) {
    self.kind = kind
    self.number = number
    var writer = ByteWriter()
    write(&writer)
    body = writer.bytes
  }

  init?(bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first, let kind = Kind(rawValue: first) else { return nil }
    var reader = ByteReader(bytes.dropFirst())
    guard let number = try? reader.fixed() else { return nil }
    self.kind = kind
    self.number = number
    body = Array(bytes.dropFirst(9))
  }

  var reader: ByteReader { ByteReader(body[...]) }

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(fixed: number)
    return [kind.rawValue] + writer.bytes + body
  }
}
