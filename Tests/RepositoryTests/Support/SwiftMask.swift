// SPDX-License-Identifier: GPL-3.0-or-later
//
// Swift source with comments and the insides of strings blanked, byte for byte, so that offsets and
// lines stay. What stands in an interpolation is code and stays. Regular-expression literals are
// not known: the project has none.

/// Blanks what is not code.
struct SwiftMask {
  /// Where the reader stands: in code (with the open parentheses of an interpolation) or a string.
  private enum Context {
    case code(parentheses: Int)
    case string(hashes: Int, quotes: Int)
  }

  private let bytes: [UInt8]
  private var masked: [UInt8]
  private var position = 0
  private var contexts: [Context] = [.code(parentheses: 0)]

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    self.masked = bytes
  }

  /// The source with spaces in place of comments and of the insides of strings.
  static func masked(_ bytes: [UInt8]) -> [UInt8] {
    var mask = SwiftMask(bytes)
    while mask.position < bytes.count {
      switch mask.contexts.last {
      case .string(let hashes, let quotes): mask.stepInString(hashes: hashes, quotes: quotes)
      case .code(let parentheses): mask.stepInCode(parentheses: parentheses)
      case nil: mask.contexts = [.code(parentheses: 0)]
      }
    }
    return mask.masked
  }

  private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// How many times a byte stands in a row from an index on.
  private func run(of byte: UInt8, from index: Int) -> Int {
    var end = index
    while end < bytes.count, bytes[end] == byte { end += 1 }
    return end - index
  }

  private mutating func blank(_ count: Int) {
    let end = min(position + count, bytes.count)
    while position < end {
      if bytes[position] != UInt8(ascii: "\n") { masked[position] = UInt8(ascii: " ") }
      position += 1
    }
  }

  private mutating func stepInCode(parentheses: Int) {
    switch bytes[position] {
    case UInt8(ascii: "/") where byte(position + 1) == UInt8(ascii: "/"): blankLine()
    case UInt8(ascii: "/") where byte(position + 1) == UInt8(ascii: "*"): blankBlock()
    case UInt8(ascii: "\""): openString(hashes: 0)
    case UInt8(ascii: "#"): openRawString()
    case UInt8(ascii: "(") where contexts.count > 1: moveParenthesis(to: parentheses + 1)
    case UInt8(ascii: ")") where contexts.count > 1: moveParenthesis(to: parentheses - 1)
    default: position += 1
    }
  }

  /// Follows the parentheses of an interpolation; the last one ends it.
  private mutating func moveParenthesis(to count: Int) {
    contexts.removeLast()
    if count > 0 { contexts.append(.code(parentheses: count)) }
    position += 1
  }

  private mutating func blankLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { blank(1) }
  }

  private mutating func blankBlock() {
    var depth = 0
    repeat {
      let pair = (byte(position), byte(position + 1))
      if pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
        depth += 1
        blank(2)
      } else if pair == (UInt8(ascii: "*"), UInt8(ascii: "/")) {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && position < bytes.count
  }

  private mutating func openRawString() {
    let hashes = run(of: UInt8(ascii: "#"), from: position)
    position += hashes
    if byte(position) == UInt8(ascii: "\"") { openString(hashes: hashes) }
  }

  private mutating func openString(hashes: Int) {
    let quotes = run(of: UInt8(ascii: "\""), from: position) >= 3 ? 3 : 1
    position += quotes
    contexts.append(.string(hashes: hashes, quotes: quotes))
  }

  private mutating func stepInString(hashes: Int, quotes: Int) {
    switch bytes[position] {
    case UInt8(ascii: "\\") where run(of: UInt8(ascii: "#"), from: position + 1) >= hashes:
      blank(1 + hashes)
      if byte(position) == UInt8(ascii: "(") {
        contexts.append(.code(parentheses: 1))
        position += 1
      } else {
        blank(1)
      }
    case UInt8(ascii: "\"") where closes(hashes: hashes, quotes: quotes):
      position += quotes + hashes
      contexts.removeLast()
    case UInt8(ascii: "\n") where quotes == 1: contexts.removeLast()
    default: blank(1)
    }
  }

  private func closes(hashes: Int, quotes: Int) -> Bool {
    run(of: UInt8(ascii: "\""), from: position) >= quotes
      && run(of: UInt8(ascii: "#"), from: position + quotes) >= hashes
  }
}
