// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import PropertyTesting
import Testing

/// The store: failures are there at once, come back first, and are kept apart by property.
@Suite struct PersistenceStoreTests {
  /// A store in a folder of its own, removed afterwards.
  private func withStore(_ body: (FailureStore) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(FailureStore(directory: folder.path))
  }

  private func settings(_ store: FailureStore, cases: Int = 200) -> PropertySettings {
    var settings = plainSettings(cases: cases)
    settings.store = store
    return settings
  }

  @Test func savesAtOnceAndReplaysFirst() throws {
    try withStore { store in
      var stored: [Int] = []
      let law: (Int) throws -> Void = { value in
        stored.append(store.load(property: "law").count)
        try require(value < 5_000)
      }
      let first = checkProperty("law", fourDigits, settings: settings(store), law)
      // The call after the first failing one already finds it on disk.
      let failing = try #require(stored.firstIndex(of: 1))
      #expect(stored[..<failing].allSatisfy { $0 == 0 } && failing < 20)
      let entries = store.load(property: "law")
      #expect(entries.map(\.rendered) == ["5000"] && entries.count == 1)
      #expect(entries.first?.blob == first.failures.first?.blob)
      let again = checkProperty("law", fourDigits, settings: settings(store, cases: 0), law)
      #expect(again.outcome == .failed && again.statistics.replayedFailing == 1)
      #expect(store.load(property: "law") == entries)
      // A law that holds again keeps its entry as a regression test.
      let fixed = checkProperty("law", fourDigits, settings: settings(store, cases: 10)) { _ in }
      #expect(fixed.outcome == .passed && fixed.cases == 11 && fixed.statistics.replayed == 1)
      #expect(store.load(property: "law") == entries)
      for entry in entries { store.remove(entry) }
      #expect(store.load(property: "law").isEmpty)
    }
  }

  /// A stored case that fails in another way stays, and the other failure gets an entry of its own.
  @Test func anotherFailureDoesNotReplaceAnEntry() throws {
    try withStore { store in
      _ = checkProperty("law", fourDigits, settings: settings(store)) { try require($0 < 5_000) }
      let old = try #require(store.load(property: "law").first)
      let other = checkProperty("law", fourDigits, settings: settings(store)) {
        try require($0 < 300, "another place")
      }
      #expect(other.statistics.replayedFailing == 1 && other.failures.count == 1)
      let entries = store.load(property: "law")
      #expect(entries.contains(old) && Set(entries.map(\.rendered)) == ["5000", "300"])
    }
  }

  @Test func keepsPropertiesApart() throws {
    try withStore { store in
      let names = ["a/b", "a-b", "..", "naïve \n name", "\u{301}accent", "two\r\nlines"]
      for name in names {
        _ = checkProperty(name, fourDigits, settings: settings(store)) { try require($0 < 100) }
      }
      for name in names {
        let entries = store.load(property: name)
        #expect(entries.map(\.property) == [name] && entries.map(\.rendered) == ["100"])
      }
      #expect(store.load(property: "another").isEmpty)
    }
  }

  /// Repositories may be set to write line ends of two signs.
  @Test func readsEitherKindOfLineEnd() throws {
    try withStore { store in
      _ = checkProperty("law", fourDigits, settings: settings(store)) { try require($0 < 100) }
      let entries = store.load(property: "law")
      for name in try FileManager.default.subpathsOfDirectory(atPath: store.directory)
      where name.hasSuffix(".failure") {
        let file = URL(fileURLWithPath: store.directory + "/" + name)
        let text = try String(contentsOf: file, encoding: .utf8)
        try Data(text.split(separator: "\n").joined(separator: "\r\n").utf8).write(to: file)
      }
      #expect(entries.count == 1 && store.load(property: "law") == entries)
    }
  }

  @Test func anUnwritableStoreIsNoPass() throws {
    let store = FailureStore(directory: "/dev/null/nowhere")
    let report = checkProperty("nowhere", fourDigits, settings: settings(store)) {
      try require($0 < 100)
    }
    #expect(report.outcome == .failed && report.failures.first?.rendered == "100")
  }

  @Test func skipsFilesThatAreNoEntries() throws {
    try withStore { store in
      _ = checkProperty("law", fourDigits, settings: settings(store)) { try require($0 < 100) }
      let entry = try #require(store.load(property: "law").first)
      for folder in try FileManager.default.contentsOfDirectory(atPath: store.directory) {
        let path = store.directory + "/" + folder
        for name in ["0.failure", "1.failure", "notes.txt"] {
          try Data([0xff, 0xfe, 0x0a]).write(to: URL(fileURLWithPath: path + "/" + name))
        }
      }
      #expect(store.load(property: "law") == [entry])
    }
  }
}
