// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// Documents exist, have one title, link to what is there, and agree with the manifest.
  static let documents = Rule(
    "documents", looksAt: { $0.path.hasSuffix(".md") || $0.path == "Package.swift" },
    tree: { files, tree in
      let pages = files.filter { $0.path.hasSuffix(".md") }
      return absent(tree) + pages.flatMap { titleFindings($0) + linkFindings($0, tree) }
        + readmeFindings(tree) + architectureFindings(tree)
        + decisionFindings(pages.filter { $0.isIn(decisions) })
    },
    examples: documentExamples)
}

private let decisions = "Documentation/Decisions"
private let required = ["README.md", "Documentation/ARCHITECTURE.md", "Documentation/CLI.md"]
private let headings = ["Context", "Options", "Decision", "Consequences", "Status"]

private func absent(_ tree: Tree) -> [Finding] {
  (required + [decisions]).filter { !tree.holds($0) }.map {
    Finding(path: $0, line: 1, message: "does not exist; write it")
  }
}

/// The lines of prose with their numbers: what stands between fences is left out.
private func prose(_ file: SourceFile) -> [(number: Int, text: String)] {
  var isFenced = false
  return file.lines.enumerated().compactMap { index, line in
    if line.drop(while: { $0 == " " }).hasPrefix("```") {
      isFenced.toggle()
      return nil
    }
    return isFenced ? nil : (index + 1, line)
  }
}

private func titleFindings(_ file: SourceFile) -> [Finding] {
  let titles = prose(file).filter { $0.text.hasPrefix("# ") }
  if titles.isEmpty { return [file.finding(1, "no title; begin with `# `")] }
  return titles.dropFirst().map {
    file.finding($0.number, "a second title; a document has one, sections begin with `## `")
  }
}

private func linkFindings(_ file: SourceFile, _ tree: Tree) -> [Finding] {
  prose(file).flatMap { line in
    links(line.text).filter { !tree.holds(resolved($0, from: file.folder)) }.map {
      file.finding(line.number, "links to \($0), which does not exist; mend the link")
    }
  }
}

/// The relative targets of the links in a line, without what stands after `#`.
private func links(_ line: String) -> [String] {
  let outsideCode = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
  return outsideCode.split(separator: "](", omittingEmptySubsequences: false).dropFirst()
    .map { $0.prefix { $0 != ")" && $0 != "#" && $0 != " " } }
    .filter { !$0.isEmpty && !$0.contains("://") && !$0.hasPrefix("mailto:") }.map(String.init)
}

/// A path from the root for one that starts in a folder; a path that leaves the root stays wrong.
private func resolved(_ link: String, from folder: String) -> String {
  var parts = folder.split(separator: "/").map(String.init)
  for part in link.split(separator: "/") where part != "." {
    if part == "..", let last = parts.last, last != ".." {
      parts.removeLast()
    } else {
      parts.append(String(part))
    }
  }
  return parts.joined(separator: "/")
}

private func readmeFindings(_ tree: Tree) -> [Finding] {
  guard let readme = tree.file("README.md") else { return [] }
  return ["scripts/pmx certify", "scripts/test"].filter { command in
    !readme.lines.contains { $0.contains(command) }
  }.map { readme.finding(1, "does not name the command \($0); show it") }
}

/// Targets that the architecture page does not name; those of tests go without saying.
private func architectureFindings(_ tree: Tree) -> [Finding] {
  guard let page = tree.file(required[1]), let manifest = tree.manifest else { return [] }
  let words = Set(
    page.lines.flatMap { line in
      line.utf8.split { !Token.isWordByte($0) }.map { String(decoding: Array($0), as: UTF8.self) }
    })
  return manifest.targets.filter { $0.kind != .test && !words.contains($0.name) }.map {
    page.finding(1, "does not name the target \($0.name); say what it is for")
  }
}

private func decisionFindings(_ files: [SourceFile]) -> [Finding] {
  let numbers = Dictionary(grouping: files, by: { $0.name.prefix(4) })
  return files.flatMap { file in
    var complaints: [String] = []
    if !isDecisionName(file.name) { complaints.append("must be named NNNN-title.md") }
    if numbers[file.name.prefix(4)]?.first?.path != file.path {
      complaints.append("has a number that is taken; take the next one")
    }
    let sections = prose(file).filter { $0.text.hasPrefix("#") }.map {
      String($0.text.drop { $0 == "#" || $0 == " " })
    }
    let absent = headings.filter { !sections.contains($0) }
    complaints += absent.map { "has no section \($0); write it" }
    return complaints.map { file.finding(1, $0) }
  }
}

private func isDecisionName(_ name: String) -> Bool {
  let title = name.dropFirst(4).dropLast(3)
  let isTitle = title.dropFirst().allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
  return name.hasSuffix(".md") && name.prefix(4).allSatisfy(\.isNumber) && title.count > 1
    && title.hasPrefix("-") && isTitle
}

private let readme = """
  # A
  [pages](Documentation/ARCHITECTURE.md#flow) and [more](https://example.org), not `[a](b)`
  ```
  # Build
  scripts/test
  scripts/pmx certify
  ```
  """
private let record = "# A\n" + headings.map { "## \($0)\n" }.joined()

private let documentExamples: [Example] = [
  .passes([
    "README.md": readme, "Documentation/CLI.md": "# C\n[back](../README.md), [all](.)\n",
    "Documentation/ARCHITECTURE.md": "# A\n`Signals` computes.\n",
    "Documentation/Decisions/0001-a-b.md": record,
    "Package.swift": ".target(name: \"Signals\"), .testTarget(name: \"SignalsTests\")\n",
  ]),
  .fails(
    [
      "README.md": "no title\n[a](Documentation/b.md)\n",
      "Documentation/CLI.md": "# A\n\n# B\n[up](../../README.md)\n",
      "Documentation/ARCHITECTURE.md": "# A\nSignalsTests\n",
      "Documentation/Decisions/0001-a.md": record, "Documentation/Decisions/0001-b.md": record,
      "Documentation/Decisions/2-c.md": record, "Documentation/Decisions/0003-D.md": record,
      "Documentation/Decisions/0004-e.md": "# E\n## Context\n## Options\n## Decision\n## Status\n",
      "Package.swift": ".target(name: \"Signals\")\n",
    ],
    at: "README.md:1", "README.md:1", "README.md:1", "README.md:2", "Documentation/CLI.md:3",
    "Documentation/CLI.md:4", "Documentation/ARCHITECTURE.md:1",
    "Documentation/Decisions/0001-b.md:1", "Documentation/Decisions/2-c.md:1",
    "Documentation/Decisions/0003-D.md:1", "Documentation/Decisions/0004-e.md:1"),
  .fails(
    ["Documentation/Models/A.md": "# A\n"], at: "README.md:1", "Documentation/ARCHITECTURE.md:1",
    "Documentation/CLI.md:1", "Documentation/Decisions:1"),
]
