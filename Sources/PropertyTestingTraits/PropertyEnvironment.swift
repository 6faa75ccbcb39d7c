// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place where this module reads the environment. Foundation for that.

import Foundation
import PropertyTesting

/// What the environment says of all properties of a run: budgets of nightly runs, and replays.
///
/// - `PROPERTY_CASES`: cases that must pass.
/// - `PROPERTY_SEED`: where random choices start.
/// - `PROPERTY_TIME`: seconds for the search of each property; without `PROPERTY_CASES` it runs as
///   many cases as fit.
/// - `PROPERTY_STORE`: the folder where failures are kept and replayed from.
/// - `PROPERTY_REPLAY`: a blob of a report; its case alone is run. Select its test with `--filter`.
///
/// A variable that cannot be read is an error of every property, and not ignored: a nightly run
/// that silently does less than it was asked for is worse than none.
public struct PropertyEnvironment: Sendable {
  private let variables: [String: String]

  /// Takes the variables from a dictionary.
  public init(variables: [String: String]) { self.variables = variables }

  /// The environment of this process.
  public static let current = PropertyEnvironment(
    variables: ProcessInfo.processInfo.environment.filter { $0.key.hasPrefix("PROPERTY_") })

  /// What is wrong with the variables; empty where nothing is.
  public var problems: [String] {
    [
      problem("PROPERTY_CASES", "a whole number above 0") { Int($0).map { $0 > 0 } },
      problem("PROPERTY_SEED", "a whole number") { UInt64($0).map { _ in true } },
      problem("PROPERTY_TIME", "a number of seconds above 0") {
        Double($0).map { $0 > 0 && $0 < Self.longest }
      },
    ].compactMap { $0 }
  }

  /// Changes settings as the variables say.
  public func apply(to settings: inout PropertySettings) {
    if let cases = variables["PROPERTY_CASES"].flatMap({ Int($0) }) { settings.cases = cases }
    if let seed = variables["PROPERTY_SEED"].flatMap({ UInt64($0) }) { settings.seed = seed }
    if let time = variables["PROPERTY_TIME"].flatMap({ Double($0) }), abs(time) < Self.longest {
      settings.timeLimit = .seconds(time)
      if variables["PROPERTY_CASES"] == nil { settings.cases = .max }
    }
    if let folder = variables["PROPERTY_STORE"], !folder.isEmpty {
      settings.store = FailureStore(directory: folder)
    }
    if let blob = variables["PROPERTY_REPLAY"], !blob.isEmpty { settings.replayBlob = blob }
  }

  /// More seconds than a life has; durations end before doubles do.
  private static let longest = 1e10

  private func problem(
    _ name: String, _ wanted: String, _ isRight: (String) -> Bool?
  ) -> String? {
    guard let text = variables[name], isRight(text) != true else { return nil }
    return "\(name) is “\(text)”; it must be \(wanted)"
  }
}
