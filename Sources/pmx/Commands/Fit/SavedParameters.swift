// SPDX-License-Identifier: GPL-3.0-or-later
//
// Parameters of a model in a file: what `--save` writes and `--load` and `--at` read. `--load`
// takes a file only as it was saved: its digest is checked, and it must be of the model that is
// asked for. `--at` takes numbers that a person wrote, too.

import Forecasting
import Foundation
import Promotion

/// Why a file of parameters cannot be used.
struct ParameterFileError: Error, CustomStringConvertible {
  /// The file.
  let path: String
  /// The field, as a path of names and indices from 0.
  let field: String
  /// What stands there.
  let value: String
  /// What must stand there.
  let rule: String

  var description: String { "\(path): field \(field), value \(value): must \(rule)" }
}

/// Parameters of a model.
struct SavedParameters {
  private static let schema = "pmx.parameters/1"

  /// The numbers, in the order of the model's documentation.
  let values: [Double]
  /// The mean of an ARIMA model, to the last bit; the intercept alone would lose one.
  let processMean: Double?
  /// The names in the file; nil where a number has none.
  private let givenNames: [String?]
  private let path: String
  private let json: JSONValue

  /// Keeps the parameters of a fit.
  init(_ specification: String, _ summary: FitSummary, processMean: Double?) {
    values = summary.parameters.map(\.value)
    givenNames = summary.parameters.map(\.name)
    self.processMean = processMean
    path = ""
    let content: [JSONValue.Member] = [
      .init("schema", .string(Self.schema)), .init("model", .string(specification)),
      .init(
        "parameters",
        .array(summary.parameters.map { ["name": .string($0.name), "value": .number($0.value)] })),
      .init("processMean", processMean.map { .number($0) } ?? .null),
    ]
    json = .object(content + [.init("digest", .string(Digest(of: .object(content)).hexadecimal))])
  }

  /// Reads what `--at` or `--load` names; nil where neither is given.
  init?(_ command: FitCommand, model: String) throws {
    guard let path = command.load ?? command.at else { return nil }
    try self.init(path: path)
    if command.load != nil { try requireSaved(model: model) }
  }

  private init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(.inputOutput, "\(path): cannot be read; is it a readable file?")
    }
    guard let json = try? JSONValue(parsing: Array(data)) else {
      throw CommandFailure(.badData, "\(path): it is not JSON")
    }
    guard let list = json.arrayValue ?? json["parameters"]?.arrayValue else {
      throw CommandFailure(
        ParameterFileError(
          path: path, field: "parameters", value: json["parameters"]?.line ?? "none",
          rule: "be a list of numbers or of names with values"))
    }
    values = try list.enumerated().map { index, element in
      guard let value = (element["value"] ?? element).numberValue else {
        throw CommandFailure(
          ParameterFileError(
            path: path, field: "parameters[\(index)]", value: element.line,
            rule: "be a number, or hold one as value"))
      }
      return value
    }
    givenNames = list.map { $0["name"]?.stringValue }
    processMean = json["processMean"]?.numberValue
    self.path = path
    self.json = json
  }

  func write(to path: String) throws {
    let url = URL(fileURLWithPath: path)
    let folder = try OutputFolder(path: url.deletingLastPathComponent().path)
    try folder.write(Array(json.text.utf8), to: url.lastPathComponent)
  }

  // MARK: Rules

  /// Throws unless there is a number for each name, under that name where it has one.
  func require(names: [String]) throws {
    guard values.count == names.count else {
      throw failure(
        "parameters", "\(values.count) numbers",
        "hold \(names.count): " + names.joined(separator: ", "))
    }
    for (index, name) in names.enumerated() {
      guard let given = givenNames[index], given != name else { continue }
      throw failure("parameters[\(index)].name", "\"\(given)\"", "be \"\(name)\"")
    }
  }

  /// What to say of a number outside its model's range.
  func outOfRange(_ name: String, at index: Int?, value: Double, rule: String) -> CommandFailure {
    let place = index.map { "parameters[\($0)].value (\(name))" } ?? "parameters (\(name))"
    return failure(place, "\(value)", rule)
  }

  /// Throws unless the file is as it was saved, and of the model.
  private func requireSaved(model: String) throws {
    guard json["schema"]?.stringValue == Self.schema else {
      throw failure("schema", json["schema"]?.line ?? "none", "be \"\(Self.schema)\"")
    }
    guard json["model"]?.stringValue == model else {
      throw failure("model", json["model"]?.line ?? "none", "be \"\(model)\", as --model says")
    }
    guard case .object(let members) = json else { return }
    let content = JSONValue.object(members.filter { $0.key != "digest" })
    guard json["digest"]?.stringValue == Digest(of: content).hexadecimal else {
      throw failure(
        "digest", json["digest"]?.line ?? "none",
        "be that of the other fields, as --save wrote it; --at takes parameters by hand")
    }
  }

  private func failure(_ field: String, _ value: String, _ rule: String) -> CommandFailure {
    CommandFailure(ParameterFileError(path: path, field: field, value: value, rule: rule))
  }
}

extension CommandFailure {
  /// A file of parameters that breaks a rule.
  init(_ error: ParameterFileError) { self.init(.badData, error.description) }
}

extension JSONValue {
  /// The number, where the value is one.
  fileprivate var numberValue: Double? {
    switch self {
    case .number(let value): value
    case .integer(let value): Double(value)
    default: nil
    }
  }
}
