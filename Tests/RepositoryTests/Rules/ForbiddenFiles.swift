// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// What a build or a run leaves behind is not committed. Only git knows what is.
  static let forbiddenFiles = Rule(
    "forbidden-files", looksAt: { _ in true },
    file: { file in
      let parts = file.path.split(separator: "/")
      let isBuilt = parts.contains { $0.hasPrefix(".build") }
      let isLeft = leftovers.contains { file.name.hasSuffix($0) }
      guard isBuilt || isLeft || file.name == "Package.resolved" else { return [] }
      return [file.finding(1, "is left by a build or a run; remove it from git and ignore it")]
    },
    examples: [
      .passes(["Sources/Storage/Resolved.swift": "", "Documentation/sqlite.md": ""]),
      .fails(
        [
          ".build/a": "", ".build-x/a": "", "Package.resolved": "", "a/b.sqlite": "",
          "a.profraw": "", "b.sqlite-wal": "",
        ],
        at: ".build/a:1", ".build-x/a:1", "Package.resolved:1", "a/b.sqlite:1", "a.profraw:1",
        "b.sqlite-wal:1"),
    ])
}

private let leftovers = [".sqlite", ".sqlite-wal", ".sqlite-shm", ".profraw", ".profdata"]
