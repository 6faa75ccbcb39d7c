// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// Whatever a stage offers to others is documented where it is declared.
  static let publicDocumentation = Rule(
    "public-documentation", looksAt: { $0.isSwift && $0.isIn("Sources") }, file: undocumented,
    examples: documentationExamples)
}

/// Witnesses of requirements that are documented at their protocol: names, or names with labels.
private let witnesses: Set<String> = [
  // The standard library's protocols.
  "description", "<", "==", "+", "-", "+=", "-=", "hash", "encode", "init(from:)",
  "init(stringLiteral:)", "init(integerLiteral:)", "init(booleanLiteral:)",
  // Ours: ModelSpecification, FittedModel and TradingRule with their kin.
  "specification", "minimumObservations", "fit", "forecast", "sumForecast", "summary",
  "signal(after:)",
  // Ours: FieldGroup, FieldChoice and LogReturnLaw.
  "visit", "visitFields", "kinds(in:)", "kind", "example", "example(of:)",
  "martingaleExponent(at:years:)",
  // Ours: StandardisedDensity.
  "constant", "logWeight", "logWeightSlope", "shapeCount", "terms(_:)", "shapeCurvature(_:)",
  "cumulative(_:)", "quantile(_:)", "absoluteMean", "negativeSquareMean",
]
private let keywords: Set<String> = [
  "func", "var", "let", "init", "struct", "enum", "class", "actor", "protocol", "typealias",
  "subscript", "associatedtype", "case",
]
private let modifiers: Set<String> = [
  "static", "final", "mutating", "nonmutating", "nonisolated", "private", "fileprivate", "internal",
  "package", "convenience", "required", "override", "indirect", "lazy", "weak", "unowned",
  "prefix", "infix", "postfix", "borrowing", "consuming", "distributed", "dynamic", "optional",
]

/// What a pair of braces holds, as far as its members need documents without saying `public`.
private enum Scope { case publicEnum, publicProtocol, other }

private func undocumented(_ file: SourceFile) -> [Finding] {
  let tokens = file.tokens
  var findings: [Finding] = []
  var scopes: [Scope] = []
  var next = Scope.other
  for (index, token) in tokens.enumerated() {
    switch token.text {
    case "{":
      scopes.append(next)
      next = .other
    case "}": _ = scopes.popLast()
    case "public", "open":
      if tokens.text(index + 1) == "extension" {
        findings.append(file.finding(token.line, "write public at each member of the extension"))
      }
      guard let keyword = declaration(at: index + 1, tokens) else { continue }
      if tokens[keyword].text == "enum" { next = .publicEnum }
      if tokens[keyword].text == "protocol" { next = .publicProtocol }
      findings += finding(keyword, line: token.line, file, mayWitness: true)
    default:
      guard needsDocuments(token.text, in: scopes.last ?? .other) else { continue }
      if tokens.text(index - 1) == "." { continue }
      findings += finding(index, line: token.line, file, mayWitness: false)
    }
  }
  return findings
}

/// The index of a declaration's keyword after its modifiers; nil where no declaration stands.
private func declaration(at start: Int, _ tokens: [Token]) -> Int? {
  var index = start
  while index < tokens.count {
    let text = tokens[index].text
    let isClassMember = text == "class" && ["func", "var"].contains(tokens.text(index + 1))
    if keywords.contains(text), !isClassMember { return index }
    guard modifiers.contains(text) || isClassMember else { return nil }
    index = tokens.text(index + 1) == "(" ? tokens.closing(index + 1) + 1 : index + 1
  }
  return nil
}

/// Cases of a public enum and requirements of a public protocol are public without the word.
private func needsDocuments(_ text: String, in scope: Scope) -> Bool {
  switch scope {
  case .publicEnum: text == "case"
  case .publicProtocol: ["func", "var", "init", "subscript", "associatedtype"].contains(text)
  case .other: false
  }
}

private func finding(
  _ keyword: Int, line: Int, _ file: SourceFile, mayWitness: Bool
) -> [Finding] {
  if isDocumented(line, file) { return [] }
  let names = names(at: keyword, file.tokens)
  if mayWitness, !witnesses.isDisjoint(with: names) { return [] }
  return [file.finding(line, "\(names[0]) is public without a /// comment; say what it promises")]
}

/// Whether a doc comment ends on the line before, or before the attributes there.
private func isDocumented(_ line: Int, _ file: SourceFile) -> Bool {
  for index in (0..<line - 1).reversed() {
    let text = file.lines[index].drop { $0 == " " }
    if text.hasPrefix("///") { return true }
    guard text.hasPrefix("@") else { return false }
  }
  return false
}

/// A declaration's name, then its name with argument labels where it has some.
private func names(at keyword: Int, _ tokens: [Token]) -> [String] {
  let isNameless = ["init", "subscript"].contains(tokens[keyword].text)
  var index = isNameless ? keyword : keyword + 1
  var name = tokens.text(index)
  index += 1
  if !tokens[index - 1].isWord {
    while tokens.text(index) != "(", index < tokens.count {
      name += tokens[index].text
      index += 1
    }
  }
  while index < tokens.count, !["(", "{", "=", ":"].contains(tokens[index].text) { index += 1 }
  guard tokens.text(index) == "(" else { return [name] }
  return [name, name + "(" + labels(from: index, tokens) + ")"]
}

/// The argument labels of the list of parameters that opens at an index.
private func labels(from open: Int, _ tokens: [Token]) -> String {
  let close = tokens.closing(open)
  var labels = ""
  var index = open
  while index < close {
    let opensNested = index > open && ["(", "[", "{"].contains(tokens[index].text)
    if opensNested { index = tokens.closing(index) }
    if index == open || tokens[index].text == "," {
      let isLabel = tokens.text(index + 2) == ":" || tokens.text(index + 3) == ":"
      if isLabel { labels += tokens.text(index + 1) + ":" }
    }
    index += 1
  }
  return labels
}

private let documentationExamples: [Example] = [
  .passes([
    "Sources/A/A.swift": """
    /// A.
    @frozen
    public struct A: Codable {
      let hidden = open(path, 0)
      /// B.
      @inlinable public private(set) var b: Int { 1 }
      public static func < (left: A, right: A) -> Bool { true }
      public init(
        from decoder: any Decoder
      ) throws {}
      public func signal(after history: History) -> Int { 1 }
      // public func commented() {}
    }
    enum C { case c }
    /// D.
    public enum D {
      /// E.
      case e
      func f() { switch self { case .e: break } }
    }
    """
  ]),
  .fails(
    [
      "Sources/A/A.swift": """
      public struct A {
        // B.
        public let b = 1
        /// C.

        public init(from b: Int, to c: Int) {}
        public class func d() {}
        public func signal(before history: [Int: Int]) -> Int { 1 }
        public nonisolated(unsafe) static var e: Int { 1 }
      }
      /// F.
      public indirect enum F {
        case f, g
      }
      /// H.
      public protocol H {
        associatedtype I
        func fit() -> Int
        /// J.
        var j: Int { get }
      }
      public extension A {}
      """
    ],
    at: "Sources/A/A.swift:1", "Sources/A/A.swift:3", "Sources/A/A.swift:6",
    "Sources/A/A.swift:7", "Sources/A/A.swift:8", "Sources/A/A.swift:9", "Sources/A/A.swift:13",
    "Sources/A/A.swift:17", "Sources/A/A.swift:18", "Sources/A/A.swift:22"),
]
