// SPDX-License-Identifier: GPL-3.0-or-later

/// The target graph as Package.swift writes it.
struct Manifest: Sendable {
  enum Kind: String, Sendable {
    case system = "systemLibrary"
    case library = "target"
    case executable = "executableTarget"
    case test = "testTarget"
  }

  struct Target: Sendable {
    let kind: Kind
    let name: String
    let dependencies: [String]
    let line: Int
  }

  /// The targets in the order of the file.
  private(set) var targets: [Target] = []
  /// The products of packages, under the names of the constants that hold them.
  private(set) var products: [String: String] = [:]

  /// Reads the file.
  init(_ file: SourceFile) {
    let tokens = file.tokens
    var index = 0
    while index < tokens.count {
      if let product = Self.product(at: index, file) { products[product.constant] = product.name }
      if tokens.text(index) == ".", tokens.text(index + 2) == "(",
        let kind = Kind(rawValue: tokens.text(index + 1))
      {
        let end = tokens.closing(index + 2)
        targets.append(target(kind, from: index + 3, to: end, file))
        index = end
      }
      index += 1
    }
  }

  /// Where a target stands among all; nil where there is none of this name.
  func order(of name: String) -> Int? { targets.firstIndex { $0.name == name } }

  private static func product(
    at index: Int, _ file: SourceFile
  ) -> (constant: String, name: String)? {
    let start = ["=", "Target", ".", "Dependency", ".", "product", "(", "name", ":"]
    guard file.tokens.text(index) == "let", file.tokens.matches(start, at: index + 2) else {
      return nil
    }
    return (file.tokens.text(index + 1), literal(at: index + 2 + start.count, file) ?? "")
  }

  private func target(
    _ kind: Kind, from start: Int, to end: Int, _ file: SourceFile
  ) -> Target {
    var name = ""
    var dependencies: [String] = []
    var index = start
    while index < end {
      if file.tokens.matches(["name", ":"], at: index), name.isEmpty {
        name = Self.literal(at: index + 2, file) ?? ""
      } else if file.tokens.matches(["dependencies", ":", "["], at: index) {
        let close = file.tokens.closing(index + 2)
        dependencies = (index + 3..<close).compactMap { dependency(at: $0, file) }
        index = close
      }
      index += 1
    }
    return Target(
      kind: kind, name: name, dependencies: dependencies, line: file.tokens[start].line)
  }

  /// The dependency that an element of the list names: a text, a constant or a `name:` argument.
  private func dependency(at index: Int, _ file: SourceFile) -> String? {
    let tokens = file.tokens
    let isElement = ["[", ","].contains(tokens.text(index - 1))
    let isName = tokens.matches(["name", ":"], at: index - 2)
    if isElement || isName, let text = Self.literal(at: index, file) { return text }
    return isElement ? products[tokens.text(index)] : nil
  }

  /// The text between the two quotes at an index.
  private static func literal(at index: Int, _ file: SourceFile) -> String? {
    guard file.tokens.matches(["\"", "\""], at: index) else { return nil }
    let inside = file.tokens[index].offset + 1..<file.tokens[index + 1].offset
    return String(decoding: file.bytes[inside], as: UTF8.self)
  }
}
