// SPDX-License-Identifier: GPL-3.0-or-later

/// A word or one punctuation mark of masked Swift.
struct Token: Sendable {
  let text: String
  /// The line, from 1.
  let line: Int
  /// The place of the first byte in the file.
  let offset: Int

  /// The words and marks of masked source in order.
  static func tokens(of masked: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var line = 1
    var index = 0
    while index < masked.count {
      let start = index
      while index < masked.count, isWordByte(masked[index]) { index += 1 }
      if index == start {
        index += 1
        if masked[start] == UInt8(ascii: "\n") { line += 1 }
        if masked[start] <= UInt8(ascii: " ") { continue }
      }
      let text = String(decoding: masked[start..<index], as: UTF8.self)
      tokens.append(Token(text: text, line: line, offset: start))
    }
    return tokens
  }

  /// Whether the token is a name, keyword or number rather than a mark.
  var isWord: Bool { text.utf8.first.map(Self.isWordByte) ?? false }

  /// Whether a byte belongs to a name; bytes beyond ASCII do.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }
}

extension [Token] {
  /// The text at an index; empty outside.
  func text(_ index: Int) -> String { indices.contains(index) ? self[index].text : "" }

  /// Whether these texts stand from an index on.
  func matches(_ texts: [String], at index: Int) -> Bool {
    index >= 0 && index + texts.count <= count
      && texts.indices.allSatisfy { self[index + $0].text == texts[$0] }
  }

  /// The index of the mark that closes the one at an index; the last index where none does.
  func closing(_ index: Int) -> Int {
    var depth = 0
    for place in index..<count {
      switch self[place].text {
      case "(", "[", "{": depth += 1
      case ")", "]", "}":
        depth -= 1
        if depth == 0 { return place }
      default: break
      }
    }
    return count - 1
  }
}
