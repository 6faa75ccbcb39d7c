// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// A word in the place of a command that names none; the parser itself would only count words.
enum UnknownCommand {
  /// What is wrong with such a word, with the commands that there are; nil where every command is
  /// known.
  static func complaint(about arguments: [String]) -> String? {
    complaint(about: arguments[...], in: Root.configuration, path: "pmx")
  }

  private static func complaint(
    about arguments: ArraySlice<String>, in group: CommandConfiguration, path: String
  ) -> String? {
    let commands = group.subcommands.map { $0.configuration }
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !commands.isEmpty,
      group.defaultSubcommand == nil
    else { return nil }
    if let next = commands.first(where: { $0.commandName == word }) {
      return complaint(about: arguments.dropFirst(), in: next, path: "\(path) \(word)")
    }
    let names = commands.compactMap(\.commandName).joined(separator: ", ")
    return "unknown command \"\(word)\": \(path) has \(names)"
  }
}
