// SPDX-License-Identifier: GPL-3.0-or-later

import Evaluation
import Promotion

/// Reads a policy: the bundled one, overridden key by key by a user's file.
enum PolicyFile {
  /// Loads the bundled policy, with a user's file over it where one is given.
  static func load(path: String?) throws -> PromotionPolicy {
    var node = try BundledFiles.defaultPolicy()
    if let path { node = node.overridden(by: try ConfigurationNode(path: path)) }
    return try policy(node)
  }

  private static func policy(_ node: ConfigurationNode) throws -> PromotionPolicy {
    var reader = try ConfigurationReader(node)
    try requireSchema("pmx.policy/1", in: &reader)
    let confidence = try reader.number("confidence", in: 0.5...1)
    let resamples = try reader.integer("resamples", in: 199...1_000_000)
    let days = try reader.integer("certificate_days", in: 1...3650)
    let required = try reader.texts("required_sets")
    var sets = try reader.mapping("criteria")
    var criteria: [Criterion] = []
    for set in sets.remainingKeys {
      var members = try sets.mapping(set)
      for name in members.remainingKeys {
        criteria.append(try criterion(name, set: set, in: &members))
      }
    }
    try reader.finish()
    do {
      return try PromotionPolicy(
        confidence: confidence, resamples: resamples, certificateDays: days, criteria: criteria,
        requiredSets: required)
    } catch {
      throw CommandFailure(.badData, "\(node.file): \(error)")
    }
  }

  private static func criterion(
    _ name: String, set: String, in members: inout ConfigurationReader
  ) throws -> Criterion {
    guard let measurement = MeasurementID(rawValue: name) else {
      let names = MeasurementID.allCases.map(\.rawValue).joined(separator: ", ")
      throw members.failure(name, "is not a statistic that can be judged; those are \(names)")
    }
    var reader = try members.mapping(name)
    let anyNumber = -1e15...1e15
    var bounds: [Criterion.Bound] = []
    if let limit = try reader.optionalNumber("above", in: anyNumber) {
      bounds.append(.above(limit))
    }
    if let limit = try reader.optionalNumber("at_least", in: anyNumber) {
      bounds.append(.atLeast(limit))
    }
    if let limit = try reader.optionalNumber("below", in: anyNumber) {
      bounds.append(.below(limit))
    }
    if let limit = try reader.optionalNumber("at_most", in: anyNumber) {
      bounds.append(.atMost(limit))
    }
    let warn = try reader.optionalNumber("warn", in: anyNumber)
    try reader.finish()
    guard bounds.count == 1 else {
      throw reader.failure(nil, "needs exactly one of above, at_least, below, at_most")
    }
    do {
      return try Criterion(set: set, measurement: measurement, bound: bounds[0], warn: warn)
    } catch {
      throw reader.failure(nil, error.problem)
    }
  }

  /// The policy as JSON, every value written out.
  static func json(_ policy: PromotionPolicy) -> JSONValue {
    [
      "schema": "pmx.policy/1",
      "confidence": .number(policy.confidence),
      "resamples": .integer(Int64(policy.resamples)),
      "certificateDays": .integer(Int64(policy.certificateDays)),
      "requiredSets": .array(policy.requiredSets.map { .string($0) }),
      "criteria": .array(policy.criteria.map(json)),
    ]
  }

  private static func json(_ criterion: Criterion) -> JSONValue {
    [
      "set": .string(criterion.set),
      "measurement": .string(criterion.measurement.rawValue),
      "comparison": .string(criterion.bound.symbol),
      "limit": .number(criterion.bound.limit),
      "warn": criterion.warn.map { .number($0) } ?? .null,
    ]
  }
}

/// Takes the schema key and requires its value.
func requireSchema(_ schema: String, in reader: inout ConfigurationReader) throws {
  let found = try reader.text("schema")
  guard found == schema else {
    throw reader.failure(nil, "schema is \"\(found)\" and must be \"\(schema)\"")
  }
}
