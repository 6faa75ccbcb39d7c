// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// A function fits on a screen. Lines between the braces of a body count, nested ones included.
  static let functionLength = Rule(
    "function-length", looksAt: \.isSwift, file: longFunctions,
    examples: [
      .passes([
        "A.swift": "func a() {\n" + statements(70) + "}\n",
        "B.swift": "struct B {\n" + statements(80) + "}\n",
        "C.swift": "protocol C {\n  func a()\n}\nextension C {\n" + statements(80) + "}\n",
        "D.swift": "func a() {\n  let b = \"\"\"\n    }\n    \"\"\"\n" + statements(67) + "}\n",
      ]),
      .fails(
        [
          "A.swift": "func a() {\n" + statements(71) + "}\n",
          "B.swift": "struct B {\n  init(a: () -> Void = {}) {\n" + statements(71) + "  }\n}\n",
          "C.swift": "struct C {\n  var c: Int {\n" + statements(71) + "  }\n}\n",
          "D.swift": "struct D {\n  subscript(a: Int)\n  -> Int\n  {\n" + statements(71) + "}\n}\n",
          "E.swift": "func a() {\n  // }\n  /* } */\n" + statements(69) + "}\n",
        ], at: "A.swift:1", "B.swift:2", "C.swift:2", "D.swift:2", "E.swift:1"),
    ])
}

private let limit = 70
private let bodies: Set<String> = ["func", "init", "deinit", "subscript", "var"]
/// Words and marks after which what was declared has no body of its own.
private let ends: Set<String> = ["let", "case", "struct", "enum", "protocol", "extension", "}"]

private func longFunctions(_ file: SourceFile) -> [Finding] {
  let tokens = file.tokens
  var findings: [Finding] = []
  var declaration: Token?
  var parentheses = 0
  for (index, token) in tokens.enumerated() {
    switch token.text {
    case "(", "[": parentheses += 1
    case ")", "]": parentheses -= 1
    case _ where parentheses > 0: continue
    case "=" where declaration?.text == "var": declaration = nil
    case let text where ends.contains(text): declaration = nil
    case let text where bodies.contains(text) && tokens.text(index - 1) != ".":
      declaration = token
    case "{":
      let length = tokens[tokens.closing(index)].line - token.line - 1
      if let declaration, length > limit {
        findings.append(
          file.finding(
            declaration.line, "a body of \(length) lines, limit \(limit); move leaves out"))
      }
      declaration = nil
    default:
      if let open = declaration, open.text == "var", open.line < token.line { declaration = nil }
    }
  }
  return findings
}

private func statements(_ count: Int) -> String { String(repeating: "    a()\n", count: count) }
