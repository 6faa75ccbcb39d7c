// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Verification
import Yams

/// A YAML document as a tree of fields.
struct YAMLTree: FieldTree {
  let fieldContent: FieldContent<YAMLTree>

  init(_ text: String) throws {
    guard let node = try Yams.compose(yaml: text) else { throw Unreadable() }
    try self.init(node)
  }

  private init(_ node: Node) throws {
    switch node {
    case .scalar(let scalar): fieldContent = .scalar(scalar.string)
    case .sequence(let items): fieldContent = .sequence(try items.map { try YAMLTree($0) })
    case .mapping(let mapping):
      fieldContent = .mapping(
        try mapping.map { (key: $0.key.string ?? "", value: try YAMLTree($0.value)) })
    case .alias: throw Unreadable()
    }
  }

  private struct Unreadable: Error {}
}

/// Reads a program's text.
func readProgram(_ text: String) throws -> MarketProgram {
  try MarketProgram(reading: YAMLTree(text))
}

/// What reading a text says; nil where it is a program.
func readingProblem(_ text: String) throws -> String? {
  do throws(FieldReadingFailure<YAMLTree>) {
    _ = try MarketProgram(reading: tree(text))
    return nil
  } catch { return error.description }
}

private func tree(_ text: String) -> YAMLTree {
  do { return try YAMLTree(text) } catch { preconditionFailure("no YAML: \(text)") }
}

/// What checking a program says; nil where it is valid.
func defect(_ program: MarketProgram) -> String? {
  do throws(MarketProgramDefect) {
    try program.validate()
    return nil
  } catch { return error.description }
}

/// A program of one segment.
func program(
  _ process: PriceProcess, bars: Int = 20, assets: Int = 1, dependence: Dependence = .independent
) -> MarketProgram {
  MarketProgram(
    name: "test", assets: MarketProgram.assetNames(assets), dependence: dependence,
    segments: [MarketSegment(process, bars: bars)])
}

/// Every kind of process, by name.
let processKinds = PriceProcess.kinds(in: FieldScope())

/// Every kind of dependence of three assets, by name.
let dependenceKinds: [String] = {
  var scope = FieldScope()
  scope.assets = 3
  return Dependence.kinds(in: scope)
}()

extension YAMLTree {
  /// The keys of the mapping under some keys; "0" is the first item of a list.
  func keys(_ path: String...) -> [String] {
    var tree: YAMLTree? = self
    for step in path {
      switch tree?.fieldContent {
      case .mapping(let pairs): tree = pairs.first { $0.key == step }?.value
      case .sequence(let items): tree = items.first
      default: tree = nil
      }
    }
    guard case .mapping(let pairs) = tree?.fieldContent else { return [] }
    return pairs.map(\.key)
  }
}
