// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text forms `arima(p,d,q)`, `arima(p,d,q)(P,D,Q)[s];mean=none|constant`, `auto-arima` and
// `auto-arima[s];search=lattice|stepwise`.

/// Reads ARIMA models from text.
enum ARIMASpecification {
  static let catalogue: [(pattern: String, meaning: String)] = [
    (
      "arima(p,d,q)(P,D,Q)[s];mean=none|constant",
      "seasonal ARIMA by exact maximum likelihood; the constant acts on the differenced series "
        + "(default: constant without differences, none with them)"
    ),
    (
      "auto-arima[s];search=lattice|stepwise",
      "ARIMA with orders chosen by AICc, p, q ≤ 5 and P, Q ≤ 2 (default: lattice)"
    ),
  ]

  static func isNamed(by head: String) -> Bool {
    head.hasPrefix("arima(") || head == "auto-arima" || head.hasPrefix("auto-arima[")
  }

  static func model(
    _ text: String
  ) throws(SpecificationError) -> any ForecastModel {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.filter { $0 != " " }
    }
    var options = try options(parts.dropFirst(), text)
    let head = parts[0]
    if head.hasPrefix("auto-arima") {
      let search = try take("search", .lattice as AutomaticARIMA.Search, from: &options, text)
      try requireEmpty(options, text)
      let period = head == "auto-arima" ? 1 : try season(head.dropFirst("auto-arima".count), text)
      return AutomaticARIMA(period: period, search: search)
    }
    let order = try order(head.dropFirst("arima".count), text)
    let usual: ARIMAModel.Mean = order.d + order.seasonalD == 0 ? .constant : .none
    let mean = try take("mean", usual, from: &options, text)
    try requireEmpty(options, text)
    return ARIMAForecaster(ARIMAModel(order: order, mean: mean))
  }

  /// Reads "(p,d,q)" or "(p,d,q)(P,D,Q)[s]".
  private static func order(
    _ text: Substring, _ whole: String
  ) throws(SpecificationError) -> ARIMAOrder {
    guard let end = text.firstIndex(of: ")") else {
      throw problem(whole, "the orders must stand in parentheses")
    }
    let plain = try triple(text[...end], whole)
    let rest = text[text.index(after: end)...]
    guard !rest.isEmpty else { return ARIMAOrder(p: plain[0], d: plain[1], q: plain[2]) }
    guard let close = rest.firstIndex(of: ")") else {
      throw problem(whole, "seasonal orders must read (P,D,Q)[s]")
    }
    let seasonal = try triple(rest[...close], whole)
    let period = try season(rest[rest.index(after: close)...], whole)
    return ARIMAOrder(
      p: plain[0], d: plain[1], q: plain[2], seasonalP: seasonal[0], seasonalD: seasonal[1],
      seasonalQ: seasonal[2], period: period)
  }

  private static func triple(
    _ text: Substring, _ whole: String
  ) throws(SpecificationError) -> [Int] {
    guard text.hasPrefix("("), text.hasSuffix(")") else {
      throw problem(whole, "the orders must stand in parentheses")
    }
    let parts = text.dropFirst().dropLast().split(
      separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3, parts.count == 3, numbers.allSatisfy({ (0...1000).contains($0) })
    else { throw problem(whole, "orders must be three whole numbers from 0 to 1000") }
    guard numbers[1] <= 2 else {
      throw problem(whole, "a series must be differenced at most twice, not \(numbers[1]) times")
    }
    return numbers
  }

  private static func season(
    _ text: Substring, _ whole: String
  ) throws(SpecificationError) -> Int {
    guard text.hasPrefix("["), text.hasSuffix("]"),
      let period = Int(text.dropFirst().dropLast()), (2...100_000).contains(period)
    else { throw problem(whole, "the season must read [s] with s from 2 to 100000") }
    return period
  }

  private static func options(
    _ parts: ArraySlice<String>, _ whole: String
  ) throws(SpecificationError) -> [(key: String, value: String)] {
    var options: [(key: String, value: String)] = []
    for part in parts {
      guard let equals = part.firstIndex(of: "=") else {
        throw problem(whole, "option \"\(part)\" must read key=value")
      }
      let key = String(part[..<equals])
      guard !options.contains(where: { $0.key == key }) else {
        throw problem(whole, "option \"\(key)\" stands there twice")
      }
      options.append((key, String(part[part.index(after: equals)...])))
    }
    return options
  }

  private static func take<Choice: CaseIterable & RawRepresentable>(
    _ key: String, _ usual: Choice, from options: inout [(key: String, value: String)],
    _ whole: String
  ) throws(SpecificationError) -> Choice where Choice.RawValue == String {
    guard let index = options.firstIndex(where: { $0.key == key }) else { return usual }
    let value = options.remove(at: index).value
    guard let choice = Choice(rawValue: value) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw problem(whole, "\(key) must be one of \(known), not \"\(value)\"")
    }
    return choice
  }

  private static func requireEmpty(
    _ options: [(key: String, value: String)], _ whole: String
  ) throws(SpecificationError) {
    guard let first = options.first else { return }
    throw problem(whole, "the model has no option \"\(first.key)\"")
  }

  private static func problem(_ text: String, _ what: String) -> SpecificationError {
    SpecificationError(text: text, problem: what)
  }
}
