// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes with pmx: the default policy and the candidates are inside the executable, so that its
// digest covers the controls; data files lie in the repository's Fixtures folder.

import Foundation
import Verification

/// Finds what comes with pmx.
enum BundledFiles {
  /// The default policy.
  static func defaultPolicy() throws -> ConfigurationNode {
    try node(PackageResources.default_policy_yaml, name: "default-policy.yaml")
  }

  /// The candidate that is certified when none is named.
  static func defaultCandidate() throws -> ConfigurationNode {
    try node(PackageResources.sma_crossover_yaml, name: "sma-crossover.yaml")
  }

  /// The three controls.
  static func controls(seed: UInt64) throws -> [Control] {
    let files: [(bytes: [UInt8], name: String)] = [
      (PackageResources.control_look_ahead_yaml, "control-look-ahead.yaml"),
      (PackageResources.control_noise_yaml, "control-noise.yaml"),
      (PackageResources.control_known_good_yaml, "control-known-good.yaml"),
    ]
    return try files.map { bytes, name in
      let file = try CandidateFile(node(bytes, name: name), seed: seed)
      guard let role = file.controlRole else {
        throw CommandFailure(.internalError, "\(name): a bundled control must say which it is")
      }
      return Control(role: role, candidate: file.candidate)
    }
  }

  /// The data file that is used when none is named, relative to the repository.
  static let defaultData = "Fixtures/market/sp500_1999_2018/sp500_1999_2018.csv.gz"

  /// The path of a file that comes with the repository, found from the executable or from here.
  static func locate(_ relative: String) -> String? {
    let executable = URL(fileURLWithPath: RunEnvironment.executablePath)
    let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true)
    for start in [here, executable.deletingLastPathComponent()] {
      var folder = start.resolvingSymlinksInPath()
      while true {
        let file = folder.appendingPathComponent(relative)
        if FileManager.default.fileExists(atPath: file.path) { return file.path }
        let parent = folder.deletingLastPathComponent()
        if parent.path == folder.path { break }
        folder = parent
      }
    }
    return nil
  }

  private static func node(_ bytes: [UInt8], name: String) throws -> ConfigurationNode {
    try ConfigurationNode(yaml: String(decoding: bytes, as: UTF8.self), file: name)
  }
}
