// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// Lines of 100 columns, no blanks that nobody sees, a licence on top.
  static let lineLayout = Rule(
    "line-layout", looksAt: \.isSwift,
    file: { file in licenceFindings(file) + lineFindings(file) + endFindings(file) },
    examples: [
      .passes([
        "A.swift": licence + "\nlet a = 1\n",
        "B.swift": licence + "\n" + String(repeating: "é", count: 100) + "\n",
        "Package.swift": "// swift-tools-version: 6.2\n" + licence + "\n",
      ]),
      .fails(
        [
          "A.swift": "let a = 1\n\tlet b = 1\nlet c = 1 \n",
          "B.swift": licence + "\n" + String(repeating: "é", count: 101) + "\n",
          "C.swift": licence + "\nlet a = 1\n\n", "D.swift": licence + "\nlet a = 1",
          "E.swift": licence + "\r\n", "F.swift": "", "Package.swift": licence + "\n",
        ],
        at: "A.swift:1", "A.swift:2", "A.swift:3", "B.swift:2", "C.swift:3", "D.swift:2",
        "E.swift:1", "E.swift:1", "F.swift:1", "F.swift:1", "Package.swift:2"),
    ])
}

private let licence = "// SPDX-License-Identifier: GPL-3.0-or-later"

private func licenceFindings(_ file: SourceFile) -> [Finding] {
  let line = file.path == "Package.swift" ? 2 : 1
  let actual = file.lines.count >= line ? file.lines[line - 1] : ""
  return actual == licence ? [] : [file.finding(line, "must be `\(licence)`")]
}

private func lineFindings(_ file: SourceFile) -> [Finding] {
  file.lines.enumerated().flatMap { index, line in
    var complaints: [String] = []
    if line.utf8.count > 100, line.count > 100 {
      complaints.append("\(line.count) columns, limit 100; break the line")
    }
    if line.utf8.contains(UInt8(ascii: "\t")) { complaints.append("a tab; write spaces or \\t") }
    if let last = line.utf8.last, last <= UInt8(ascii: " ") {
      complaints.append("blanks at the end; remove them")
    }
    return complaints.map { file.finding(index + 1, $0) }
  }
}

private func endFindings(_ file: SourceFile) -> [Finding] {
  let newline = UInt8(ascii: "\n")
  let count = file.bytes.reversed().prefix { $0 == newline }.count
  if count == 1 { return [] }
  let line = max(file.lines.count, 1)
  return [file.finding(line, "\(count) newlines at the end of the file; leave exactly one")]
}
