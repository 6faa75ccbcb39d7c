// SPDX-License-Identifier: GPL-3.0-or-later
//
// Dictionaries and sets come in another order on every run. Whoever walks one sorts, or says why
// the order does not matter. The rule knows what a file declares, not types: it sees names with a
// dictionary's or a set's type or value in the same file, and calls of their initialisers.

extension Rule {
  static let unorderedIteration = Rule(
    "unordered-iteration", looksAt: { $0.isSwift && $0.isIn("Sources") }, file: unorderedFindings,
    examples: [
      .passes([
        "Sources/A/A.swift": """
        var counts: [String: Int] = [:]
        let seen = Set(stamps)
        for key in counts.keys.sorted() { a() }
        for entry in counts
          .map({ $0 }).sorted(by: <) {}
        for value in counts["a"] ?? [] {}
        for value in path.values.dropFirst() {}
        let a = seen.count + counts.values.count, b = counts.keys.contains("a")
        let c = Set(names).sorted().map(a), d = seen.filter(a)
        for x in seen { sum += x }  // order does not matter: integers add up
        // order does not matter: each is checked by itself
        seen.forEach(check)
        let e = first.map { $0 ? [1] : [2: 3].count }
        """
      ]),
      .fails(
        [
          "Sources/A/A.swift": """
          var counts: [String: [Int]]
          let seen: Set<Int>?, other = [1: 2], grouped = Dictionary(grouping: a, by: b)
          for (key, value) in counts where a {}
          for x in self.seen { b() }
          for x in Set(stamps) { b() }  // order does not matter:
          let a = counts.map { $0 }
          let b = grouped.values.map(c).joined()
          let c = any.keys.first, d = Array(other)
          let e = Dictionary(uniqueKeysWithValues: a).map(b), f = Set<Int>(a).first
          let g = seen?.reduce(0, +)
          """
        ],
        at: "Sources/A/A.swift:3", "Sources/A/A.swift:4", "Sources/A/A.swift:5",
        "Sources/A/A.swift:6", "Sources/A/A.swift:7", "Sources/A/A.swift:8",
        "Sources/A/A.swift:9", "Sources/A/A.swift:10"),
    ])
}

/// Members whose result depends on the order.
private let ordered: Set<String> = [
  "map", "flatMap", "compactMap", "forEach", "reduce", "first", "enumerated", "joined", "keys",
  "values", "prefix", "dropFirst", "makeIterator", "lazy", "popFirst", "elementsEqual",
]
/// Members that end the question: they order, or need none.
private let settled: Set<String> = [
  "sorted", "contains", "count", "isEmpty", "allSatisfy", "min", "max", "sort",
]

private func unorderedFindings(_ file: SourceFile) -> [Finding] {
  let names = unorderedNames(file.tokens)
  let lines = file.tokens.indices.filter { isUnorderedUse($0, file.tokens, names) }
    .map { file.tokens[$0].line }
  return Set(lines).filter { !isExcused($0, file) }.sorted().map {
    file.finding(
      $0, "walks a dictionary or set; sort it, or add `// order does not matter: why`")
  }
}

/// Whether the line, or a comment on the line before, gives a reason.
private func isExcused(_ line: Int, _ file: SourceFile) -> Bool {
  let own = file.lines[line - 1]
  let before = line > 1 ? file.lines[line - 2].drop { $0 == " " } : ""
  let comments = before.hasPrefix("//") ? [own, String(before)] : [own]
  let mark = "// order does not matter: "
  return comments.contains { comment in
    guard let start = comment.firstRange(of: mark) else { return false }
    return comment[start.upperBound...].contains { $0.isLetter }
  }
}

/// Names that the file gives a dictionary's or a set's type or value.
private func unorderedNames(_ tokens: [Token]) -> Set<String> {
  var names: Set<String> = []
  for index in tokens.indices.dropFirst() {
    let mark = tokens[index].text
    guard mark == ":" || mark == "=", tokens[index - 1].isWord else { continue }
    let value = tokens.text(index + 1) == "inout" ? index + 2 : index + 1
    let isDeclared = mark == ":" || ["let", "var", ","].contains(tokens.text(index - 2))
    let isBracket = isDeclared && isDictionaryBracket(value, tokens)
    if isBracket || isInitialiser(value, tokens) { names.insert(tokens[index - 1].text) }
  }
  return names
}

/// Whether `Set` or `Dictionary` stands with its parameters or arguments.
private func isInitialiser(_ index: Int, _ tokens: [Token]) -> Bool {
  let name = tokens.text(index)
  return (name == "Set" || name == "Dictionary") && ["(", "<"].contains(tokens.text(index + 1))
    && tokens.text(index - 1) != "."
}

/// Whether a bracket holds `key: value` at its own level.
private func isDictionaryBracket(_ open: Int, _ tokens: [Token]) -> Bool {
  guard tokens.text(open) == "[" else { return false }
  let close = tokens.closing(open)
  var index = open + 1
  var questions = 0
  while index < close {
    switch tokens[index].text {
    case "(", "[", "{": index = tokens.closing(index)
    case "?": questions += 1
    case ":" where questions > 0: questions -= 1
    case ":": return true
    default: break
    }
    index += 1
  }
  return false
}

/// Whether something at this index walks a dictionary or a set.
private func isUnorderedUse(_ index: Int, _ tokens: [Token], _ names: Set<String>) -> Bool {
  if tokens[index].text == "keys", tokens.text(index - 1) == "." {
    return !isSettled(index + 1, tokens)
  }
  guard let end = unorderedEnd(index, tokens, names) else { return false }
  if isSettled(end, tokens) { return false }
  let chained = tokens.text(end) == "." && ordered.contains(tokens.text(end + 1))
  let copied = tokens.text(index - 1) == "(" && tokens.text(index - 2) == "Array"
  return chained || (copied && tokens.text(end) == ")") || isWalked(index, end, tokens)
}

/// The index after a name or initialiser that stands for a dictionary or set; nil for others.
private func unorderedEnd(_ index: Int, _ tokens: [Token], _ names: Set<String>) -> Int? {
  guard tokens[index].isWord else { return nil }
  if isInitialiser(index, tokens) {
    guard let open = tokens[index...].firstIndex(where: { ["(", "{", "="].contains($0.text) }),
      tokens[open].text == "("
    else { return nil }
    return tokens.closing(open) + 1
  }
  let isMember = tokens.text(index - 1) == "." && tokens.text(index - 2) != "self"
  guard names.contains(tokens[index].text), !isMember else { return nil }
  return ["?", "!"].contains(tokens.text(index + 1)) ? index + 2 : index + 1
}

/// Whether a `for` walks what stands from an index to an end.
private func isWalked(_ index: Int, _ end: Int, _ tokens: [Token]) -> Bool {
  let start = tokens.text(index - 1) == "." ? index - 2 : index
  return tokens.text(start - 1) == "in" && ["{", "where"].contains(tokens.text(end))
    && tokens[..<start].suffix(16).contains { $0.text == "for" }
}

/// Whether the chain of members from an index on comes to one that orders or needs no order.
private func isSettled(_ start: Int, _ tokens: [Token]) -> Bool {
  var index = start
  while index < tokens.count {
    switch tokens[index].text {
    case ".":
      if settled.contains(tokens.text(index + 1)) { return true }
      index += 2
    case "?", "!": index += 1
    case "(", "[": index = tokens.closing(index) + 1
    case "{" where tokens[index].line == tokens[index - 1].line: index = tokens.closing(index) + 1
    default: return false
    }
  }
  return false
}
