// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// What is committed works on any machine: it names no folder of the one it was written on.
  static let machinePaths = Rule(
    "machine-paths", looksAt: { $0.isText || $0.linkTarget != nil }, file: machinePathFindings,
    examples: [
      .passes([
        "a.md": "see ../work/a.md, https://example.org/home/a and Sources/tmp/a, or " + "/usr/bin\n"
      ]),
      .fails(
        [
          "a.md": "in\n\(needles[0])a\n", "b": "a/b (\(needles[2])/usr)\n",
          "c": "\n\nfile://\(needles[5])b\n",
        ], at: "a.md:2", "b:1", "c:3"),
      Example(files: [SourceFile(path: "link", linkTarget: needles[4] + "a")], at: ["link:1"]),
    ])
}

/// The beginnings of such paths, in pieces so that this file does not hold them.
private let needles = ["work/", "farm/", "opt/swift", "root/", "home/", "tmp/"].map { "/" + $0 }

private func machinePathFindings(_ file: SourceFile) -> [Finding] {
  let lines = file.linkTarget.map { [$0] } ?? file.lines
  return lines.enumerated().flatMap { index, line in
    machineFolders(in: Substring(line)).map {
      file.finding(index + 1, "\($0) is a folder of one machine; make the path relative")
    }
  }
}

/// The needles that stand in a line where an absolute path begins.
private func machineFolders(in line: Substring) -> [String] {
  var found: [String] = []
  var rest = line.utf8
  var before = UInt8(ascii: " ")
  while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
    if slash > rest.startIndex { before = rest[rest.index(before: slash)] }
    let path = Substring(rest[slash...])
    if !isInsidePath(before) { found += needles.filter { path.hasPrefix($0) } }
    before = UInt8(ascii: "/")
    rest = rest[slash...].dropFirst()
  }
  return found
}

/// Whether a slash after this byte goes on with a path rather than begins one.
private func isInsidePath(_ byte: UInt8) -> Bool {
  Token.isWordByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
}
