// SPDX-License-Identifier: GPL-3.0-or-later
//
// Foundation is imported for files: reading, listing, and writing them at once or not at all.

import Foundation

/// A folder of failures, one small text file each, grouped by property.
///
/// Failures are written when they are found, before they are simplified, so that a run that is
/// killed loses none; the simplified case then replaces the first one. Entries stay until someone
/// removes them: an old failure is a good regression test, and costs one case a run. The folder can
/// be committed and merged: the same case always has the same file name.
public struct FailureStore: Hashable, Sendable {
  /// The folder; it is made when the first failure is saved.
  public let directory: String

  /// Names a folder; nothing is read or written yet.
  public init(directory: String) { self.directory = directory }

  /// The entries of a property in the order of their file names; files that are no entries are
  /// skipped, and so is a folder that does not exist.
  public func load(property: String) -> [StoredFailure] {
    let folder = path(of: property)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(Self.suffix) }.sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: folder + "/" + name),
        let entry = StoredFailure(fileText: String(decoding: data, as: UTF8.self))
      else { return nil }
      return entry.property == property ? entry : nil
    }
  }

  /// Writes an entry, completely or not at all.
  ///
  /// - Throws: what the file system says.
  public func save(_ entry: StoredFailure) throws {
    let folder = path(of: entry.property)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(entry.fileText.utf8).write(
      to: URL(fileURLWithPath: file(of: entry)), options: .atomic)
  }

  /// Removes an entry; nothing happens where it does not exist.
  public func remove(_ entry: StoredFailure) {
    try? FileManager.default.removeItem(atPath: file(of: entry))
  }

  private static let suffix = ".failure"

  private func path(of property: String) -> String {
    let safe = property.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return directory + "/" + String(safe.prefix(60)) + "-" + hexadecimal(fnv1a(property.utf8))
  }

  private func file(of entry: StoredFailure) -> String {
    path(of: entry.property) + "/" + hexadecimal(fnv1a(entry.blob.utf8)) + Self.suffix
  }

  private func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
