// SPDX-License-Identifier: GPL-3.0-or-later

extension Rule {
  /// Calls that make a run depend on more than its inputs, or end it without a verdict.
  static let bannedCalls = Rule(
    "banned-calls", looksAt: { $0.isSwift && $0.isIn("Sources") }, file: bannedCallFindings,
    examples: [
      .passes([
        "Sources/pmx/Support/RunEnvironment.swift":
          "let a = (Date(), ProcessInfo.processInfo.environment, CLOCK_MONOTONIC)\n",
        "Sources/MarketData/Bars/BarHistory.swift": "func futureCloseForControls() {}\n",
        "Sources/Verification/Controls/A.swift": "futureCloseForControls()\n",
        "Sources/Signals/A.swift": """
        // Date() and print(a) in a comment, "try!" in a text.
        let a = PiecewiseDate(), b = "print(best)", c = values as? Int
        """,
      ]),
      .fails(
        [
          "Sources/Signals/A.swift": """
          let a = Date()
          let b = Foundation.Date.now, c = ContinuousClock()
          var d = SystemRandomNumberGenerator()
          let e = Int.random(in: 0..<2), f = [1].shuffled()
          let g = [1].randomElement() as! Int
          let h = try! i()
          print(h)
          fatalError("\\(Date())")
          let j = ProcessInfo.processInfo.environment
          futureCloseForControls()
          """,
          "Sources/pmx/Support/A.swift": "clock_gettime(CLOCK_MONOTONIC, &a)\n",
          "Sources/Verification/A.swift": "futureCloseForControls()\n",
        ],
        at: "Sources/Signals/A.swift:1", "Sources/Signals/A.swift:2", "Sources/Signals/A.swift:2",
        "Sources/Signals/A.swift:3", "Sources/Signals/A.swift:4", "Sources/Signals/A.swift:4",
        "Sources/Signals/A.swift:5", "Sources/Signals/A.swift:5", "Sources/Signals/A.swift:6",
        "Sources/Signals/A.swift:7", "Sources/Signals/A.swift:8", "Sources/Signals/A.swift:8",
        "Sources/Signals/A.swift:9", "Sources/Signals/A.swift:10", "Sources/pmx/Support/A.swift:1",
        "Sources/pmx/Support/A.swift:1", "Sources/Verification/A.swift:1"),
    ])
}

/// A run of tokens that may stand only in some places, and what to write instead.
private struct Ban {
  let tokens: [String]
  let instead: String
  let allowed: [String]

  init(_ tokens: String, _ instead: String, allowed: String...) {
    self.tokens = tokens.split(separator: " ").map(String.init)
    self.instead = instead
    self.allowed = allowed
  }
}

private let environmentFile = "Sources/pmx/Support/RunEnvironment.swift"

private let bans = [
  Ban("Date ( )", "take the time as an argument from RunEnvironment", allowed: environmentFile),
  Ban("Date . now", "take the time as an argument from RunEnvironment", allowed: environmentFile),
  Ban(
    "ContinuousClock", "measure with RunEnvironment's CPU seconds",
    allowed: "Sources/PropertyTesting/Runner/MonotonicClock.swift"),
  Ban("SuspendingClock", "measure with RunEnvironment's CPU seconds"),
  Ban("clock_gettime", "measure with RunEnvironment's CPU seconds", allowed: environmentFile),
  Ban("CLOCK_*", "measure with RunEnvironment's CPU seconds", allowed: environmentFile),
  Ban(
    "ProcessInfo . processInfo . environment", "ask RunEnvironment",
    allowed: environmentFile, "Sources/PropertyTestingTraits/PropertyEnvironment.swift"),
  Ban(
    "getenv", "ask RunEnvironment",
    allowed: environmentFile, "Sources/PropertyTesting/Isolation/IsolationRequest.swift"),
  Ban("SystemRandomNumberGenerator", "draw from a keyed RandomStream"),
  Ban(". random ( in", "draw from a keyed RandomStream"),
  Ban(". shuffled (", "permute with a keyed RandomStream"),
  Ban(". shuffle (", "permute with a keyed RandomStream"),
  Ban(". randomElement", "draw from a keyed RandomStream"),
  Ban("try !", "handle the error or let it pass on with try"),
  Ban("as !", "use as? and say what happens otherwise, or give the type a generic"),
  Ban("print (", "return a result; pmx writes it"),
  Ban("fatalError (", "state the contract with precondition, or throw"),
  Ban(
    "futureCloseForControls", "only controls may look ahead; use closes up to now",
    allowed: "Sources/MarketData/Bars/BarHistory.swift", "Sources/Verification/Controls/"),
]

private func bannedCallFindings(_ file: SourceFile) -> [Finding] {
  let bans = bans.filter { ban in !ban.allowed.contains { file.path.hasPrefix($0) } }
  let byFirst = Dictionary(grouping: bans, by: { $0.tokens[0] })
  return file.tokens.indices.flatMap { index in
    let text = file.tokens[index].text
    let first = text.hasPrefix("CLOCK_") ? "CLOCK_*" : text
    guard let candidates = byFirst[first] else { return [Finding]() }
    return candidates.filter {
      file.tokens.matches(Array($0.tokens.dropFirst()), at: index + 1)
    }.map {
      file.finding(
        file.tokens[index].line, "`\($0.tokens.joined())` is not for here; \($0.instead)")
    }
  }
}
