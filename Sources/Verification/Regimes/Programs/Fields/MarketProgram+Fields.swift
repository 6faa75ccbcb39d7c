// SPDX-License-Identifier: GPL-3.0-or-later

extension MarketSegment: FieldGroup {
  public static var example: Self { Self(.example, bars: 2) }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    let outer = visitor.scope.dependence
    try visitor.inheritedDependence(&dependence)
    visitor.scope.dependence = dependence ?? outer
    try visitor.group("process", &process)
    visitor.scope.dependence = outer
    if case .fractional = process {
      // Mixed anew at every bar, or bent, the noise would no longer be fractional.
      let own = dependence ?? outer
      try visitor.require(
        own.keepsMemory, "process",
        "fractional noise must not stand under a rolling dependence or a Student copula")
    }
    try visitor.require(
      dependence == nil || inheritsSomewhere, "dependence",
      "it must be inherited where every state has a dependence of its own")
    let isRolling = ownDependences.contains(where: \.isRolling)
    let least = max(process.minimumBars, isRolling ? 2 : 1)
    try visitor.integer("bars", &bars, in: least...10_000_000, usually: max(2, least)...60)
    visitor.scope.segmentBars = bars
    try visitor.groups(.defaulted("stresses"), &stresses, count: 0...100, usually: 0...2)
    let lists = stresses.compactMap(\.eventListName)
    try visitor.require(
      Set(lists).count == lists.count, "stresses",
      "lists of random events must have different names, or they strike at the same bars")
  }

  /// Whether a bar's dependence may be that of the segment.
  private var inheritsSomewhere: Bool {
    guard case .switching(let switching) = process else { return true }
    return switching.states.contains { $0.dependence == nil }
  }

  /// Whether a bar's dependence may be that of the program.
  fileprivate var inheritsFromProgram: Bool { dependence == nil && inheritsSomewhere }

  /// The dependences of the segment and its states.
  private var ownDependences: [Dependence] {
    var own = dependence.map { [$0] } ?? []
    if case .switching(let switching) = process { own += switching.states.compactMap(\.dependence) }
    return own
  }
}

extension FieldVisitor {
  /// Visits a dependence that takes the place of the one around it.
  mutating func inheritedDependence(_ value: inout Dependence?) throws(Failure) {
    try optionalGroup(.defaulted("dependence"), &value, absence: "inherited")
    let outer = scope.dependence
    try require(
      value != outer, "dependence", "a dependence that is the same as outside must be inherited")
  }
}

extension MarketProgram: FieldGroup {
  public static var example: Self { Self(name: "example", segments: [.example]) }

  public mutating func visit<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.word("name", &name)
    try visitor.words(.defaulted("assets"), &assets, count: 1...10_000)
    visitor.scope.assets = assets.count
    visitor.scope.assetNames = assets
    try visitor.group(.defaulted("calendar"), &calendar)
    visitor.scope.barsPerSession = calendar.barsPerSession
    visitor.scope.barsPerYear = calendar.barsPerYear
    try visitPrices(&visitor)
    try visitor.optionalGroup(.defaulted("volume"), &volume, absence: "none")
    try visitor.optionalGroup(.defaulted("microstructure"), &microstructure, absence: "none")
    try visitor.optionalGroup(.defaulted("signal"), &signal, absence: "none")
    try visitor.group(.defaulted("dependence"), &dependence)
    visitor.scope.dependence = dependence
    try visitor.groups("segments", &segments, count: 1...10_000, usually: 1...4)
    try visitSegmentRules(&visitor)
    visitor.scope.totalBars = bars
    try visitor.groups(.defaulted("faults"), &faults, count: 0...100, usually: 0...2)
    try visitor.require(
      !faults.dropLast().contains(where: \.isTruncation), "faults",
      "a truncation must be the last fault: nothing is written behind it")
  }

  private mutating func visitPrices<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.number(
      .defaulted("initial_price"), &initialPrice, in: 1e-6...1e12, usually: 1...1000)
    try visitor.number(
      .defaulted("overnight_share"), &overnightShare, in: 0...0.999_999, usually: 0...0.9)
    try visitor.integer(.defaulted("steps_per_bar"), &stepsPerBar, in: 1...4096, usually: 1...4)
    // Of coarser prices, too little of the market would be left.
    try visitor.optionalNumber(
      .defaulted("tick"), &tick, in: 1e-12 * initialPrice...0.1 * initialPrice,
      usually: 1e-6 * initialPrice...1e-4 * initialPrice)
  }

  private mutating func visitSegmentRules<Visitor: FieldVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    let total = bars
    try visitor.require(
      (2...1_000_000_000).contains(total), "segments",
      "a market of \(total) bars must have 2 to 1000000000")
    let last = calendar.lastDay(count: total)
    try visitor.require(
      last <= BarCalendar.lastWritableDay, "segments",
      "\(total) bars of this calendar must end by the year 9999")
    if case .leak(let leak) = signal {
      try visitor.require(
        leak.leaks < total, "signal",
        "\(leak.leaks) leaks must be fewer than the \(total) bars")
    }
    try visitor.require(
      dependence == .independent || segments.contains(where: \.inheritsFromProgram), "dependence",
      "it must be independent where every segment has a dependence of its own")
  }
}
