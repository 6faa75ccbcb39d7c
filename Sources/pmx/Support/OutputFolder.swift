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

  /// Sets a certificate of an earlier run aside, so that none stands beside results it is not of.
  ///
  /// Returns the new name; nil where there was none.
  func setCertificateAside() throws -> String? {
    let current = file("certificate.json")
    guard FileManager.default.fileExists(atPath: current) else { return nil }
    var number = 1
    while FileManager.default.fileExists(atPath: file("certificate-\(number).earlier.json")) {
      number += 1
    }
    let name = "certificate-\(number).earlier.json"
    guard unsafe rename(current, file(name)) == 0 else {
      throw CommandFailure(.inputOutput, "\(current): cannot be set aside")
    }
    return name
  }
}
