// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text form of the family: `garch(1,1)`, `gjr(1,1,1);dist=student`,
// `egarch(1,1,1);mean=ar1;start=first`. Two orders of `gjr` and `egarch` mean o = 1.

import NumericKernels

extension GARCH {
  /// The patterns of the family for a catalogue of models, with their meanings.
  public static let catalogue: [(pattern: String, meaning: String)] = [
    ("garch(p,q)", "variance from p squared errors and q variances; " + optionsMeaning),
    ("gjr(p,o,q)", "the same with o lags of negative squared errors; " + optionsMeaning),
    ("egarch(p,o,q)", "log variance from p sizes, o signs and q log variances; " + optionsMeaning),
  ]

  private static let optionsMeaning =
    "mean=zero|constant|ar1 (constant), "
    + "dist=\(StandardisedFamily.allCases.map(\.rawValue).joined(separator: "|")) (normal), "
    + "start=arch|fcp|first (arch)"

  /// Whether a text names a model of the family.
  public static func isNamed(by text: String) -> Bool {
    Kind.allCases.contains { text.hasPrefix($0.rawValue + "(") }
  }

  /// Reads a model of the family.
  ///
  /// - Throws: `SpecificationError` where the text does not follow the grammar.
  public init(specification text: String) throws(SpecificationError) {
    func problem(_ what: String) -> SpecificationError {
      SpecificationError(text: text, problem: what)
    }
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
    guard
      let kind = Kind.allCases.first(where: { parts[0].hasPrefix($0.rawValue + "(") }),
      parts[0].hasSuffix(")")
    else { throw problem("the model must read garch(p,q), gjr(p,o,q) or egarch(p,o,q)") }
    let inside = parts[0].dropFirst(kind.rawValue.count + 1).dropLast()
    let texts = inside.split(separator: ",", omittingEmptySubsequences: false).map(Self.trimmed)
    let orders = texts.compactMap { Int($0) }
    guard
      orders.count == texts.count, orders.count == 2 || (orders.count == 3 && kind != .garch),
      orders.allSatisfy({ (0...20).contains($0) })
    else {
      throw problem(
        "orders must be \(kind == .garch ? "two" : "two or three") numbers from 0 to 20")
    }
    let asymmetry = kind == .garch ? 0 : orders.count == 3 ? orders[1] : 1
    guard orders[0] + asymmetry > 0 else { throw problem("the variance must depend on an error") }
    var (mean, family, start) = (Mean.constant, StandardisedFamily.normal, Start.arch)
    var seen: [String] = []
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else {
        throw problem("option \"\(part)\" must read key=value")
      }
      let key = Self.trimmed(part[..<equals])
      let value = Self.trimmed(part[part.index(after: equals)...])
      guard !seen.contains(key) else { throw problem("option \"\(key)\" stands there twice") }
      seen.append(key)
      switch key {
      case "mean": mean = try Self.choice(value, key, problem)
      case "dist": family = try Self.choice(value, key, problem)
      case "start": start = try Self.choice(value, key, problem)
      default: throw problem("the model has no option \"\(key)\"")
      }
    }
    self.init(
      kind, p: orders[0], o: asymmetry, q: orders[orders.count - 1], mean: mean, family: family,
      start: start)
  }

  private static func choice<Choice: CaseIterable & RawRepresentable>(
    _ value: String, _ key: String, _ problem: (String) -> SpecificationError
  ) throws(SpecificationError) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: value) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw problem("\(key) must be one of \(known), not \"\(value)\"")
    }
    return choice
  }

  private static func trimmed(_ part: some StringProtocol) -> String {
    String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
