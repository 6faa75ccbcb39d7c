// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

extension Rule {
  /// Every fixture says where it comes from and is byte for byte what its provenance says.
  static let fixtureProvenance = Rule(
    "fixture-provenance",
    looksAt: { $0.isIn("Fixtures") || $0.path == bundled || $0.isIn(bundled) },
    tree: { files, tree in
      let folders = Set(files.filter(needsProvenance).map(\.folder)).sorted()
      let fixtures = files.filter { $0.isIn("Fixtures") }
      let listed = fixtures.filter { $0.name == "provenance.json" }.flatMap {
        provenanceFindings($0, tree)
      }
      return folders.flatMap { missing(in: $0, fixtures, tree) } + listed + candidateFindings(tree)
    },
    examples: provenanceExamples)
}

private let candidates = "Fixtures/candidates"
private let bundled = "Sources/pmx/Resources/candidates"

/// The content of a provenance.json, as far as the rule reads it.
private struct Provenance: Decodable {
  struct Entry: Decodable {
    let name: String
    let sha256: String
    let source: String
    let licence: String
  }

  let files: [Entry]

  init(_ file: SourceFile) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(file.bytes))
  }
}

private func needsProvenance(_ file: SourceFile) -> Bool {
  let isCandidate = file.folder == candidates && file.name.hasSuffix(".yaml")
  return file.isIn("Fixtures") && !isCandidate && file.name != "provenance.json"
}

/// Fixtures of a folder that its provenance does not list.
private func missing(in folder: String, _ files: [SourceFile], _ tree: Tree) -> [Finding] {
  let inside = files.filter { $0.folder == folder && needsProvenance($0) }
  let list = tree.file(folder + "/provenance.json").flatMap { try? Provenance($0) }
  let names = Set(list?.files.map(\.name) ?? [])
  return inside.filter { !names.contains($0.name) }.map {
    $0.finding(1, "not in \(folder)/provenance.json; say where it comes from and its licence")
  }
}

/// What is wrong with the entries of one provenance.json.
private func provenanceFindings(_ file: SourceFile, _ tree: Tree) -> [Finding] {
  let list: Provenance
  do { list = try Provenance(file) } catch {
    return [file.finding(1, "needs files with name, sha256, source and licence; \(error)")]
  }
  return list.files.flatMap { entry -> [Finding] in
    let line = file.lines.firstIndex { $0.contains("\"\(entry.name)\"") }.map { $0 + 1 } ?? 1
    var complaints: [String] = []
    if entry.source.isEmpty || entry.licence.isEmpty {
      complaints.append("\(entry.name) has no source or no licence; write both")
    }
    if let fixture = tree.file(file.folder + "/" + entry.name) {
      let digest = sha256(fixture.bytes)
      if digest != entry.sha256 {
        complaints.append("\(entry.name) has SHA-256 \(digest); restore it or say what changed")
      }
    } else {
      complaints.append("\(entry.name) does not exist; remove the entry")
    }
    return complaints.map { file.finding(line, $0) }
  }
}

/// The candidates that pmx carries are those of Fixtures: by a link, or byte for byte.
private func candidateFindings(_ tree: Tree) -> [Finding] {
  func finding(_ path: String, _ message: String) -> [Finding] {
    [Finding(path: path, line: 1, message: message)]
  }
  if let target = tree.file(bundled)?.linkTarget {
    return target == "../../../" + candidates ? [] : finding(bundled, "must link to \(candidates)")
  }
  let copies = tree.files.filter { $0.isIn(bundled) }
  if copies.isEmpty { return finding(bundled, "is missing; link it to \(candidates)") }
  return copies.filter { tree.file(candidates + "/" + $0.name)?.bytes != $0.bytes }.flatMap {
    finding($0.path, "differs from the file in \(candidates); make the folder a link")
  }
}

private let link = SourceFile(path: bundled, linkTarget: "../../../Fixtures/candidates")

private func entry(_ name: String, _ digest: String, source: String = "made by hand") -> String {
  """
  {"name": "\(name)", "sha256": "\(digest)", "source": "\(source)", "licence": "CC0"}
  """
}

private let provenanceExamples: [Example] = [
  Example(
    files: [
      link, SourceFile(path: candidates + "/a.yaml", text: "a: 1\n"),
      SourceFile(path: "Fixtures/a/a.csv", text: "abc"),
      SourceFile(
        path: "Fixtures/a/provenance.json",
        text: "{\"files\": [\n" + entry("a.csv", sha256(Array("abc".utf8))) + "]}"),
    ], at: []),
  .passes([bundled + "/a.yaml": "a: 1\n", candidates + "/a.yaml": "a: 1\n"]),
  .fails(
    [
      bundled + "/a.yaml": "a: 1\n", candidates + "/a.yaml": "a: 2\n",
      candidates + "/a.csv": "1\n", "Fixtures/a/a.csv": "abc", "Fixtures/a/b.csv": "1",
      "Fixtures/a/provenance.json": """
      {"files": [
        \(entry("a.csv", String(repeating: "0", count: 64))),
        \(entry("b.csv", sha256(Array("1".utf8)), source: "")),
        \(entry("c.csv", ""))
      ]}
      """,
      "Fixtures/b/b.csv": "1", "Fixtures/b/provenance.json": "{\"files\": [{}]}",
    ],
    at: bundled + "/a.yaml:1", candidates + "/a.csv:1", "Fixtures/a/provenance.json:2",
    "Fixtures/a/provenance.json:3", "Fixtures/a/provenance.json:4", "Fixtures/b/b.csv:1",
    "Fixtures/b/provenance.json:1"),
  Example(files: [SourceFile(path: bundled, linkTarget: "../candidates")], at: [bundled + ":1"]),
  .fails([candidates + "/a.yaml": "a: 1\n"], at: bundled + ":1"),
]
