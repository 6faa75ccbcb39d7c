// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing
import Verification

private let generator = MarketProgram.generator(assets: 1...3, segments: 1...3, bars: 30)

@Test func theSameProgramAndSeedGiveTheSameBytes() {
  let report = checkProperty("same bytes", generator, settings: .init(cases: 150, seed: 2)) {
    let again = try readProgram($0.text)
    try require($0.identity(seed: 7) == again.identity(seed: 7))
    let first = try $0.market(seed: 7)
    let second = try again.market(seed: 7, threads: 3)
    try require(first.dataDigest == second.dataDigest)
    try require(first.digest == second.digest)
  }
  #expect(report.isSuccess, "\(report)")
}

@Test func anotherSeedGivesAnotherIdentityAndOtherBytes() {
  let report = checkProperty("seeds", generator, settings: .init(cases: 150, seed: 2)) {
    try require($0.identity(seed: 7) != $0.identity(seed: 8))
    try require(try $0.market(seed: 7).dataDigest != $0.market(seed: 8).dataDigest)
  }
  #expect(report.isSuccess, "\(report)")
}

@Test func anotherVersionOfTheGeneratorGivesAnotherIdentity() {
  let program = MarketProgram.example
  #expect(MarketGeneratorVersion.current == 1)
  #expect(
    DatasetIdentity(program, seed: 1, generatorVersion: 1)
      != DatasetIdentity(program, seed: 1, generatorVersion: 2))
  #expect(
    DatasetIdentity(program, seed: 1) == DatasetIdentity(program, seed: 1, generatorVersion: 1))
}

@Test func anIdentityIsANameOf32Digits() {
  let name = MarketProgram.example.identity(seed: 1).name
  #expect(name.hasPrefix("syn_") && name.utf8.count == 36)
  #expect(name.dropFirst(4).allSatisfy { $0.isHexDigit && !$0.isUppercase })
  // Fixed: a dataset keeps its name for ever.
  #expect(name == "syn_68d9d2d98e147c55cc09d572b087f046")
}

/// Fields whose change the data need not show, because a market may never use them.
///
/// They are what a hidden chain would do in a state that it does not enter, how likely steps are
/// that it does not take, and the weekends after the last bar. Markets that differ in them alone
/// differ in their identity and their `digest`.
private func mayBeHidden(_ place: String, in program: MarketProgram) -> Bool {
  let switches = program.segments.contains { $0.process.kind == "switching" }
  // What is halted throughout has no price that could differ.
  let isHalted = program.segments.contains { $0.stresses.contains { $0.kind == "halt" } }
  return isHalted || place.hasSuffix("process.transition") || place.contains("process.states")
    || (switches && place.contains("dependence")) || place == "calendar.skips_weekends"
    // Operators have tests of their own.
    || place.contains("stresses") || place.contains("faults")
}

@Test func anyChangedFieldGivesAnotherIdentityAndOtherBytes() {
  var places: Set<String> = []
  var tried = 0
  let report = checkProperty(
    "changed fields", settings: .init(cases: 1500, seed: 11)
  ) { draw in
    let program = try draw(generator)
    let field = try draw(.integer(in: 0...80))
    guard let changed = FieldMutation.changed(program, field: field),
      changed.program != program, defect(changed.program) == nil
    else { return }
    try require(
      program.identity(seed: 7) != changed.program.identity(seed: 7), changed.place)
    let first = try program.market(seed: 7)
    let second = try changed.program.market(seed: 7)
    try require(first.digest != second.digest, changed.place)
    if mayBeHidden(changed.place, in: program) { return }
    tried += 1
    places.insert(changed.place)
    try require(first.dataDigest != second.dataDigest, "\(changed.place)\n\(program.text)")
  }
  #expect(report.isSuccess, "\(report)")
  #expect(tried > 500)
  #expect(places.count > 100)
}

@Test(arguments: processKinds)
func everyFieldOfAProcessHasAnEffect(kind: String) throws {
  let process = try #require(PriceProcess.example(of: kind))
  var base = program(process, bars: 40, assets: 2, dependence: .equal(correlation: 0.3))
  base.overnightShare = 0.2
  base.microstructure = MicrostructureModel()
  try expectEveryFieldToCount(base)
}

@Test(arguments: dependenceKinds)
func everyFieldOfADependenceHasAnEffect(kind: String) throws {
  let dependence = try #require(Dependence.example(of: kind))
  try expectEveryFieldToCount(program(.example, assets: 3, dependence: dependence))
}

private func expectEveryFieldToCount(_ base: MarketProgram) throws {
  let market = try base.market(seed: 3)
  var field = 0
  var tried = 0
  while let changed = FieldMutation.changed(base, field: field) {
    field += 1
    guard changed.program != base, defect(changed.program) == nil else { continue }
    tried += 1
    let other = try changed.program.market(seed: 3)
    #expect(other.digest != market.digest, "\(changed.place)")
    if !mayBeHidden(changed.place, in: base) {
      #expect(other.dataDigest != market.dataDigest, "\(changed.place)")
    }
  }
  #expect(tried >= 15)
}
