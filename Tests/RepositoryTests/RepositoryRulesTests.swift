// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rules of the repository as tests. Every rule runs over its own examples, so that the linter
// has tests, and then over the repository.

import Testing

@Suite("Repository rules")
struct RepositoryRulesTests {
  @Test("the repository keeps the rule", arguments: Rule.all)
  func repository(rule: Rule) { expectNone(rule.violations(in: Repository.tree)) }

  @Test(
    "what git holds keeps the rule", .enabled(if: Repository.gitAnswers, "git does not answer"),
    arguments: Rule.ofGit)
  func committed(rule: Rule) { expectNone(rule.violations(in: Repository.tree)) }

  @Test("a rule finds what its examples say, and no more", arguments: Rule.all + Rule.ofGit)
  func examples(rule: Rule) {
    for example in rule.examples {
      let violations = rule.violations(in: Tree(example.files))
      let places = violations.map { "\($0.finding.path):\($0.finding.line)" }.sorted()
      #expect(places == example.places, "\(violations)")
    }
    #expect(rule.examples.contains { $0.places.isEmpty }, "a rule has an example that passes")
    #expect(rule.examples.contains { !$0.places.isEmpty }, "a rule has an example that fails")
  }

  @Test("a rule that looks at nothing fails", arguments: Rule.all + Rule.ofGit)
  func nothing(rule: Rule) {
    #expect(rule.violations(in: Tree([])).map(\.finding.path) == ["."])
  }

  @Test("a violation names place, rule and remedy")
  func description() {
    let finding = Finding(path: "a/b.swift", line: 3, message: "too long; break it")
    let violation = Violation(rule: "line-layout", finding: finding)
    #expect(violation.description == "a/b.swift:3: line-layout: too long; break it")
  }

  /// Records each violation as an issue of its own, so that none is hidden.
  private func expectNone(_ violations: [Violation]) {
    for violation in violations { Issue.record("\(violation)") }
  }
}
