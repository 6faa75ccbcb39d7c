// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing
import Verification

@Test func theSimplestProgramIsOneShortBrownianSegmentOfOneAsset() {
  let report = checkProperty("anything", MarketProgram.generator()) { _ in try require(false) }
  #expect(report.outcome == .failed)
  let simplest = smallest(report)
  #expect(simplest?.assets == ["A001"])
  #expect(simplest?.segments.count == 1)
  #expect(simplest?.segments.first?.bars == 2)
  #expect(simplest?.segments.first?.process.kind == "brownian")
  #expect(simplest?.volume == nil && simplest?.microstructure == nil)
  #expect(simplest?.faults == [])
}

@Test(arguments: [1, 2, 3])
func aHestonFailureShrinksToOneSegmentOfOneAsset(seed: UInt64) throws {
  let report = checkProperty(
    "no wild variance", MarketProgram.generator(), settings: .init(cases: 2000, seed: seed)
  ) { program in
    for segment in program.segments {
      if case .heston(let heston) = segment.process, heston.volatilityOfVariance > 1 {
        try require(false)
      }
    }
  }
  #expect(report.outcome == .failed)
  #expect(report.isMinimal)
  let failure = try #require(report.failures.first)
  let found = try #require(smallest(report))
  #expect(found.assets.count == 1)
  #expect(found.segments.count == 1)
  #expect(found.segments[0].bars == 2)
  #expect(found.segments[0].stresses == [] && found.faults == [])
  #expect(found.volume == nil && found.dependence == .independent)
  guard case .heston(let heston) = found.segments[0].process else {
    Issue.record("not a Heston process: \(failure.rendered)")
    return
  }
  #expect(heston.volatilityOfVariance > 1 && heston.volatilityOfVariance <= 2)
  #expect(failure.calls < 3000)
}

@Test func programsStayWithinTheirLimits() {
  let generator = MarketProgram.generator(assets: 2...3, segments: 2...2, bars: 10)
  let report = checkProperty("limits", generator, settings: .init(cases: 300)) { program in
    try require((2...3).contains(program.assets.count))
    try require(program.segments.count == 2)
    try require(program.segments.allSatisfy { $0.bars <= 10 })
  }
  #expect(report.isSuccess, "\(report)")
}

@Test func everyKindIsDrawn() {
  var processes: Set<String> = []
  var dependences: Set<String> = []
  let report = checkProperty(
    "kinds", MarketProgram.generator(), settings: .init(cases: 1000)
  ) { program in
    processes.formUnion(program.segments.map(\.process.kind))
    dependences.insert(program.dependence.kind)
  }
  #expect(report.isSuccess)
  #expect(processes == Set(processKinds))
  #expect(dependences == Set(dependenceKinds))
}

/// The smallest failing program of a report.
private func smallest(_ report: PropertyReport) -> MarketProgram? {
  guard let failure = report.failures.first else { return nil }
  var first: MarketProgram?
  _ = replay(blob: failure.blob, report.name, MarketProgram.generator()) { program in
    if first == nil { first = program }
  }
  return first
}
