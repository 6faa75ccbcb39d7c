// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text form of a model, as the command line and candidate files write it: a name, its orders
// in parentheses or after a colon, and options after semicolons, as in `ar(2);window=250`.

/// Reads models from text.
public enum ModelSpecification {
  /// The models there are, each with its options and their defaults.
  public static let catalogue: [(pattern: String, meaning: String)] =
    [
      ("naive", "random walk: the last value, standard error growing with the root of the horizon"),
      ("drift", "random walk with the mean step so far"),
      ("seasonal-naive:M", "the value M observations ago"),
      ("trend", "straight line in time by least squares"),
      ("ar(p);window=W", "autoregression by least squares on the last W values (default: all)"),
      ("ewma;lambda=0.94", "exponentially weighted volatility of zero-mean returns"),
    ] + ARIMASpecification.catalogue + GARCH.catalogue

  /// Returns the model that a text names.
  ///
  /// - Throws: `SpecificationError`, which says what was not understood and what there is.
  public static func model(_ text: String) throws(SpecificationError) -> any ForecastModel {
    var parts = text.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    let head = parts.removeFirst()
    if ARIMASpecification.isNamed(by: head) { return try ARIMASpecification.model(text) }
    if GARCH.isNamed(by: head) { return try GARCH(specification: text) }
    var options = try Options(parts, of: text)
    let model = try model(head: head, options: &options, text: text)
    try options.requireEmpty()
    return model
  }

  private static func model(
    head: String, options: inout Options, text: String
  ) throws(SpecificationError) -> any ForecastModel {
    if let argument = argument(of: head, name: "seasonal-naive", open: ":", close: "") {
      return SeasonalNaive(season: try positive(argument, what: "the season", in: text))
    }
    if let argument = argument(of: head, name: "ar", open: "(", close: ")") {
      return try autoregression(argument, options: &options, text: text)
    }
    switch head {
    case "naive": return RandomWalk(drift: .zero)
    case "drift": return RandomWalk(drift: .estimated)
    case "trend": return LinearTrend()
    case "ewma":
      let decay = try options.take("lambda").map { value throws(SpecificationError) in
        guard let decay = Double(value), decay > 0, decay < 1 else {
          throw SpecificationError(text: text, problem: "lambda must lie strictly between 0 and 1")
        }
        return decay
      }
      return EWMAVolatility(decay: decay ?? 0.94)
    default:
      throw SpecificationError(text: text, problem: "there is no model \"\(head)\"")
    }
  }

  private static func autoregression(
    _ argument: String, options: inout Options, text: String
  ) throws(SpecificationError) -> any ForecastModel {
    let order = try positive(argument, what: "the order", in: text)
    guard let window = options.take("window") else { return Autoregression(order: order) }
    let length = try positive(window, what: "the window", in: text)
    guard length >= 2 * order + 2 else {
      throw SpecificationError(
        text: text, problem: "the window must hold at least 2p + 2 = \(2 * order + 2) values")
    }
    return Autoregression(order: order, window: length)
  }

  private static func argument(
    of head: String, name: String, open: String, close: String
  ) -> String? {
    guard head.hasPrefix(name + open), head.hasSuffix(close) else { return nil }
    return String(head.dropFirst(name.count + open.count).dropLast(close.count))
  }

  private static func positive(
    _ digits: String, what: String, in text: String
  ) throws(SpecificationError) -> Int {
    guard let number = Int(digits), (1...100_000).contains(number) else {
      throw SpecificationError(
        text: text, problem: "\(what) must be a whole number from 1 to 100000, not \"\(digits)\"")
    }
    return number
  }

  fileprivate static func trimmed(_ part: Substring) -> String {
    String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// The options after the model's name, each to be taken once.
private struct Options {
  private let text: String
  private var pairs: [(key: String, value: String)] = []

  init(_ parts: [String], of text: String) throws(SpecificationError) {
    self.text = text
    for part in parts {
      guard let equals = part.firstIndex(of: "=") else {
        throw SpecificationError(text: text, problem: "option \"\(part)\" must read key=value")
      }
      let key = ModelSpecification.trimmed(part[..<equals])
      guard !pairs.contains(where: { $0.key == key }) else {
        throw SpecificationError(text: text, problem: "option \"\(key)\" stands there twice")
      }
      pairs.append((key, ModelSpecification.trimmed(part[part.index(after: equals)...])))
    }
  }

  mutating func take(_ key: String) -> String? {
    guard let index = pairs.firstIndex(where: { $0.key == key }) else { return nil }
    return pairs.remove(at: index).value
  }

  func requireEmpty() throws(SpecificationError) {
    guard let first = pairs.first else { return }
    throw SpecificationError(text: text, problem: "the model has no option \"\(first.key)\"")
  }
}

/// A model text that cannot be read.
public struct SpecificationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text.
  public let text: String
  /// What is wrong with it.
  public let problem: String

  public var description: String {
    let known = ModelSpecification.catalogue.map(\.pattern).joined(separator: ", ")
    return "model \"\(text)\": \(problem); models are \(known)"
  }
}
