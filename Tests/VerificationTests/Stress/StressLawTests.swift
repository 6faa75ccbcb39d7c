// SPDX-License-Identifier: GPL-3.0-or-later
//
// Laws that every operator must obey, whatever its parameters. "Catches" names the faults that
// were planted in the operators.

import NumericKernels
import PropertyTesting
import Testing
import Verification

struct StressLawTests {
  /// Catches: a cut that takes the high to the floor; a cut of the close alone; a flat bar whose
  /// high stays.
  @Test func `Bars stay well formed under any list of operators`() {
    let report = checkProperty("well formed") { draw in
      var stresses: [Stress] = []
      for _ in 0..<(try draw(.integer(in: 1...4))) {
        // Up to the segment's end and beyond it.
        let bar = try draw(.integer(in: 0...59))
        stresses.append(try draw(StressFixtures.anyStress(bar)))
      }
      let (_, stressed) = try StressFixtures.pair(
        stresses, volatility: 0.5, seed: try draw(.integer(in: 0...1000)))
      for bar in 0..<stressed.count {
        try require(stressed.isWellFormed(bar), "bar \(bar)")
      }
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Catches: activity factors on all bars; an operator that starts a bar early.
  @Test func `Bars before an event are those of the plain market, bit by bit`() {
    let report = checkProperty("before") { draw in
      let first = try draw(.integer(in: 1...55))
      let stress = try draw(StressFixtures.anyStress(first))
      let (plain, stressed) = try StressFixtures.pair(
        [stress], seed: try draw(.integer(in: 0...1000)))
      for bar in 0..<first {
        try require(
          RecordedNumbers(plain, bar) == RecordedNumbers(stressed, bar), "bar \(bar)")
      }
      try require(stressed.truth.events.allSatisfy { $0.bars.lowerBound >= first })
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Volumes have a memory, so they are compared within the events alone.
  /// Catches: events one bar too short or too long; a flash crash without its recovery's event.
  @Test func `Events of operators on the path cover exactly the bars whose moves differ`() {
    let report = checkProperty("covered", settings: PropertySettings(cases: 200)) { draw in
      let stress = try draw(StressFixtures.pathStress(draw(.integer(in: 0...59))))
      let (plain, stressed) = try StressFixtures.pair(
        [stress], seed: try draw(.integer(in: 0...1000)))
      let covered = stressed.eventBars
      for bar in 0..<plain.count {
        let moved = zip(plain.moves(bar), stressed.moves(bar)).contains { abs($0 - $1) > 1e-12 }
        let differs =
          moved
          || RecordedNumbers(plain, bar).activity.dropFirst()
            != RecordedNumbers(stressed, bar).activity.dropFirst()
        try require(differs == covered.contains(bar), "bar \(bar) of \(stress.kind)")
      }
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Catches: events one bar too short or too long; activity factors on all bars.
  @Test func `Events of operators that hide the price cover exactly the bars that differ`() {
    let report = checkProperty("hidden", settings: PropertySettings(cases: 200)) { draw in
      let stress = try draw(StressFixtures.hidingStress(draw(.integer(in: 0...59))))
      let (plain, stressed) = try StressFixtures.pair(
        [stress], seed: try draw(.integer(in: 0...1000)))
      let covered = stressed.eventBars
      for bar in 0..<plain.count {
        let differs = RecordedNumbers(plain, bar) != RecordedNumbers(stressed, bar)
        try require(differs == covered.contains(bar), "bar \(bar) of \(stress.kind)")
      }
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// One bar lies between the stretches: limits look at the close before them.
  /// Catches: a jump that replaces those of other operators.
  @Test func `Two operators on stretches apart may come in either order`() {
    let report = checkProperty("either order") { draw in
      let first = try draw(StressFixtures.anyStress(draw(.integer(in: 0...9))))
      let second = try draw(StressFixtures.anyStress(draw(.integer(in: 21...59))))
      let seed = try draw(.integer(in: UInt64(0)...1000))
      let (_, one) = try StressFixtures.pair([first, second], seed: seed)
      let (_, other) = try StressFixtures.pair([second, first], seed: seed)
      for bar in 0..<one.count {
        try require(RecordedNumbers(one, bar) == RecordedNumbers(other, bar), "bar \(bar)")
      }
      try require(one.sortedEvents == other.sortedEvents, "events")
      try require(one.truth.jumps == other.truth.jumps, "jumps")
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// The price level after an event is that of the plain market and what the events say.
  /// Catches: a recovery without an event; an event that states the size of a whole run that the
  /// segment's end cut short; a jump that takes the place of another.
  @Test func `What events say of their sizes is what the price has kept`() {
    let report = checkProperty("kept", settings: PropertySettings(cases: 200)) { draw in
      let stress = try draw(StressFixtures.pathStress(draw(.integer(in: 0...59))))
      // These two scale the bars' own changes, too.
      switch stress {
      case .liquidityShock, .volatilityScaling: return
      default: break
      }
      let (plain, stressed) = try StressFixtures.pair(
        [stress], seed: try draw(.integer(in: 0...1000)))
      let stated = stressed.truth.events.filter { $0.kind != "liquidity-drought" }
        .reduce(0) { $0 + ($1.size ?? 0) }
      let whole = 0..<plain.count
      try require(
        abs(stressed.change(whole) - plain.change(whole) - stated) < 1e-12, "\(stress.kind)")
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Catches: a wrapper that forgets its assets.
  @Test func `A targeted stress leaves the other assets as they were`() throws {
    let names = ["A001", "A002", "A003"]
    let report = checkProperty("targeted", settings: PropertySettings(cases: 30)) { draw in
      let inner = try draw(StressFixtures.pathStress(30))
      let stress = Stress.targeted(TargetedStress(assets: ["A002"], stress: inner))
      let seed = try draw(.integer(in: UInt64(0)...1000))
      let plain = try StressFixtures.program([], assets: names).market(seed: seed)
      let market = try StressFixtures.program([stress], assets: names).market(seed: seed)
      try require(market.assets[0] == plain.assets[0] && market.assets[2] == plain.assets[2])
      try require(market.assets[1] != plain.assets[1])
    }
    #expect(report.outcome == .passed, "\(report.text)")
  }

  /// Catches: a first return of the next segment that follows from the stressed one; activity
  /// factors that end with the stressed segment.
  @Test func `A stress at the end of a segment leaves the moves of the next one`() throws {
    let process = PriceProcess.autoregressive(
      AutoregressiveProcess(volatility: 0.2, autocorrelation: 0.8))
    let crash = Stress.flashCrash(FlashCrash(bar: 55, fallBars: 4, recoveryBars: 10))
    let (plain, stressed) = try StressFixtures.pair([crash], process: process, seed: 3)
    for bar in 60..<80 {
      let differences = zip(plain.moves(bar), stressed.moves(bar)).map { abs($0 - $1) }
      #expect(differences.allSatisfy { $0 < 1e-12 }, "bar \(bar)")
    }
    #expect(stressed.truth.events.map(\.bars) == [55..<59, 59..<60])
  }
}
