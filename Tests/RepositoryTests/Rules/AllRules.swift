// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// The rules that hold over any tree of files.
  static let all = [
    importDirection, fileSize, lineLayout, functionLength, publicDocumentation, machinePaths,
    bannedCalls, unorderedIteration, fixtureProvenance, documents, testMirror, unfinishedWork,
  ]

  /// The rules that need git to say what is committed.
  static let ofGit = [forbiddenFiles]
}
