// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finding cells in a line, eight bytes at a time.
//
// A word of eight bytes is compared with a separator by arithmetic instead of byte by byte: after
// `x = word ^ pattern`, a byte of x is zero where the word has the separator, and
// `~(((x & 0x7f…) + 0x7f…) | x | 0x7f…)` sets the top bit of exactly those bytes. Source: H. S.
// Warren, "Hacker's Delight", 2nd ed. (2012), section 6-1, the form that has no false hits.

/// Where a cell lies in the reader's bytes.
package struct Cell {
  package var start: Int32
  package var end: Int32

  /// Makes a cell of positions, which a reader's buffer keeps far below 2³¹.
  @inline(__always)
  package init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  /// The positions of the cell's bytes.
  package var range: Range<Int> { Int(start)..<Int(end) }
}

/// What a scan of one line found.
package struct ScannedLine {
  /// The position of the line feed; nil where the bytes end before one.
  package var newline: Int?
  /// The number of cells before `newline`.
  package var cells = 0
  /// Whether a quotation mark occurs, which makes the cells found here invalid.
  package var quoted = false
}

/// Splits a line into cells at commas and finds its end.
package enum LineScanner {
  /// Bytes that must be readable after the last byte of interest.
  package static let padding = 8

  /// Scans from `start` to the first line feed before `end`, and stores the cells.
  ///
  /// Where the line has more cells than there is room for, they are counted and not stored.
  ///
  /// - Precondition: `bytes` has `padding` bytes after `end`.
  package static func scan(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, into cells: inout MutableSpan<Cell>
  ) -> ScannedLine {
    precondition(end + padding <= bytes.count, "the bytes must be padded")
    let room = cells.count
    var line = ScannedLine()
    var cellStart = start
    var position = start
    var count = 0
    while position < end {
      let word = UInt64(
        littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(
          fromByteOffset: position, as: UInt64.self))
      if marks(word, UInt8(ascii: "\"")) != 0 { line.quoted = true }
      var hits = marks(word, UInt8(ascii: ",")) | marks(word, UInt8(ascii: "\n"))
      while hits != 0 {
        let hit = position &+ (hits.trailingZeroBitCount &>> 3)
        if hit >= end { break }
        if count < room { cells[count] = Cell(cellStart, hit) }
        count &+= 1
        if bytes[hit] == UInt8(ascii: "\n") {
          line.newline = hit
          line.cells = count
          return line
        }
        cellStart = hit &+ 1
        hits &= hits &- 1
      }
      position &+= 8
    }
    if count < room { cells[count] = Cell(cellStart, end) }
    line.cells = count &+ 1
    return line
  }

  /// The top bit of each byte of `word` that equals `byte`.
  @inline(__always)
  private static func marks(_ word: UInt64, _ byte: UInt8) -> UInt64 {
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    let different = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    return ~(((different & low) &+ low) | different | low)
  }
}
