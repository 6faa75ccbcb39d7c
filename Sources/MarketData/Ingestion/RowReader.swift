// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of a CSV file in constant memory: one buffer, refilled chunk by chunk, and the positions of
// the current row's cells in it.
//
// The dialect is RFC 4180 with two liberties and one restriction: a line may end in LF alone, the
// last line may lack its end, and a quoted cell must close on its own line, so that one stray
// quotation mark is an error of its row and does not swallow the rest of the file.

import Glibc

/// Whether a row has the shape that the header promises.
package enum RowShape: Equatable {
  case whole
  /// The row has this number of cells instead of the header's.
  case fields(Int)
  /// A quoted cell does not close, or text follows its closing mark.
  case brokenQuotes
}

/// A reader of CSV rows; the first row that it gives is the header.
package struct RowReader: ~Copyable {
  /// The bytes that a line may have at most: 1 MiB, so that no file can exhaust the memory.
  package static let longestLine = 1 << 20
  /// The bytes that are read at a time.
  package static let defaultChunk = 1 << 18

  package let path: String
  private let source: ByteSource
  /// The buffer that the cells point into, padded as `LineScanner` needs it.
  package private(set) var bytes: [UInt8]
  /// The cells of the current row; only the first `cellCount` count.
  package private(set) var cells = [Cell](repeating: Cell(0, 0), count: 16)
  package private(set) var cellCount = 0
  package private(set) var shape = RowShape.whole
  /// The line of the file that the current row is, 1 for the header.
  package private(set) var row = 0
  /// The number of cells that a row must have; 0 until the header is known.
  package var columns = 0

  /// The part of the buffer that holds bytes not given out yet.
  private var start = 0
  private var filled = 0
  private var ended = false
  /// The first NUL byte in the buffer.
  private var nul: Int?
  /// Empty lines passed over, which count only if another line follows.
  private var emptyLines = 0

  /// Opens a file; `chunk` is the number of bytes to read at a time and changes no result.
  package init(
    path: String, chunk: Int = RowReader.defaultChunk,
    tap: ((ArraySlice<UInt8>) -> Void)? = nil
  ) throws(DataError) {
    self.path = path
    source = try ByteSource(path: path, chunk: chunk, tap: tap)
    bytes = [UInt8](repeating: 0, count: chunk + LineScanner.padding)
  }

  /// Reads the next row into `cells`; false at the end of the file.
  ///
  /// An empty line is a row without cells, except at the end of the file, where it is nothing.
  package mutating func next() throws(DataError) -> Bool {
    while let line = try scanLine() {
      let end = line.newline ?? filled
      let content = start..<(hasReturn(start..<end) ? end - 1 : end)
      if content.isEmpty {
        emptyLines += 1
        start = line.newline.map { $0 + 1 } ?? filled
        continue
      }
      row += 1
      if emptyLines > 0 {
        emptyLines -= 1
        giveEmptyRow()
        return true
      }
      start = line.newline.map { $0 + 1 } ?? filled
      cellCount = line.cells
      cells[cellCount - 1].end = Int32(truncatingIfNeeded: content.upperBound)
      shape = .whole
      if line.quoted { unquote(content) }
      if shape == .whole, columns != 0, cellCount != columns { shape = .fields(cellCount) }
      return true
    }
    return false
  }

  /// The text of a cell of the current row.
  package func text(_ column: Int) -> String {
    String(decoding: bytes[cells[column].range], as: UTF8.self)
  }

  /// An error of the current row.
  package func error(
    column: String? = nil, value: String? = nil, rule: String, message: String,
    advice: String? = nil
  ) -> DataError {
    DataError(
      path: path, row: row, column: column, value: value, rule: rule, message: message,
      advice: advice)
  }

  // MARK: - Lines

  /// Finds the line at `start` and its cells, refilling the buffer as needed; nil at the end.
  private mutating func scanLine() throws(DataError) -> ScannedLine? {
    while true {
      let line = Self.scan(bytes, from: start, to: filled, into: &cells)
      let end = line.newline ?? filled
      let lineNumber = row + emptyLines + 1
      if let nul, nul < end { throw notText(row: lineNumber) }
      if end - start > Self.longestLine { throw tooLong(row: lineNumber) }
      if line.newline != nil { return line }
      if ended { return start < filled ? line : nil }
      try fill()
    }
  }

  private static func scan(
    _ bytes: [UInt8], from start: Int, to end: Int, into cells: inout [Cell]
  ) -> ScannedLine {
    while true {
      var room = cells.mutableSpan
      let line = LineScanner.scan(bytes.span, from: start, to: end, into: &room)
      if line.cells <= cells.count { return line }
      cells = [Cell](repeating: Cell(0, 0), count: line.cells)
    }
  }

  /// Moves the bytes not given out yet to the front and reads more behind them.
  private mutating func fill() throws(DataError) {
    moveUnreadToFront()
    if filled + LineScanner.padding == bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: bytes.count))
    }
    let room = filled..<(bytes.count - LineScanner.padding)
    let count = try source.read(into: &bytes, room: room)
    ended = count == 0
    // An earlier NUL would lie in the line being read, which it has ended with an error.
    nul = firstNul(in: filled..<(filled + count))
    filled += count
  }

  private mutating func moveUnreadToFront() {
    guard start > 0 else { return }
    for index in start..<filled { bytes[index - start] = bytes[index] }
    filled -= start
    start = 0
  }

  private func firstNul(in range: Range<Int>) -> Int? {
    unsafe bytes.withUnsafeBytes { buffer in
      let part = unsafe UnsafeRawBufferPointer(rebasing: buffer[range])
      guard let base = part.baseAddress, let found = unsafe memchr(base, 0, part.count) else {
        return nil
      }
      return unsafe range.lowerBound + (UnsafeRawPointer(found) - base)
    }
  }

  private func hasReturn(_ line: Range<Int>) -> Bool {
    !line.isEmpty && bytes[line.upperBound - 1] == UInt8(ascii: "\r")
  }

  private mutating func giveEmptyRow() {
    // In a file of one column an empty line is a row whose only cell is blank.
    cells[0] = Cell(start, start)
    cellCount = columns == 1 ? 1 : 0
    shape = columns == 1 ? .whole : .fields(0)
  }

  private func notText(row: Int) -> DataError {
    DataError(
      path: path, row: row, rule: "not-text", message: "holds a NUL byte, so it is no text file",
      advice: "give a CSV file, plain or gzip-compressed")
  }

  private func tooLong(row: Int) -> DataError {
    DataError(
      path: path, row: row, rule: "line-too-long",
      message: "the line has more than \(Self.longestLine) bytes",
      advice: "give a CSV file with one row a line")
  }

  // MARK: - Quotation marks

  /// Finds the cells of a line with quotation marks, and removes the marks in place.
  ///
  /// Cells only get shorter, so what is written never overtakes what is read.
  private mutating func unquote(_ line: Range<Int>) {
    var read = line.lowerBound
    var write = line.lowerBound
    cellCount = 0
    while true {
      let cellStart = write
      let isQuoted = read < line.upperBound && bytes[read] == UInt8(ascii: "\"")
      if isQuoted {
        guard copyQuoted(&read, &write, to: line.upperBound) else {
          shape = .brokenQuotes
          return
        }
      } else {
        while read < line.upperBound, bytes[read] != UInt8(ascii: ",") { copyByte(&read, &write) }
      }
      let cell = Cell(cellStart, write)
      if cellCount < cells.count { cells[cellCount] = cell } else { cells.append(cell) }
      cellCount += 1
      if read == line.upperBound { return }
      read += 1
    }
  }

  /// Copies a quoted cell without its marks; false where it is not well formed.
  private mutating func copyQuoted(_ read: inout Int, _ write: inout Int, to end: Int) -> Bool {
    read += 1
    while read < end {
      if bytes[read] != UInt8(ascii: "\"") {
        copyByte(&read, &write)
      } else if read + 1 < end, bytes[read + 1] == UInt8(ascii: "\"") {
        read += 1
        copyByte(&read, &write)
      } else {
        read += 1
        return read == end || bytes[read] == UInt8(ascii: ",")
      }
    }
    return false
  }

  private mutating func copyByte(_ read: inout Int, _ write: inout Int) {
    bytes[write] = bytes[read]
    read += 1
    write += 1
  }
}
