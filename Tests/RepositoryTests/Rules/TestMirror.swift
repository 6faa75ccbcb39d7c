// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// Every stage of the engine is tested, and what lies in Tests is run.
  static let testMirror = Rule(
    "test-mirror", looksAt: { $0.path == "Package.swift" || $0.isIn("Tests") },
    tree: { files, tree in
      let targets = tree.manifest?.targets ?? []
      let tests = targets.filter { $0.kind == .test }
      let empty = tests.filter { !hasTest($0.name, files) }.map {
        Finding(
          path: "Package.swift", line: $0.line,
          message: "Tests/\($0.name) has no @Test; write one or remove the target")
      }
      return empty + untested(targets) + unrun(files, targets)
    },
    examples: [
      .passes([
        "Package.swift": ".target(name: \"Signals\"), .testTarget(name: \"SignalsTests\")\n",
        "Tests/SignalsTests/A.swift": "@Suite struct A { @Test func a() {} }\n",
      ]),
      .fails(
        [
          "Package.swift": """
          .target(name: "Features"), .target(name: "Reporting"),
          .target(name: "Signals"), .testTarget(name: "SignalsTests"),
          .testTarget(name: "StorageTests"),
          """,
          "Tests/SignalsTests/A.swift": "// @Test\n",
          "Tests/FeaturesTests/A.swift": "@Test func a() {}\n", "Tests/FeaturesTests/B.swift": "",
        ],
        at: "Package.swift:1", "Package.swift:2", "Package.swift:3",
        "Tests/FeaturesTests/A.swift:1"),
    ])
}

private func hasTest(_ target: String, _ files: [SourceFile]) -> Bool {
  files.contains { file in
    file.isIn("Tests/" + target)
      && file.tokens.indices.contains { file.tokens.matches(["@", "Test"], at: $0) }
  }
}

/// Stages of the engine without a test target.
private func untested(_ targets: [Manifest.Target]) -> [Finding] {
  let names = Set(targets.map(\.name))
  return targets.filter { target in
    Flow.engine.contains(target.name) && !names.contains(target.name + "Tests")
  }.map {
    Finding(
      path: "Package.swift", line: $0.line,
      message: "\($0.name) has no test target; add \($0.name)Tests")
  }
}

/// Folders in Tests that belong to no target, each at its first Swift file.
private func unrun(_ files: [SourceFile], _ targets: [Manifest.Target]) -> [Finding] {
  var names = Set(targets.map(\.name))
  let stray = files.filter { $0.isSwift && $0.isIn("Tests") && names.insert($0.target).inserted }
  return stray.map {
    $0.finding(1, "belongs to no target, so nothing runs it; list \($0.target) in the manifest")
  }
}
