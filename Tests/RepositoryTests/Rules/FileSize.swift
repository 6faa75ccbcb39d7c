// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files stay small enough to read in one sitting. There is no list of forgiven files: the limits
// may be lowered, and a file that grows past one is split.

extension Rule {
  static let fileSize = Rule(
    "file-size", looksAt: { $0.linkTarget == nil },
    tree: { files, tree in
      files.flatMap { file in
        [tooManyLines(file), tooManyBytes(file, tree)].compactMap { $0 }
      }
    },
    examples: [
      .passes([
        "Sources/A.swift": lines(400), "Tests/A.swift": lines(600), "A.md": lines(800),
        "Fixtures/a/a.csv": wide(bytes: 300 << 10), "Fixtures/a/provenance.json": "{}\n",
      ]),
      .fails(
        [
          "Sources/A.swift": lines(401), "Tests/A.swift": lines(601), "A.md": lines(801),
          "Fixtures/a/a.csv": wide(bytes: 300 << 10), "Documentation/a.svg": wide(bytes: 300 << 10),
          "Fixtures/b/b.csv": wide(bytes: 1 << 20), "Fixtures/b/provenance.json": "{}\n",
        ],
        at: "Sources/A.swift:401", "Tests/A.swift:601", "A.md:801", "Fixtures/a/a.csv:1",
        "Documentation/a.svg:1", "Fixtures/b/b.csv:1"),
    ])
}

private func tooManyLines(_ file: SourceFile) -> Finding? {
  let limits = file.isSwift ? ["Sources": 400, "Tests": 600] : [:]
  let top = String(file.path.prefix { $0 != "/" })
  let limit = limits[top] ?? 800
  guard file.lines.count > limit else { return nil }
  return file.finding(limit + 1, "\(file.lines.count) lines, limit \(limit); split the file")
}

private func tooManyBytes(_ file: SourceFile, _ tree: Tree) -> Finding? {
  let kibibytes = file.bytes.count >> 10
  if file.bytes.count > 1 << 20 {
    return file.finding(1, "\(kibibytes) KiB, limit 1024; make it from a seed or keep it elsewhere")
  }
  let hasProvenance = tree.file(file.folder + "/provenance.json") != nil
  guard file.bytes.count > 256 << 10, !(file.isIn("Fixtures") && hasProvenance) else { return nil }
  return file.finding(1, "\(kibibytes) KiB outside Fixtures with provenance, limit 256; move it")
}

private func lines(_ count: Int) -> String { String(repeating: "a\n", count: count) }

/// A text of few lines and just over so many bytes.
private func wide(bytes: Int) -> String { String(repeating: "0123456789", count: bytes / 10 + 1) }
