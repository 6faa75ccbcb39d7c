// SPDX-License-Identifier: GPL-3.0-or-later
//
// The folder that a run writes to. Files appear whole or not at all: each is written under another
// name, flushed and renamed. What an earlier run left is replaced only by a complete successor.

import Foundation

/// A folder for results.
struct OutputFolder {
  /// The folder's path.
  let path: String

  /// Opens or makes a folder, and proves that a file can be written there.
  init(path: String) throws {
    guard !path.isEmpty else { throw CommandFailure(.usage, "--out: must name a folder") }
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        .inputOutput, "\(path): the output folder cannot be made (\(error.localizedDescription))")
    }
    try write([], to: ".write-probe")
    try? FileManager.default.removeItem(atPath: file(".write-probe"))
  }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file as a whole.
  func write(_ bytes: [UInt8], to name: String) throws {
    let target = URL(fileURLWithPath: file(name))
    let staged = URL(fileURLWithPath: file(".\(ProcessInfo.processInfo.processIdentifier)-\(name)"))
    do {
      try Data(bytes).write(to: staged)
      let handle = try FileHandle(forWritingTo: staged)
      try handle.synchronize()
      try handle.close()
      guard unsafe rename(staged.path, target.path) == 0 else {
        throw CommandFailure(.inputOutput, "\(target.path): cannot be replaced")
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      try? FileManager.default.removeItem(at: staged)
      throw CommandFailure(
        .inputOutput,
        "\(file(name)): cannot be written (\(error.localizedDescription)); "
          + "earlier results are untouched")
    }
  }

  /// Moves what an earlier run certified into a folder of its own, where it still verifies, so that
  /// no certificate stands beside results that it is not of.
  ///
  /// Returns the folder's name; nil where there was no certificate.
  func setCertifiedAside() throws -> String? {
    let manager = FileManager.default
    guard manager.fileExists(atPath: file("certificate.json")) else { return nil }
    var number = 1
    while manager.fileExists(atPath: file("earlier-\(number)")) { number += 1 }
    let name = "earlier-\(number)"
    do {
      try manager.createDirectory(atPath: file(name), withIntermediateDirectories: false)
      // What the certificate is bound to goes first: a certificate never loses what it needs.
      let others = ["configuration.json", "planted-edge.csv", "report.json", "report.html"]
      for part in others where manager.fileExists(atPath: file(part)) {
        try manager.copyItem(atPath: file(part), toPath: file(name + "/" + part))
      }
      try manager.moveItem(
        atPath: file("certificate.json"), toPath: file(name + "/certificate.json"))
    } catch {
      throw CommandFailure(
        .inputOutput, "\(file("certificate.json")): cannot be set aside in \(file(name))")
    }
    return name
  }
}
