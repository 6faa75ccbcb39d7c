// SPDX-License-Identifier: GPL-3.0-or-later

/// Counts labels and judges coverage over the random cases.
struct LabelTally {
  private var counts: [String: Int] = [:]
  private var tests: [String: (percent: Double, test: CoverageTest)] = [:]
  private var cases = 0

  /// Takes in a case that ran to its end.
  mutating func take(_ events: PropertyContext.Events) {
    for name in Set(events.labels).sorted() { counts[name, default: 0] += 1 }
    var met: [String: Bool] = [:]
    for cover in events.covers {
      met[cover.name] = (met[cover.name] ?? false) || cover.isMet
      if tests[cover.name] == nil {
        var test = CoverageTest(required: cover.percent / 100)
        // Cases before the first that came this far did not meet the condition.
        test.addMisses(cases)
        tests[cover.name] = (cover.percent, test)
      }
    }
    for name in tests.keys.sorted() { tests[name]?.test.add(met[name] ?? false) }
    cases += 1
  }

  var isUndecided: Bool { tests.contains { $0.value.test.verdict == .undecided } }

  /// The labels, the most frequent first, equals by name.
  var labels: [LabelCount] {
    counts.map { LabelCount(name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// The requirements by name.
  var coverage: [CoverageOutcome] {
    tests.sorted { $0.key < $1.key }.map { name, entry in
      CoverageOutcome(
        name: name, requiredPercent: entry.percent, hits: entry.test.hits, cases: entry.test.cases,
        verdict: entry.test.verdict)
    }
  }
}
