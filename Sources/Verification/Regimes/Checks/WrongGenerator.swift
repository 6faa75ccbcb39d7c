// SPDX-License-Identifier: GPL-3.0-or-later
//
// Generators that are wrong on purpose. Each makes the market of another program than the one whose
// claims it is held to, or spoils a right market; the claim that it names must fail.

import NumericKernels

/// A generator with one mistake.
public struct WrongGenerator: Sendable {
  /// The mistake.
  public let name: String
  /// The subject whose claims it is held to.
  public let subject: CheckSubject
  /// The claim that must fail.
  public let caughtBy: String
  private let make: @Sendable (MarketProgram, UInt64) throws(MarketProgramDefect) -> SyntheticMarket

  /// The market that it makes.
  public func market(seed: UInt64) throws(MarketProgramDefect) -> SyntheticMarket {
    try make(subject.program, seed)
  }

  /// What the claim that must fail says of its market; nil where the claim has nothing to say.
  public func outcome(seed: UInt64) throws(MarketProgramDefect) -> ClaimOutcome? {
    let market = try market(seed: seed)
    return RegimeCheck.results(of: subject, on: market)
      .first { $0.claim == caughtBy }.flatMap(\.outcome)
  }

  /// A generator that makes the market of a changed program.
  init(
    _ name: String, of subject: CheckSubject, caughtBy claim: String,
    program change: @escaping @Sendable (inout MarketProgram) -> Void
  ) {
    self.name = name
    self.subject = subject
    caughtBy = claim
    make = { (program, seed) throws(MarketProgramDefect) in
      var changed = program
      change(&changed)
      return try changed.market(seed: seed)
    }
  }

  /// A generator that spoils what a right one made.
  init(
    _ name: String, of subject: CheckSubject, caughtBy claim: String,
    market change: @escaping @Sendable (inout SyntheticMarket) -> Void
  ) {
    self.name = name
    self.subject = subject
    caughtBy = claim
    make = { (program, seed) throws(MarketProgramDefect) in
      var market = try program.market(seed: seed)
      change(&market)
      return market
    }
  }
}
