// SPDX-License-Identifier: GPL-3.0-or-later

import Verification

extension ConfigurationNode: FieldTree {
  var fieldContent: FieldContent<ConfigurationNode> {
    switch content {
    case .scalar(let text): .scalar(text)
    case .sequence(let items): .sequence(items)
    case .mapping(let pairs): .mapping(pairs)
    }
  }
}

/// A synthetic market's program as its file describes it.
struct ProgramFile {
  /// The program.
  let program: MarketProgram

  /// Reads a program's tree.
  ///
  /// - Throws: a failure that names file, line, key, value and rule.
  init(_ node: ConfigurationNode) throws {
    do throws(FieldReadingFailure<ConfigurationNode>) {
      program = try MarketProgram(reading: node)
    } catch {
      let place = error.place.isEmpty ? "" : ", key \(error.place)"
      throw CommandFailure(
        .badData, "\(error.node.file): line \(error.node.line)\(place): \(error.problem)")
    }
  }

  /// Reads a program's file.
  init(path: String) throws { try self.init(ConfigurationNode(path: path)) }
}
