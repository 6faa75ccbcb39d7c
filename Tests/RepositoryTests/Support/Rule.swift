// SPDX-License-Identifier: GPL-3.0-or-later
//
// A rule of the repository as a value: what it looks at, what it finds, and examples of both
// verdicts, so that the linter has tests.

import Testing

/// Something in a file that breaks a rule.
struct Finding: Hashable, Sendable {
  let path: String
  let line: Int
  /// What is wrong and what to do.
  let message: String
}

/// A finding under the name of its rule, as a reader of a failed test sees it.
struct Violation: Hashable, Sendable, CustomStringConvertible {
  let rule: String
  let finding: Finding

  var description: String {
    "\(finding.path):\(finding.line): \(rule): \(finding.message)"
  }
}

/// A small tree with the places at which a rule must find something; none where it must pass.
struct Example: Sendable {
  let files: [SourceFile]
  let places: [String]

  /// A tree in which the rule finds nothing.
  static func passes(_ files: [String: String]) -> Example { Example(files, at: []) }

  /// A tree in which the rule finds something at exactly these places, written `path:line`.
  static func fails(_ files: [String: String], at places: String...) -> Example {
    Example(files, at: places)
  }

  /// A tree of files that a text cannot describe, such as links.
  init(files: [SourceFile], at places: [String]) {
    self.files = files
    self.places = places.sorted()
  }

  private init(_ files: [String: String], at places: [String]) {
    self.init(files: files.map { SourceFile(path: $0.key, text: $0.value) }, at: places)
  }
}

/// One rule.
struct Rule: Sendable, CustomTestStringConvertible {
  let name: String
  let examples: [Example]
  private let looksAt: @Sendable (SourceFile) -> Bool
  private let check: @Sendable ([SourceFile], Tree) -> [Finding]

  /// A rule that sees all of its files at once.
  init(
    _ name: String, looksAt: @escaping @Sendable (SourceFile) -> Bool,
    tree check: @escaping @Sendable ([SourceFile], Tree) -> [Finding], examples: [Example]
  ) {
    self.name = name
    self.looksAt = looksAt
    self.check = check
    self.examples = examples
  }

  /// A rule that sees one file at a time.
  init(
    _ name: String, looksAt: @escaping @Sendable (SourceFile) -> Bool,
    file check: @escaping @Sendable (SourceFile) -> [Finding], examples: [Example]
  ) {
    self.init(
      name, looksAt: looksAt, tree: { files, _ in files.flatMap(check) }, examples: examples)
  }

  /// What breaks the rule, in order of place. A rule that finds nothing to look at is broken too:
  /// it would pass for ever.
  func violations(in tree: Tree) -> [Violation] {
    let looked = tree.files.filter(looksAt)
    guard !looked.isEmpty else {
      let finding = Finding(path: ".", line: 1, message: "looked at no file; mend the rule's scope")
      return [Violation(rule: name, finding: finding)]
    }
    return Set(check(looked, tree)).map { Violation(rule: name, finding: $0) }
      .sorted { ($0.finding.path, $0.finding.line) < ($1.finding.path, $1.finding.line) }
  }

  var testDescription: String { name }
}
