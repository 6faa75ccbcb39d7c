// SPDX-License-Identifier: GPL-3.0-or-later

extension MarketProgram {
  /// The name of the format of `text`, the value of its first key.
  public static let schema = "pmx.market/1"

  /// The program as YAML: the one text that a program has.
  ///
  /// Every field is written in a fixed order, defaults too; numbers are the shortest texts that
  /// read back exactly. A valid program's text reads back as the same program.
  public var text: String {
    var writer = FieldWriter()
    var copy = self
    copy.visit(&writer)
    return "schema: \(Self.schema)\n" + writer.text
  }

  /// Reads a program from a document.
  ///
  /// A key that is left out takes the default of the type's initialiser where that has one.
  ///
  /// - Throws: the first key that is missing, unknown or given twice, and the first value that is
  ///   of the wrong kind or breaks a rule.
  public init<Tree: FieldTree>(reading tree: Tree) throws(FieldReadingFailure<Tree>) {
    var reader = try FieldReader(tree, place: "", scope: FieldScope())
    try reader.constant("schema", Self.schema)
    self = .example
    try visit(&reader)
    try reader.finish()
  }
}
