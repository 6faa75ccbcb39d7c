// SPDX-License-Identifier: GPL-3.0-or-later

/// One run of a property: its phases in their order, and what they find.
///
/// Stored failures come first, then examples, then random cases until enough have passed and all
/// coverage is judged, then the climb towards scores. Every distinct failure is stored at once.
final class PropertyRun {
  /// A failing case before it is simplified.
  struct Found {
    var record: CaseRecord
    /// Its file in the store; the simplified case replaces it.
    var entry: StoredFailure?
    var isExample = false
  }

  let name: String
  let settings: PropertySettings
  let runner: CaseRunner
  let start: Double
  var random: RandomSource
  var found: [Found] = []
  var statistics = PropertyStatistics()
  var health: HealthMonitor
  var tally = LabelTally()
  var scores: [String: ScoredCase] = [:]
  /// Cases of all phases that ran to an end, shrinking aside.
  private(set) var ranCases = 0
  /// Why the run could not do what it was asked for; nil if it could.
  var excuse: String?

  init(name: String, settings: PropertySettings, body: CaseBody) {
    self.name = name
    self.settings = settings
    runner = CaseRunner(
      body: body, context: PropertyContext(), clock: settings.clock,
      deadline: settings.deadline?.seconds)
    start = settings.clock()
    random = RandomSource(seed: settings.seed ^ fnv1a(name.utf8))
    health = HealthMonitor(checks: settings.healthChecks, generator: body.generator)
  }

  /// Runs all phases.
  func report(examples: [() -> CaseBody.Made]) -> PropertyReport {
    PropertyContext.$current.withValue(runner.context) {
      if let blob = settings.replayBlob {
        replayOnly(blob)
      } else {
        replayStored()
        run(examples: examples)
        generate()
        health.finish()
        climb()
      }
      // Simplifying one failure may come upon another.
      var failures: [PropertyFailure] = []
      while failures.count < min(found.count, max(1, settings.maximumFailures)) {
        failures.append(finish(found[failures.count]))
      }
      return makeReport(failures)
    }
  }

  var isTimeOver: Bool {
    guard let limit = settings.timeLimit else { return false }
    return settings.clock() - start >= limit.seconds
  }

  /// Whether the search need not go on.
  var isFull: Bool { found.count >= max(1, settings.maximumFailures) }

  var wishes: CaseRunner.Wishes { settings.observer == nil ? [] : [.tape, .rendering] }

  // MARK: Phases

  private func replayOnly(_ text: String) {
    guard let blob = ReplayBlob(text) else {
      excuse = "the line is no replay blob of this version, or it is damaged"
      return
    }
    replay(blob, entry: nil)
  }

  private func replayStored() {
    for entry in settings.store?.load(property: name) ?? [] {
      if let blob = ReplayBlob(entry.blob) { replay(blob, entry: entry) }
    }
  }

  private func replay(_ blob: ReplayBlob, entry: StoredFailure?) {
    var fitting = ReplayFitting(blob)
    let record = fitting.run { runner.run(TestCase(replaying: $0), [.tape, .rendering]) }
    statistics.replayed += 1
    count(record, how: "replayed")
    guard record.failure != nil else { return }
    statistics.replayedFailing += 1
    // A case that fails otherwise than it did is no longer the entry's: that one stays as it is.
    add(record, entry: record.failure == blob.identity ? entry : nil)
  }

  private func run(examples: [() -> CaseBody.Made]) {
    for (index, example) in examples.enumerated() {
      let record = runner.run(example: example())
      if case .discarded = record.status {} else { statistics.examples += 1 }
      count(record, how: "explicit example \(index + 1)")
      if record.failure != nil { add(record, isExample: true) }
    }
  }

  private func generate() {
    while wantsMore {
      if isTimeOver {
        statistics.isCutByTime = true
        return
      }
      let testCase = TestCase(random: random.split(), weightLimit: settings.sizeLimit)
      let record = runner.run(testCase, health.wantsTape ? [.tape, wishes] : wishes)
      take(random: record)
    }
  }

  private var wantsMore: Bool {
    if isFull || isGivingUp { return false }
    if statistics.random < settings.cases { return true }
    guard found.isEmpty, settings.cases > 0 else { return false }
    return tally.isUndecided && statistics.random < settings.coverageCases
  }

  /// Whether more cases were discarded than the settings bear.
  var isGivingUp: Bool {
    let lost = statistics.discarded + statistics.tooLarge
    let wanted = min(max(10, settings.cases), 1_000_000)
    func exceeds(_ cases: Int) -> Bool {
      let (limit, isEndless) = cases.multipliedReportingOverflow(by: settings.discardLimit)
      return !isEndless && lost >= limit
    }
    return exceeds(wanted) && exceeds(statistics.random)
  }

  private func take(random record: CaseRecord) {
    count(record, how: "random")
    health.take(record)
    switch record.status {
    case .passed, .failed:
      statistics.random += 1
      tally.take(record.events)
      keepScores(record)
    case .discarded, .tooLarge, .unwanted: break
    }
    if record.failure != nil { add(record) }
  }

  // MARK: Bookkeeping

  /// Counts a case of any phase and tells the observer.
  func count(_ record: CaseRecord, how: String) {
    statistics.generationSeconds += record.generationSeconds
    statistics.propertySeconds += record.propertySeconds
    switch record.status {
    case .discarded: statistics.discarded += 1
    case .tooLarge: statistics.tooLarge += 1
    case .failed: statistics.failing += 1
    case .passed, .unwanted: break
    }
    switch record.status {
    case .passed, .failed: ranCases += 1
    case .discarded, .tooLarge, .unwanted: break
    }
    settings.observer?(
      Observation(property: name, runStart: settings.startTime, how: how, record: record).line)
  }

  /// Keeps a failure unless its like is known, and stores it at once. An example that fails cannot
  /// be simplified, so a case of the same failure that can be is kept beside it.
  func add(_ record: CaseRecord, entry: StoredFailure? = nil, isExample: Bool = false) {
    guard let identity = record.failure,
      !found.contains(where: { $0.record.failure == identity && $0.isExample == isExample })
    else { return }
    var item = Found(record: record, entry: entry, isExample: isExample)
    if entry == nil, !isExample { item.entry = store(record, replacing: nil) }
    found.append(item)
  }

  /// Writes a failing case to the store, if there is one, in the place of another.
  func store(_ record: CaseRecord, replacing old: StoredFailure?) -> StoredFailure? {
    guard let store = settings.store, let result = record.result, let identity = record.failure
    else { return old }
    let blob = ReplayBlob(tape: result.tape, spans: result.spans, identity: identity)
    let entry = StoredFailure(
      property: name, identity: identity, blob: blob.text, rendered: record.rendered,
      message: record.message)
    guard entry != old else { return old }
    do { try store.save(entry) } catch {
      excuse = "a failure could not be stored: \(error)"
      return old
    }
    if let old, old.blob != entry.blob { store.remove(old) }
    return entry
  }
}
