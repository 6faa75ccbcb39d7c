// SPDX-License-Identifier: GPL-3.0-or-later
//
// Streaming gzip decompression by zlib: one or more members, each whole, and nothing after them.

import CZlib

/// The decompressor of one gzip file.
@safe
final class GzipDecoder {
  private let path: String
  private var input: [UInt8]
  /// The part of `input` that zlib has not consumed.
  private var unread: Range<Int>
  /// zlib keeps the address of its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether bytes of a member have been fed and its end has not been seen.
  private var insideMember = false
  private var membersDone = 0

  /// Makes a decompressor that starts with `head`, bytes already read from the file.
  init(path: String, chunk: Int, head: [UInt8]) {
    self.path = path
    input = head + [UInt8](repeating: 0, count: max(0, chunk - head.count))
    unread = 0..<head.count
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe czlib_inflate_init_gzip(stream)
    precondition(status == Z_OK, "zlib must be able to allocate its window")
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Fills some of the positions `room` of `bytes`, from its first on, and returns how many; 0 at
  /// the end of a file that ends with a whole member.
  func read(
    into bytes: inout [UInt8], room: Range<Int>,
    refill: (inout [UInt8]) throws(DataError) -> Int
  ) throws(DataError) -> Int {
    while true {
      if unread.isEmpty {
        unread = 0..<(try refill(&input))
        if unread.isEmpty {
          if insideMember { throw truncated() }
          return 0
        }
      }
      let status = inflateStep(into: &bytes, room: room)
      switch status.code {
      case Z_STREAM_END:
        membersDone += 1
        insideMember = false
        unsafe inflateReset(stream)
      case Z_OK, Z_BUF_ERROR: insideMember = true
      default: throw status.produced > 0 || !atMemberStart ? corrupt() : notGzip()
      }
      if status.produced > 0 { return status.produced }
    }
  }

  /// Whether the current member has produced nothing yet.
  private var atMemberStart: Bool { unsafe stream.pointee.total_out == 0 }

  /// Runs zlib once on the unread input.
  private func inflateStep(
    into bytes: inout [UInt8], room: Range<Int>
  ) -> (code: Int32, produced: Int) {
    let code = unsafe input.withUnsafeMutableBufferPointer { source in
      unsafe bytes.withUnsafeMutableBufferPointer { target in
        unsafe stream.pointee.next_in = source.baseAddress.map { unsafe $0 + unread.lowerBound }
        unsafe stream.pointee.avail_in = UInt32(unread.count)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + room.lowerBound }
        unsafe stream.pointee.avail_out = UInt32(room.count)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    unread = (unread.upperBound - Int(unsafe stream.pointee.avail_in))..<unread.upperBound
    return (code, room.count - Int(unsafe stream.pointee.avail_out))
  }

  private func truncated() -> DataError {
    DataError(
      path: path, rule: "gzip-truncated", message: "the gzip data end in the middle",
      advice: "fetch or copy the file again")
  }

  private func corrupt() -> DataError {
    DataError(
      path: path, rule: "gzip-corrupt", message: "the gzip data are damaged",
      advice: "fetch or copy the file again")
  }

  private func notGzip() -> DataError {
    guard membersDone > 0 else { return corrupt() }
    return DataError(
      path: path, rule: "gzip-trailing", message: "other bytes follow the gzip data",
      advice: "remove what follows the compressed data")
  }
}
