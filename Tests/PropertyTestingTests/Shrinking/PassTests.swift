// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing

@Suite struct PassTests {
  /// Every pass with a law that needs it.
  static let needs: [(pass: String, law: String)] = [
    ("extrapolate", "one in two"), ("delete items", "letters in order"),
    ("zero everything", "one high step in a long walk"),
    ("simplify spans", "counted lists among numbers"), ("hoist descendants", "a heap's order"),
    ("minimise duplicates", "scaled triple"), ("minimise choices", "a narrow interval"),
    ("minimise payloads", "equal bytes"), ("delete windows", "two lists of one length"),
    ("delete and rebase", "coupling"), ("reorder siblings", "a chain of links"),
    ("lower together", "scaled triple"), ("redistribute", "a sum of doubles"),
    ("copy neighbours", "alike without a pattern"), ("scale together", "three in proportion"),
    ("lower and bump", "a product"), ("delete and absorb", "all bits between them"),
    ("try alternatives", "one short kind of a hundred"), ("realign", "twice the length"),
    ("delete slices", "a trace"), ("delete pairs", "ends and middle"),
    ("swap values", "a part's sum"), ("exchange values", "one between two others"),
    ("shift the rest", "tight steps"), ("keep ratio", "four to one"),
    ("keep product", "a given product"), ("payload pairs", "a block's sum"),
    ("descend ladders", "multiples of seven"), ("clear bits", "eight bits"),
    ("scan simplest", "a rare remainder"), ("scan pairs", "a long remainder"),
  ]

  private static let laws =
    FalseLaw.numberLaws + FalseLaw.structureLaws + FalseLaw.publicLaws + FalseLaw.passLaws
    + FalseLaw.relationLaws

  @Test func noPassIsLeftOut() {
    #expect(Set(Self.needs.map(\.pass)) == Set(ShrinkPass.all.map(\.name)))
  }

  /// A disabled pass is noticed: the smallest counterexample is missed, or costs far more calls.
  @Test(arguments: needs) func everyPassIsNeeded(pass: String, law: String) throws {
    let law = try #require(Self.laws.first { $0.name == law })
    let rest = ShrinkPass.all.filter { $0.name != pass }
    #expect(rest.count == ShrinkPass.all.count - 1)
    var (missed, calls, callsWithout) = (0, 0, 0)
    for seed in 0..<20 as Range<UInt64> {
      guard let all = law.shrunk(seed, ShrinkPass.all), let some = law.shrunk(seed, rest) else {
        continue
      }
      if all.isExact, !some.isExact { missed += 1 }
      calls += all.calls
      callsWithout += some.calls
    }
    #expect(missed > 0 || 2 * callsWithout > 3 * calls)
  }

  @Test(arguments: FalseLaw.passLaws + FalseLaw.relationLaws) func allTogetherArrive(law: FalseLaw)
  {
    let outcomes = (0..<10 as Range<UInt64>).compactMap { law.shrunk($0, ShrinkPass.all) }
    #expect(outcomes.count { $0.isExact } >= 9, "\(outcomes.map(\.value))")
  }
}
