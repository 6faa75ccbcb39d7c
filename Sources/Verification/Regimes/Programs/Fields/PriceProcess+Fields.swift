// SPDX-License-Identifier: GPL-3.0-or-later

extension PriceProcess: FieldChoice {
  public static var example: Self { .brownian(.example) }

  /// Within a state a process has only some of the segment's bars: fractional noise, which replaces
  /// that of the whole segment, and further states have no meaning there.
  public static func kinds(in scope: FieldScope) -> [String] {
    let kinds = [
      "brownian", "mean_reverting", "merton", "kou", "heston", "garch", "egarch",
      "rough_volatility", "autoregressive", "seasonal", "bubble",
    ]
    return scope.isInState ? kinds : kinds + ["fractional", "switching"]
  }

  public var kind: String {
    switch self {
    case .brownian: "brownian"
    case .meanReverting: "mean_reverting"
    case .merton: "merton"
    case .kou: "kou"
    case .heston: "heston"
    case .garch: "garch"
    case .egarch: "egarch"
    case .switching: "switching"
    case .fractional: "fractional"
    case .roughVolatility: "rough_volatility"
    case .autoregressive: "autoregressive"
    case .seasonal: "seasonal"
    case .bubble: "bubble"
    }
  }

  public static func example(of kind: String) -> Self? {
    switch kind {
    case "brownian": .brownian(.example)
    case "mean_reverting": .meanReverting(.example)
    case "merton": .merton(.example)
    case "kou": .kou(.example)
    case "heston": .heston(.example)
    case "garch": .garch(.example)
    case "egarch": .egarch(.example)
    case "switching": .switching(.example)
    case "fractional": .fractional(.example)
    case "rough_volatility": .roughVolatility(.example)
    case "autoregressive": .autoregressive(.example)
    case "seasonal": .seasonal(.example)
    case "bubble": .bubble(.example)
    default: nil
    }
  }

  public mutating func visitFields<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    switch self {
    case .brownian(let process): self = .brownian(try visited(process, &visitor))
    case .meanReverting(let process): self = .meanReverting(try visited(process, &visitor))
    case .merton(let process): self = .merton(try visited(process, &visitor))
    case .kou(let process): self = .kou(try visited(process, &visitor))
    case .heston(let process): self = .heston(try visited(process, &visitor))
    case .garch(let process): self = .garch(try visited(process, &visitor))
    case .egarch(let process): self = .egarch(try visited(process, &visitor))
    case .switching(let process): self = .switching(try visited(process, &visitor))
    case .fractional(let process): self = .fractional(try visited(process, &visitor))
    case .roughVolatility(let process): self = .roughVolatility(try visited(process, &visitor))
    case .autoregressive(let process): self = .autoregressive(try visited(process, &visitor))
    case .seasonal(let process): self = .seasonal(try visited(process, &visitor))
    case .bubble(let process): self = .bubble(try visited(process, &visitor))
    }
  }

  private func visited<Process: FieldGroup, Visitor: FieldVisitor>(
    _ process: Process, _ visitor: inout Visitor
  ) throws(Visitor.Failure) -> Process {
    var process = process
    try process.visit(&visitor)
    return process
  }

  /// The least number of bars after which every field of the process has had an effect.
  var minimumBars: Int {
    switch self {
    case .brownian, .meanReverting, .merton, .kou, .heston, .fractional, .autoregressive,
      .seasonal:
      1
    case .bubble, .switching: 2
    // The first bar has the usual variance, the second the first shock's, the third remembers it.
    case .garch, .egarch, .roughVolatility: 3
    }
  }
}

extension MarketState: FieldGroup {
  public static var example: Self { Self(name: "calm", process: .example) }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.word("name", &name)
    try visitor.group("process", &process)
    try visitor.inheritedDependence(&dependence)
  }
}

extension MarkovSwitchingProcess: FieldGroup {
  public static var example: Self {
    Self(
      states: [
        .example,
        MarketState(
          name: "wild", process: .brownian(GeometricBrownianMotion(drift: 0, volatility: 0.8))),
      ],
      transition: [[0.75, 0.25], [0.5, 0.5]])
  }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    visitor.scope.isInState = true
    try visitor.groups("states", &states, count: 1...64, usually: 1...3)
    visitor.scope.isInState = false
    let names = states.map(\.name)
    try visitor.require(
      Set(names).count == names.count, "states",
      "two states have the same name among \(names.joined(separator: ", "))")
    try visitor.matrix("transition", &transition, .transition(states.count))
    let last = max(0, states.count - 1)
    try visitor.integer(
      .defaulted("initial_state"), &initialState, in: 0...last, usually: 0...last)
  }
}
