// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of operators, faults and signals as a program shows them.

import Testing
import Verification

struct StressFieldTests {
  private func program(
    _ stresses: [Stress] = [], signal: SignalColumn? = nil, faults: [DataFault] = []
  ) -> MarketProgram {
    MarketProgram(
      name: "fields", signal: signal,
      segments: [
        MarketSegment(
          .brownian(GeometricBrownianMotion(drift: 0, volatility: 0.2)), bars: 60,
          stresses: stresses)
      ], faults: faults)
  }

  @Test func `Every kind of operator, fault and signal makes a valid program`() throws {
    let scope = FieldScope()
    for kind in Stress.kinds(in: scope) {
      let stress = try #require(Stress.example(of: kind))
      #expect(stress.kind == kind)
      try program([stress]).validate()
    }
    for kind in DataFault.kinds(in: scope) {
      let fault = try #require(DataFault.example(of: kind))
      #expect(fault.kind == kind)
      try program(faults: [fault]).validate()
    }
    for kind in SignalColumn.kinds(in: scope) {
      let signal = try #require(SignalColumn.example(of: kind))
      #expect(signal.kind == kind)
      try program(signal: signal).validate()
    }
    try program(Stress.predecessorEvents).validate()
  }

  /// Catches: a nested list of events let through.
  @Test func `A list of events holds no list of events`() {
    let inner = Stress.randomEvents(
      RandomEvents(name: "inner", probability: 0.1, event: .gap(OvernightGap(bar: 0, size: 0.1))))
    let outer = Stress.randomEvents(RandomEvents(name: "outer", probability: 0.1, event: inner))
    #expect(throws: MarketProgramDefect.self) { try program([outer]).validate() }
    let late = Stress.intradayFlashCrash(
      IntradayFlashCrash(bar: 1, fallInstant: 0.7, reboundInstant: 0.6))
    #expect(throws: MarketProgramDefect.self) { try program([late]).validate() }
  }
}
