// SPDX-License-Identifier: GPL-3.0-or-later

/// How a property is called: making a value and calling the property with it, or a body that draws.
struct CaseBody {
  /// What the report calls the generator.
  let generator: String
  /// Whether the property draws for itself, so that its time is not the generator's.
  let drawsItself: Bool
  /// Makes the value; throws where it cannot. A body that draws is run by `call`.
  let make: (TestCase) throws -> Made

  /// A value on its way into the property.
  struct Made {
    let call: () throws -> Void
    let render: (PropertyContext.Events) -> String
  }
}

/// What became of a case.
struct CaseRecord {
  enum Status {
    case passed
    case discarded(String)
    case tooLarge
    /// The shrinker did not want to know.
    case unwanted
    case failed(FailureIdentity, message: String)
  }

  var status: Status
  /// The choices; nil where nobody asked for them and the case did not fail.
  var result: CaseResult?
  /// The value; empty where nobody asked for it.
  var rendered = ""
  var events = PropertyContext.Events()
  var generationSeconds = 0.0
  var propertySeconds = 0.0

  var failure: FailureIdentity? {
    if case .failed(let identity, _) = status { identity } else { nil }
  }

  var message: String { if case .failed(_, let message) = status { message } else { "" } }
}

/// Runs single cases.
struct CaseRunner {
  /// What is kept of a case that did not fail.
  struct Wishes: OptionSet {
    let rawValue: Int
    static let tape = Wishes(rawValue: 1)
    static let rendering = Wishes(rawValue: 2)
  }

  let body: CaseBody
  let context: PropertyContext
  let clock: @Sendable () -> Double
  /// Seconds that a case may take.
  let deadline: Double?

  func run(_ testCase: TestCase, _ wishes: Wishes = []) -> CaseRecord {
    context.begin(isRendering: wishes.contains(.rendering))
    let start = clock()
    var record = CaseRecord(status: .passed)
    do {
      let made = try body.make(testCase)
      let middle = clock()
      record.generationSeconds = middle - start
      record.status = call(made, testCase)
      record.propertySeconds = clock() - middle
      if let late = lateness(record) { record.status = late }
      record.events = context.events
      if wishes.contains(.rendering) { record.rendered = made.render(record.events) }
    } catch {
      record.status = complete(Self.status(of: error), testCase)
      record.generationSeconds = clock() - start
      record.events = context.events
    }
    if wishes.contains(.tape) || record.failure != nil || !record.events.scores.isEmpty {
      record.result = CaseResult(
        tape: testCase.tape, spans: testCase.spans, failure: record.failure)
    }
    return record
  }

  /// Runs a value that was written by hand.
  func run(example made: CaseBody.Made) -> CaseRecord {
    context.begin(isRendering: true)
    let start = clock()
    var record = CaseRecord(status: .passed)
    do { try made.call() } catch { record.status = Self.status(of: error) }
    record.propertySeconds = clock() - start
    if let late = lateness(record) { record.status = late }
    record.events = context.events
    record.rendered = made.render(record.events)
    return record
  }

  /// The failure of a case that took too long; nil for others.
  private func lateness(_ record: CaseRecord) -> CaseRecord.Status? {
    guard let deadline, record.propertySeconds > deadline, case .passed = record.status else {
      return nil
    }
    let error = DeadlineExceeded(deadline: deadline)
    return .failed(FailureIdentity(identifying: error), message: error.description)
  }

  private func call(_ made: CaseBody.Made, _ testCase: TestCase) -> CaseRecord.Status {
    var status = CaseRecord.Status.passed
    do { try made.call() } catch { status = Self.status(of: error) }
    return body.drawsItself ? complete(status, testCase) : status
  }

  /// The status of a case whose choices are complete only now, so that only now the shrinker can
  /// say whether it is wanted: that of a body that draws, or of a generator that failed itself.
  private func complete(_ status: CaseRecord.Status, _ testCase: TestCase) -> CaseRecord.Status {
    switch status {
    case .passed, .failed:
      do { try testCase.commit() } catch { return .unwanted }
    case .discarded, .tooLarge, .unwanted: break
    }
    return status
  }

  private static func status(of error: any Error) -> CaseRecord.Status {
    switch (error as? Interruption)?.reason {
    case .discarded(let reason): .discarded(reason)
    case .tooLarge: .tooLarge
    case .unwanted: .unwanted
    case nil: .failed(FailureIdentity(identifying: error), message: String(describing: error))
    }
  }
}
