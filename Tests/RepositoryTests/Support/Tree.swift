// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the rules run over: the files of the repository that are committed or would be with the next
// `git add`, or the few files of an example.

import Foundation

/// Files in order of path, with the manifest among them.
struct Tree: Sendable {
  let files: [SourceFile]
  /// The target graph; nil without a Package.swift.
  let manifest: Manifest?
  private let places: [String: Int]

  init(_ files: [SourceFile]) {
    let ordered = files.sorted { $0.path < $1.path }
    self.files = ordered
    self.places = Dictionary(
      uniqueKeysWithValues: ordered.indices.map { (ordered[$0].path, $0) })
    self.manifest = places["Package.swift"].map { Manifest(ordered[$0]) }
  }

  /// The file at a path.
  func file(_ path: String) -> SourceFile? { places[path].map { files[$0] } }

  /// Whether a path names a file or a folder.
  func holds(_ path: String) -> Bool {
    path.isEmpty || places[path] != nil || files.contains { $0.isIn(path) }
  }
}

/// The repository that this file lies in.
enum Repository {
  /// All files of the repository.
  static let tree = Tree((listing ?? walk()).compactMap(read))

  /// Whether git names the files; without git the rules run over what the folders hold.
  static let gitAnswers = listing != nil

  /// The folder that holds Package.swift and .git, above this file or what its link points to.
  static let root: URL = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    let manager = FileManager.default
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let marks = ["Package.swift", ".git"].map { folder.appendingPathComponent($0).path }
      if marks.allSatisfy({ manager.fileExists(atPath: $0) }) { return folder }
    }
    preconditionFailure("the tests lie in a repository with Package.swift and .git")
  }()

  /// The paths that git tracks or would add; nil where git is missing or refuses.
  private static let listing: [String]? = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["git", "-C", root.path, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return Set(bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }).sorted()
  }()

  /// The paths below the root but for hidden folders and what .gitignore names.
  private static func walk() -> [String] {
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { path in
      let first = path.split(separator: "/").first ?? ""
      let skipped = [".git", "out", "Package.resolved"].contains(String(first))
      return !skipped && !first.hasPrefix(".build")
    }
  }

  /// A file or link; nil for a folder and for what git still lists but the tree has lost.
  private static func read(_ path: String) -> SourceFile? {
    let place = root.appendingPathComponent(path)
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: place.path) {
      return SourceFile(path: path, linkTarget: target)
    }
    return (try? Data(contentsOf: place)).map { SourceFile(path: path, bytes: Array($0)) }
  }
}
