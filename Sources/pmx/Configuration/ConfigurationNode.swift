// SPDX-License-Identifier: GPL-3.0-or-later
//
// YAML as a tree that knows where each value stands, so that an error can say it. Only text, lists
// and mappings exist here; what a text means is decided by the one who reads it, never by YAML's
// guessing ("no" is a word until a Boolean is asked for).

import Foundation
import Yams

/// A value of a configuration file with its place.
struct ConfigurationNode: Sendable {
  enum Content: Sendable {
    case scalar(String)
    case sequence([ConfigurationNode])
    case mapping([(key: String, value: ConfigurationNode)])
  }

  let content: Content
  /// The file's name, as the user gave it.
  let file: String
  /// The line in the file, counted from 1.
  let line: Int

  /// Reads a YAML document.
  init(yaml: String, file: String) throws {
    let node: Node?
    do {
      node = try Yams.compose(yaml: yaml)
    } catch {
      let text = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
      throw CommandFailure(.badData, "\(file): not YAML: \(text)")
    }
    guard let node else { throw CommandFailure(.badData, "\(file): the file is empty") }
    var budget = 10_000
    try self.init(node, file: file, budget: &budget)
  }

  /// Reads a YAML file.
  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.inputOutput, "\(path): cannot be read; is it a readable file?")
    }
    guard data.count <= 1 << 20, let text = String(data: data, encoding: .utf8) else {
      throw CommandFailure(.badData, "\(path): a configuration is UTF-8 text of at most 1 MiB")
    }
    try self.init(yaml: text, file: path)
  }

  /// - Parameter budget: how many values may still follow; aliases can multiply without end.
  private init(_ node: Node, file: String, budget: inout Int) throws {
    self.file = file
    self.line = node.mark?.line ?? 1
    budget -= 1
    guard budget >= 0 else {
      throw CommandFailure(
        .badData, "\(file): line \(self.line): too many values for a configuration")
    }
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string)
    case .sequence(let sequence):
      content = .sequence(
        try sequence.map { try ConfigurationNode($0, file: file, budget: &budget) })
    case .mapping(let mapping):
      var pairs: [(key: String, value: ConfigurationNode)] = []
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          throw CommandFailure(.badData, "\(file): line \(self.line): a key must be a word")
        }
        pairs.append((name.string, try ConfigurationNode(value, file: file, budget: &budget)))
      }
      content = .mapping(pairs)
    case .alias:
      throw CommandFailure(.badData, "\(file): line \(self.line): aliases are not allowed")
    }
  }

  private init(content: Content, file: String, line: Int) {
    self.content = content
    self.file = file
    self.line = line
  }

  private static let bounds = ["above", "at_least", "below", "at_most"]

  /// This tree with another one laid over it, key by key; anything but mappings is replaced.
  func overridden(by other: ConfigurationNode) -> ConfigurationNode {
    guard case .mapping(let own) = content, case .mapping(let theirs) = other.content else {
      return other
    }
    // A criterion has one bound: one that is given takes the place of the other kind.
    var merged = own
    if theirs.contains(where: { Self.bounds.contains($0.key) }) {
      merged.removeAll { Self.bounds.contains($0.key) }
    }
    for (key, value) in theirs {
      if let index = merged.firstIndex(where: { $0.key == key }) {
        merged[index].value = merged[index].value.overridden(by: value)
      } else {
        merged.append((key, value))
      }
    }
    return ConfigurationNode(content: .mapping(merged), file: other.file, line: other.line)
  }
}
