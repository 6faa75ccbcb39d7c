// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place that reads the clock, the environment and the machine. Stages get what they need of
// it as arguments.

import Foundation
import MarketData
import Promotion

/// What a run depends on beside its inputs.
struct RunEnvironment {
  /// SHA-256 of the running executable.
  let executableDigest: Digest
  /// The commit of the source that the executable lies in; nil where none is known.
  let commit: String?
  /// Whether that source differed from its commit; nil where none is known.
  let dirty: Bool?
  /// When the run began.
  let startedAt: Timestamp

  /// Looks at the machine.
  static func current() throws -> RunEnvironment {
    let digest: Digest
    do { digest = try Digest(ofFile: "/proc/self/exe") } catch {
      throw CommandFailure(.inputOutput, "\(executablePath): the executable cannot be read")
    }
    let root = sourceRoot()
    let commit = root.flatMap { git(["rev-parse", "HEAD"], in: $0) }
    let status = root.flatMap { commit == nil ? nil : git(["status", "--porcelain"], in: $0) }
    return RunEnvironment(
      executableDigest: digest, commit: status == nil ? nil : commit,
      dirty: status.map { !$0.isEmpty }, startedAt: now())
  }

  /// The checkout that the executable was built in; nil for a copy that lies elsewhere.
  ///
  /// A build folder is `.build…` directly below the checkout. The commit is that of the checkout
  /// now; what the executable really is, its digest says.
  private static func sourceRoot() -> String? {
    let parts = executablePath.split(separator: "/")
    guard let build = parts.lastIndex(where: { $0.hasPrefix(".build") }) else { return nil }
    let root = "/" + parts[..<build].joined(separator: "/")
    let manifest = root + "/Package.swift"
    return FileManager.default.fileExists(atPath: manifest) ? root : nil
  }

  /// The path of the running executable.
  static var executablePath: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }

  /// The clock, to the second.
  static func now() -> Timestamp {
    Timestamp(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000)
  }

  /// CPU seconds of the process so far.
  static func cpuSeconds() -> Double { clockSeconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// CPU seconds of the thread so far.
  static func threadSeconds() -> Double { clockSeconds(CLOCK_THREAD_CPUTIME_ID) }

  /// The folder of the signing keys: PMX_HOME, or .pmx in the home folder.
  static var keyFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let home = environment["PMX_HOME"], !home.isEmpty { return home + "/keys" }
    return NSHomeDirectory() + "/.pmx/keys"
  }

  /// The level from which on the log is written: PMX_LOG.
  static var logLevel: String? { ProcessInfo.processInfo.environment["PMX_LOG"] }

  /// CPU seconds of the processes that this one has started and waited for.
  static func childSeconds() -> Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + 1e-6 * Double(time.tv_usec) }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func clockSeconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// What a git command prints; nil where git or a repository is missing.
  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: bytes, as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
