// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bytes of a file, chunk by chunk, decompressed where its first two bytes say gzip.
//
// Glibc's open and read rather than Foundation: no copy into Data, no whole file in memory, and the
// reason of a failure (errno) stays known.

import Glibc

/// An open file that hands out its bytes in order and closes itself.
final class ByteSource {
  private let path: String
  private let descriptor: Int32
  /// Bytes read to look for the gzip mark and not handed out yet.
  private var head: [UInt8] = []
  private var gzip: GzipDecoder?
  /// Is shown every byte of the file itself as it is read, so that a digest is of these very bytes.
  private let tap: ((ArraySlice<UInt8>) -> Void)?

  /// Opens a file and looks at its first two bytes.
  ///
  /// - Parameter chunk: the bytes of compressed input to read at a time.
  init(
    path: String, chunk: Int, tap: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws(DataError) {
    precondition(chunk > 0, "a chunk must have at least one byte")
    self.path = path
    self.tap = tap
    unsafe descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.unreadable(path, errno) }
    while head.count < 2 {
      var byte: [UInt8] = [0]
      if try readFile(into: &byte, room: 0..<1) == 0 { break }
      head.append(byte[0])
    }
    if head == [0x1f, 0x8b] {
      gzip = GzipDecoder(path: path, chunk: chunk, head: head)
      head = []
    }
  }

  deinit { close(descriptor) }

  /// Fills some of the positions `room` of `bytes`, from its first on, and returns how many; 0 at
  /// the end of the file.
  ///
  /// - Precondition: `room` is not empty.
  func read(into bytes: inout [UInt8], room: Range<Int>) throws(DataError) -> Int {
    precondition(!room.isEmpty, "there must be room to read into")
    if let gzip {
      return try gzip.read(into: &bytes, room: room) { (input) throws(DataError) in
        try self.readFile(into: &input, room: input.indices)
      }
    }
    guard !head.isEmpty else { return try readFile(into: &bytes, room: room) }
    bytes[room.lowerBound] = head.removeFirst()
    return 1
  }

  /// One `read` of the file itself, repeated while a signal interrupts it.
  private func readFile(into bytes: inout [UInt8], room: Range<Int>) throws(DataError) -> Int {
    while true {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[room])
        return unsafe Glibc.read(descriptor, target.baseAddress, target.count)
      }
      if count >= 0 {
        if count > 0 { tap?(bytes[room.lowerBound..<(room.lowerBound + count)]) }
        return count
      }
      if errno != EINTR { throw Self.unreadable(path, errno) }
    }
  }

  private static func unreadable(_ path: String, _ code: Int32) -> DataError {
    let reason = unsafe String(cString: strerror(code))
    return DataError(
      kind: .unreadable, path: path, rule: code == ENOENT ? "no-such-file" : "unreadable",
      message: "cannot be read: \(reason)",
      advice: code == ENOENT ? "check the path" : nil)
  }
}
