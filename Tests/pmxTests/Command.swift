// SPDX-License-Identifier: GPL-3.0-or-later
//
// Runs pmx as a person would: as a process, in a folder of its own, with keys of its own.

import Foundation

/// What a command printed and how it ended.
struct CommandResult {
  let status: Int32
  let output: String
  let errors: String
}

/// A folder to run pmx in, removed at the end.
final class Sandbox {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pmx-test-\(UUID().uuidString)").resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The pmx that was built beside these tests.
  static var executable: URL {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("pmx")
  }

  /// The repository that these tests belong to.
  static let repository: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    while !FileManager.default.fileExists(
      atPath: folder.appendingPathComponent("Package.swift").path)
    { folder.deleteLastPathComponent() }
    return folder
  }()

  /// A candidate of Fixtures.
  static func candidate(_ name: String) -> String {
    repository.appendingPathComponent("Fixtures/candidates/\(name).yaml").path
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    return path(name)
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: folder.appendingPathComponent(name))
  }

  /// A file as JSON.
  func json(_ name: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: bytes(name))
    return object as? [String: Any] ?? [:]
  }

  /// Starts pmx and hands it over before it ends.
  func start(
    _ arguments: [String], environment changes: [String: String] = [:]
  ) throws -> (process: Process, output: Pipe, errors: Pipe) {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["PMX_HOME"] = path("home")
    environment.merge(changes) { $1 }
    process.environment = environment
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, output, errors)
  }

  /// Runs pmx to its end.
  func run(_ arguments: String...) throws -> CommandResult { try run(arguments) }

  /// Runs pmx to its end.
  func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> CommandResult {
    let (process, output, errors) = try start(arguments, environment: environment)
    // Errors are one line, so reading them second cannot fill their pipe.
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return CommandResult(
      status: process.terminationStatus, output: String(decoding: printed, as: UTF8.self),
      errors: String(decoding: complained, as: UTF8.self))
  }
}
