// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A file of the tree with what the rules want to know of it, worked out once.
struct SourceFile: Sendable {
  /// The path from the root of the repository.
  let path: String
  let bytes: [UInt8]
  /// Where the entry points, for a symbolic link; a link has no bytes.
  let linkTarget: String?
  /// The lines without their ends; none where the file is not text.
  let lines: [String]
  /// The file as Swift, without comments and the insides of strings; none for other files.
  let tokens: [Token]

  /// Makes a file from its bytes. A file with a zero byte near its start is not text.
  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    self.linkTarget = nil
    let isText = !bytes.prefix(8_000).contains(0) && !path.hasSuffix(".gz")
    self.lines = isText ? Self.lines(of: bytes) : []
    self.tokens = path.hasSuffix(".swift") ? Token.tokens(of: SwiftMask.masked(bytes)) : []
  }

  /// Makes a file from its text.
  init(path: String, text: String) { self.init(path: path, bytes: Array(text.utf8)) }

  /// Makes a symbolic link.
  init(path: String, linkTarget: String) {
    self.path = path
    self.bytes = []
    self.linkTarget = linkTarget
    self.lines = []
    self.tokens = []
  }

  var isSwift: Bool { path.hasSuffix(".swift") }
  var isText: Bool { !lines.isEmpty }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }

  /// Whether the file lies in this folder or deeper.
  func isIn(_ folder: String) -> Bool { path.hasPrefix(folder + "/") }

  /// The second part of a path such as `Sources/Signals/Rules/A.swift`: the target.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// A finding in this file; lines count from 1.
  func finding(_ line: Int, _ message: String) -> Finding {
    Finding(path: path, line: line, message: message)
  }

  private static func lines(of bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}
