// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// Work is finished or in the issue tracker, never a note in the tree.
  static let unfinishedWork = Rule(
    "unfinished-work",
    looksAt: { file in
      file.isText && ["Sources", "Tests", "Documentation"].contains { file.isIn($0) }
    },
    file: { file in
      file.lines.enumerated().flatMap { index, line in
        notes.filter { holdsWord($0, line) }.map {
          file.finding(index + 1, "\($0) is unfinished work; finish it or open an issue")
        }
      }
    },
    examples: [
      .passes([
        "Sources/A.swift": "let m\(notes[0])S = 1\n", "Documentation/a.md": "to do\n",
        "CHANGELOG.md": notes[0] + "\n",
      ]),
      .fails(
        [
          "Sources/A.swift": "// \(notes[0]): a\n// \(notes[1])\n",
          "Tests/A.swift": "\(notes[2])\n", "Documentation/a.md": "a\n(\(notes[3]))\n",
        ],
        at: "Sources/A.swift:1", "Sources/A.swift:2", "Tests/A.swift:1", "Documentation/a.md:2"),
    ])
}

/// The notes, in pieces so that this file holds none.
private let notes = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "unimple" + "mented"]

private func holdsWord(_ word: String, _ line: String) -> Bool {
  guard line.utf8.count >= word.utf8.count, line.contains(word) else { return false }
  return line.utf8.split { !Token.isWordByte($0) }.contains { $0.elementsEqual(word.utf8) }
}
