// SPDX-License-Identifier: GPL-3.0-or-later

extension PropertyRun {
  /// Puts together what the phases found.
  func makeReport(_ failures: [PropertyFailure]) -> PropertyReport {
    statistics.bestScores = scores.sorted { $0.key < $1.key }.map {
      TargetScore(label: $0.key, random: $0.value.random, best: $0.value.score)
    }
    let coverage = tally.coverage
    let (outcome, reason) = verdict(failures, coverage)
    return PropertyReport(
      name: name, seed: settings.seed, outcome: outcome, reason: reason, cases: ranCases,
      discards: statistics.discarded, failures: failures, health: health.problems,
      labels: tally.labels, coverage: coverage, statistics: statistics)
  }

  private func verdict(
    _ failures: [PropertyFailure], _ coverage: [CoverageOutcome]
  ) -> (PropertyReport.Outcome, String) {
    if failures.contains(where: { !$0.isFlaky }) {
      let noun = failures.count == 1 ? "failure" : "failures"
      return (.failed, "\(failures.count) distinct \(noun)" + (excuse.map { "; " + $0 } ?? ""))
    }
    if !failures.isEmpty { return (.flaky, "failures that do not always happen again") }
    if let excuse { return (.gaveUp, excuse) }
    let lost = statistics.discarded + statistics.tooLarge
    if ranCases == 0 { return (.gaveUp, "no case ran; \(lost) were discarded or too large") }
    if settings.replayBlob == nil, isGivingUp {
      return (.gaveUp, "only \(statistics.random) cases ran, \(lost) were discarded or too large")
    }
    let short = coverage.filter { $0.verdict == .insufficient }.map(\.name)
    if !short.isEmpty {
      return (.insufficientCoverage, "too rare: \(short.joined(separator: ", "))")
    }
    let open = coverage.filter { $0.verdict == .undecided }.map(\.name)
    if !open.isEmpty {
      return (.undecided, "cannot be judged yet: \(open.joined(separator: ", "))")
    }
    return (.passed, "\(ranCases) cases passed")
  }
}

extension PropertyReport {
  /// The report for a person; the same run gives the same text.
  public var text: String {
    var lines = ["property \"\(name)\": \(outcome.rawValue), \(reason)"]
    let cut = statistics.isCutByTime ? ", ended by the time limit" : ""
    lines.append("  \(cases) cases, \(discards) discarded, seed \(seed)\(cut)")
    for (index, failure) in failures.enumerated() {
      lines.append("  failure \(index + 1) of \(failures.count): \(failure.identity)")
      lines += failure.lines.map { "    " + $0 }
    }
    lines += health.map { "  health: \($0.message)" }
    lines += coverage.map { "  coverage: \($0.text)" }
    lines += labels.map { "  label: \(percent($0.count, of: statistics.random)) \($0.name)" }
    lines += statistics.bestScores.map {
      "  best \($0.label): \($0.best), \($0.random) among random cases"
    }
    return lines.joined(separator: "\n")
  }
}

extension PropertyFailure {
  var lines: [String] {
    var lines = ["\(message)", "smallest value: \(rendered)"]
    lines += notes.map { "note: \($0)" }
    lines += explanation
    lines.append("\(minimality), \(calls) calls")
    if isFlaky { lines.append("flaky: \(replays.failing) of \(replays.all) replays failed again") }
    if !blob.isEmpty { lines.append("replay: \(blob)") }
    return lines
  }
}

extension CoverageOutcome {
  var text: String {
    let found = percent(hits, of: cases)
    return "\(verdict.rawValue), \(found) of \(cases) cases \(name), \(requiredPercent) % demanded"
  }
}

/// A share with one decimal.
private func percent(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "0 %" }
  let tenths = (Double(part) / Double(whole) * 1000).rounded()
  return "\(tenths / 10) %"
}
