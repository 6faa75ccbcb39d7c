// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads markup tag by tag and names what breaks it.
///
/// Enough of a parser for what the report writes: no comments, no scripts, quoted attributes.
struct MarkupChecker {
  private(set) var openTags = [String]()
  private(set) var complaints = [String]()
  private(set) var identifiers = Set<String>()
  private static let void: Set = ["meta", "!doctype"]

  init(_ markup: String) {
    var rest = Substring(markup)
    while let start = rest.firstIndex(of: "<") {
      if rest[..<start].contains(">") && openTags.last != "style" { complaints.append("stray >") }
      rest = rest[start...].dropFirst()
      guard let end = rest.firstIndex(of: ">") else {
        complaints.append("unfinished tag")
        return
      }
      read(rest[..<end])
      rest = rest[end...].dropFirst()
    }
    if !openTags.isEmpty { complaints.append("never closed: \(openTags)") }
  }

  private mutating func read(_ tag: Substring) {
    if tag.contains("<") { complaints.append("stray < in \(tag)") }
    if tag.count(where: { $0 == "\"" }) % 2 != 0 { complaints.append("odd quotes in \(tag)") }
    let name = String(tag.prefix { $0 != " " })
    if name.hasPrefix("/") {
      let expected = openTags.popLast()
      if expected != String(name.dropFirst()) {
        complaints.append("\(name) closes \(expected ?? "nothing")")
      }
    } else if !tag.hasSuffix("/") && !Self.void.contains(name) {
      openTags.append(name)
    }
    noteIdentifier(in: tag)
  }

  private mutating func noteIdentifier(in tag: Substring) {
    let parts = tag.split(separator: " id=\"")
    guard parts.count == 2 else { return }
    let identifier = String(parts[1].prefix { $0 != "\"" })
    if !identifiers.insert(identifier).inserted { complaints.append("twice: \(identifier)") }
  }
}

/// A small reproducible source of numbers for sampled properties.
struct SampleSource {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A number from `range`, all about equally likely.
  mutating func uniform(_ range: ClosedRange<Double>) -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let unit = Double(state >> 11) / 9_007_199_254_740_992
    return range.lowerBound + unit * (range.upperBound - range.lowerBound)
  }
}
