// SPDX-License-Identifier: GPL-3.0-or-later

/// Watches the random cases for a generator that wastes them.
struct HealthMonitor {
  let checks: Set<HealthCheck>
  let generator: String
  private(set) var problems: [HealthProblem] = []
  private var cases = 0
  private var discards = 0
  private var tooLarge = 0
  private var slowness = 0.0
  private var reasons: [String: Int] = [:]
  /// The only case so far; nil before the first one and after the second kind.
  private var first: UInt64?
  private var isVaried = false

  init(checks: Set<HealthCheck>, generator: String) {
    self.checks = checks
    self.generator = generator
  }

  /// Whether the choices of the next case are needed.
  var wantsTape: Bool { !isVaried }

  mutating func take(_ record: CaseRecord) {
    switch record.status {
    case .passed, .failed: took(record)
    case .discarded(let reason):
      discards += 1
      reasons[reason, default: 0] += 1
      if discards == 50, cases < 10 { reportDiscards() }
    case .tooLarge:
      tooLarge += 1
      if tooLarge == 20, cases < 10 {
        report(.tooLarge, generator, "\(generator) makes cases that are too large; limit its lists")
      }
    case .unwanted: break
    }
  }

  private mutating func took(_ record: CaseRecord) {
    cases += 1
    if cases <= 10 { slowness += record.generationSeconds }
    if cases == 10, slowness > 5 {
      report(.tooSlow, generator, "\(generator) needs more than half a second for a value")
    }
    guard wantsTape, let tape = record.result?.tape else { return }
    let digest = tape.fingerprint
    isVaried = first.map { $0 != digest } ?? false
    first = digest
  }

  /// Judges the cases as a whole, when there are no more of them.
  mutating func finish() {
    guard cases >= 50, !isVaried else { return }
    report(.alwaysTheSame, generator, "\(generator) always makes the same case")
  }

  private mutating func reportDiscards() {
    let worst = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first
    let reason = worst.map { "; most often by: \($0.key)" } ?? ""
    report(
      .tooManyDiscards, generator + (worst.map { " (\($0.key))" } ?? ""),
      "\(generator) has \(discards) of its first \(discards + cases) cases discarded\(reason)")
  }

  private mutating func report(_ check: HealthCheck, _ generator: String, _ message: String) {
    guard checks.contains(check) else { return }
    problems.append(HealthProblem(check: check, generator: generator, message: message))
  }
}
