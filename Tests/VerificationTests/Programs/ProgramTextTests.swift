// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing
import Verification

@Test func everyProgramReadsBackFromItsText() {
  for values in [MarketProgram.DrawnValues.usual, .all] {
    let report = checkProperty(
      "round trip", MarketProgram.generator(values: values), settings: .init(cases: 600, seed: 3)
    ) { program in
      let read = try readProgram(program.text)
      try require(read == program)
      try require(read.text == program.text)
    }
    #expect(report.isSuccess, "\(report)")
  }
}

@Test(arguments: processKinds)
func everyKindOfProcessReadsBackAndIsValid(kind: String) throws {
  let process = try #require(PriceProcess.example(of: kind))
  #expect(process.kind == kind)
  let written = program(process)
  #expect(defect(written) == nil)
  #expect(written.text.contains("      kind: \(kind)\n"))
  #expect(try readProgram(written.text) == written)
}

@Test(arguments: dependenceKinds)
func everyKindOfDependenceReadsBackAndIsValid(kind: String) throws {
  let dependence = try #require(Dependence.example(of: kind))
  #expect(dependence.kind == kind)
  let written = program(.example, assets: 3, dependence: dependence)
  #expect(defect(written) == nil)
  #expect(try readProgram(written.text) == written)
}

@Test(arguments: processKinds)
func noPropertyOfAProcessIsForgotten(kind: String) throws {
  let process = try #require(PriceProcess.example(of: kind))
  let payload = try #require(Mirror(reflecting: process).children.first?.value)
  let keys = try YAMLTree(program(process).text).keys("segments", "0", "process")
  #expect(keys.count == Mirror(reflecting: payload).children.count + 1)
}

@Test func noPropertyOfAProgramIsForgotten() throws {
  var example = program(.switching(.example))
  example.microstructure = MicrostructureModel()
  let tree = try YAMLTree(example.text)
  func count(_ value: Any) -> Int { Mirror(reflecting: value).children.count }
  #expect(tree.keys().count == count(example) + 1)
  #expect(tree.keys("calendar").count == count(example.calendar))
  #expect(tree.keys("volume").count == count(VolumeModel()))
  #expect(tree.keys("microstructure").count == count(MicrostructureModel()))
  #expect(tree.keys("segments", "0").count == count(example.segments[0]))
  #expect(
    tree.keys("segments", "0", "process", "states", "0").count == count(MarketState.example))
}

@Test func theExampleHasThisText() throws {
  var example = MarketProgram.example
  example.assets = ["A001", "A002", "A003"]
  let rows = [[1, 0, 0.5], [0, 1, 0], [0.5, 0, 1]]
  example.dependence = .rolling(
    .matrix(try Correlation(rows)), .factor(loadings: [0.25, 1e-5]), period: 20)
  #expect(
    example.text == """
      schema: pmx.market/1
      name: example
      assets: [A001, A002, A003]
      calendar:
        skips_weekends: true
        first_day: 10959
        bars_per_session: 1
        sessions_per_year: 252
      initial_price: 100.0
      overnight_share: 0.0
      steps_per_bar: 1
      tick: none
      volume:
        level: 1000000.0
        persistence: 0.5
        volatility_weight: 0.6
        shock_weight: 0.25
        noise: 0.2
        reference_volatility: 0.2
        u_shape: 0.0
      microstructure: none
      signal: none
      dependence:
        kind: rolling
        first:
          kind: matrix
          rows:
            - [1.0, 0.0, 0.5]
            - [0.0, 1.0, 0.0]
            - [0.5, 0.0, 1.0]
        second:
          kind: factor
          loadings: [0.25, 1e-05]
        period_bars: 20.0
      segments:
        - dependence: inherited
          process:
            kind: brownian
            drift: 0.0
            volatility: 0.3
          bars: 2
          stresses: []
      faults: []

      """)
}

/// The shortest file: what it leaves out has the initialiser's defaults.
private let shortest = """
  schema: pmx.market/1
  name: short
  segments:
    - process:
        kind: garch
        volatility: 0.2
        shock_weight: 0.1
        persistence: 0.8
      bars: 250
  """

@Test func whatAFileLeavesOutHasTheDefaultOfTheInitialiser() throws {
  let garch = GARCHProcess(volatility: 0.2, shockWeight: 0.1, persistence: 0.8)
  #expect(
    try readProgram(shortest)
      == MarketProgram(name: "short", segments: [MarketSegment(.garch(garch), bars: 250)]))
  let volume = try readProgram(shortest + "\nvolume:\n  level: 5000")
  #expect(volume.volume == VolumeModel(level: 5000))
  #expect(try readProgram(shortest + "\nvolume: none").volume == nil)
}

@Test(arguments: [
  ("name: short\n", "", "name: is missing"),
  ("schema: pmx.market/1\n", "", "schema: is missing"),
  ("pmx.market/1", "pmx.market/2", "schema: \"pmx.market/2\" must be pmx.market/1"),
  (
    "name: short", "name: a b",
    "name: \"a b\" must be 1 to 100 letters, digits, points, "
      + "hyphens or underscores, and begin with a letter or digit"
  ),
  ("name: short", "name: [a]", "name: must be a single value"),
  (
    "name: short", "nom: x\nname: short",
    "nom: is not a key here; keys here are schema, name, "
      + "assets, calendar, initial_price, overnight_share, steps_per_bar, tick, volume, "
      + "microstructure, signal, dependence, segments, faults"
  ),
  (
    "    bars: 250", "    bars: 2.5",
    "segments[0].bars: \"2.5\" must be a whole number from 3 to 10000000"
  ),
  (
    "    bars: 250", "    bars: 2",
    "segments[0].bars: 2 must be a whole number from 3 to 10000000"
  ),
  ("    bars: 250", "    length: 250", "segments[0].bars: is missing"),
  (
    "volatility: 0.2", "volatility: high",
    "segments[0].process.volatility: \"high\" must be a number from 1e-06 to 20.0"
  ),
  (
    "volatility: 0.2", "volatility: 25",
    "segments[0].process.volatility: 25.0 must be a number from 1e-06 to 20.0"
  ),
  (
    "volatility: 0.2", "volatility: nan",
    "segments[0].process.volatility: nan must be a number from 1e-06 to 20.0"
  ),
  ("      volatility: 0.2\n", "", "segments[0].process.volatility: is missing"),
  (
    "kind: garch", "kind: garsch",
    "segments[0].process.kind: \"garsch\" must be one of brownian, mean_reverting, merton, kou, "
      + "heston, garch, egarch, rough_volatility, autoregressive, seasonal, bubble, fractional, "
      + "switching here"
  ),
  ("kind: garch", "kind: heston", "segments[0].process.drift: is missing"),
  ("name: short", "name: short\nassets: A", "assets: must be a list"),
  ("name: short", "name: short\nassets: [A, A]", "assets: \"A\" stands there twice"),
  (
    "name: short", "name: short\nassets: []",
    "assets: the list has 0 items and must have 1 to 10000"
  ),
  (
    "name: short", "name: short\ntick: -1",
    "tick: -1.0 must be a number from 1e-10 to 10.0"
  ),
  (
    "name: short", "name: short\novernight_share: -0.0",
    "overnight_share: -0.0 must be written 0.0"
  ),
  ("name: short", "name: short\nvolume: yes", "volume: must be a mapping of keys to values"),
  (
    "name: short", "name: short\nvolume: {u_shape: 1}",
    "volume.u_shape: 1.0 must be a number from 0.0 to 0.0"
  ),
  (
    "name: short",
    "name: short\ncalendar: {skips_weekends: 1, first_day: 0, bars_per_session: 1, "
      + "sessions_per_year: 252}", "calendar.skips_weekends: \"1\" must be true or false"
  ),
  (
    "name: short", "name: short\ndependence: {kind: equal, correlation: 0.5}",
    "dependence.kind: \"equal\" must be one of independent here"
  ),
  (
    "name: short",
    "name: short\ncalendar: {skips_weekends: true, first_day: 2, bars_per_session: 1, "
      + "sessions_per_year: 252}",
    "calendar.first_day: 2 is a day of a weekend, and weekends are skipped"
  ),
  (
    "name: short",
    "name: short\nassets: [A, B, C]\ndependence: {kind: matrix, rows: [[1, 0.5], [0.5, 1]]}",
    "dependence.rows: the matrix has 2 rows where there are 3 assets"
  ),
  (
    "name: short",
    "name: short\nassets: [A, B]\ndependence: {kind: factor, loadings: [0.5, 0.5]}",
    "dependence.loadings: the last loading counts for all further assets and must not be repeated"
  ),
])
func aBadFileIsRefusedWithItsPlaceAndRule(old: String, new: String, problem: String) throws {
  #expect(shortest.contains(old))
  let text = replacing(old, with: new, in: shortest)
  #expect(try readingProblem(text) == problem)
}

/// A text with the first place of another one replaced.
private func replacing(_ old: String, with new: String, in text: String) -> String {
  guard let range = text.firstRange(of: old) else { return text }
  return String(text[..<range.lowerBound]) + new + text[range.upperBound...]
}
