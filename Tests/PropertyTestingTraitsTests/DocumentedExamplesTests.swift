// SPDX-License-Identifier: GPL-3.0-or-later
//
// The examples of the documentation, line by line, and a test that there are no others. Foundation
// to read the documentation.

import Foundation
import PropertyTesting
import PropertyTestingTraits
import Testing

private func average(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

@Suite(.property(cases: 1000)) struct Averages {
  @Test(.property(seed: 7)) func staysInRange() {
    forAll(Generator<Double>.double(in: 0...1).list()) { values in
      #expect(average(values) <= 1)
    }
  }
}

private struct Stack {
  var numbers: [Int] = []

  mutating func push(_ number: Int) -> Int {
    numbers.append(number)
    return numbers.count
  }
}

@Suite struct DocumentedExamplesTests {
  @Test func reversingTwice() {
    let digits = Generator<Int>.integer(in: 0...9).list()
    let report = checkProperty("reversing twice", digits) { list in
      try require(list.reversed().reversed() == list)
    }
    #expect(report.isSuccess)
  }

  @Test func orderedPairs() {
    let ordered = Generator<(Int, Int)>(label: "ordered") { draw in
      let low = try draw(.integer(in: 0...9))
      return (low, try draw(.integer(in: low...9)))
    }
    forAll(ordered) { low, high in #expect(low <= high) }
  }

  @Test func stacks() {
    let commands: [Command<[Int], Stack>] = [
      Command(
        "push", drawing: { _ in .integer(in: 0...9) },
        model: { model, number in
          model.append(number)
          return model.count
        }, system: { stack, number in stack.push(number) })
    ]
    let machine = StateMachine(model: [], system: { Stack() }, commands: commands)
    forAll(machine.sequences()) { try $0.run() }
  }

  /// Every block of Swift in the documentation of both modules stands in this target.
  @Test func theDocumentationShowsWhatIsTested() throws {
    let own = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    var root = own
    while !FileManager.default.fileExists(atPath: root.appendingPathComponent("Sources").path) {
      root.deleteLastPathComponent()
    }
    let code = try files(below: own).flatMap { try lines(of: $0) }
    let documents = try ["PropertyTesting", "PropertyTestingTraits"].flatMap {
      try files(below: root.appendingPathComponent("Sources/" + $0))
    }
    let blocks = try documents.flatMap { try examples(in: $0) }
    #expect(blocks.count >= 9)
    for block in blocks {
      let isThere = code.indices.contains { code[$0...].starts(with: block) }
      #expect(isThere, "not in the tests: \(block.first ?? "")")
    }
  }

  private func files(below folder: URL) throws -> [URL] {
    let folder = folder.resolvingSymlinksInPath()
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return all.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".md") }.sorted()
      .map { folder.appendingPathComponent($0) }
  }

  /// The lines of a file's blocks of Swift: of a page, or of the comments in code.
  private func examples(in file: URL) throws -> [[Substring]] {
    let isPage = file.pathExtension == "md"
    let text = try lines(of: file).compactMap { line in
      if isPage { return line }
      return line.hasPrefix("///") ? line.dropFirst(3).drop { $0 == " " } : nil
    }
    var blocks: [[Substring]] = []
    var isInside = false
    for line in text where !line.isEmpty {
      if line.hasPrefix("```") {
        isInside = line == "```swift"
        if isInside { blocks.append([]) }
      } else if isInside {
        blocks[blocks.count - 1].append(line)
      }
    }
    return blocks
  }

  private func lines(of file: URL) throws -> [Substring] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
  }
}
