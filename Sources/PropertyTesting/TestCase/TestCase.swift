// SPDX-License-Identifier: GPL-3.0-or-later

/// A test case while it is being made: what generators draw from.
///
/// The state is one struct behind a reference. Its accesses are not checked for exclusivity while
/// the program runs, which would take a quarter of the time of a case; they are exclusive because
/// none of its methods calls a generator, a property or anything else that could reach this test
/// case.
public final class TestCase {
  @exclusivity(unchecked) private var recorder: ChoiceRecorder
  /// Called when the value is complete, before the property sees it; false ends the case.
  var commitment: ((TestCase) -> Bool)?
  /// Where choices and spans are written down at once, for whoever outlives this process.
  private var journal: Journal?

  /// Makes a random test case.
  init(random: RandomSource, weightLimit: Int = .max) {
    unsafe recorder = ChoiceRecorder(random: random, weightLimit: weightLimit)
  }

  /// Makes a test case from a tape.
  init(replaying replay: Replay, weightLimit: Int = .max) {
    unsafe recorder = ChoiceRecorder(replaying: replay, weightLimit: weightLimit)
  }

  /// Starts over as another random test case, keeping the storage.
  func restart(random: RandomSource) { unsafe recorder.restart(random: random) }

  /// Starts over as the test case of a tape, keeping the storage.
  func restart(replaying replay: Replay, weightLimit: Int) {
    unsafe recorder.restart(replaying: replay, weightLimit: weightLimit)
  }

  /// The choices so far as a tape.
  var tape: Tape { unsafe recorder.tape }

  /// The spans so far; those that an error has left open end here.
  var spans: [Span] {
    // Where none is open, which is the rule, the recorder need not be copied to be asked.
    unsafe recorder.innermost < 0 ? recorder.spans : recorder.closedSpans
  }

  /// Ends the making of the value; the property may run.
  ///
  /// - Throws: `Interruption.unwanted` where nobody wants to know what the property says of it.
  func commit() throws(Interruption) {
    if let commitment, !commitment(self) { throw .unwanted }
  }

  @usableFromInline
  func openSpan(_ label: Label) {
    unsafe recorder.openSpan(label)
    if journal != nil { journal?.write(opened: label) }
  }

  @usableFromInline
  func closeSpan() {
    unsafe recorder.closeSpan()
    if journal != nil { journal?.write(.closed) }
  }

  /// Draws a whole number.
  @usableFromInline
  func integer(in range: ClosedRange<Int64>, centre: Int64) throws(Interruption) -> Int64 {
    noted(try unsafe recorder.integer(in: range, centre: centre))
  }

  /// Draws a whole number of a range evenly, its lower end being the simplest.
  func evenInteger(in range: ClosedRange<Int64>) throws(Interruption) -> Int64 {
    noted(try unsafe recorder.evenInteger(in: range))
  }

  /// Draws the position of a weight, given the sums of the weights up to each.
  func position(byWeight ends: [UInt64]) throws(Interruption) -> Int {
    noted(try unsafe recorder.position(byWeight: ends))
  }

  /// Draws a double.
  func double(in range: ClosedRange<Double>, allowsNaN: Bool) throws(Interruption) -> Double {
    noted(try unsafe recorder.double(DoubleSource(range, allowsNaN: allowsNaN)))
  }

  /// Draws a double from a source.
  func double(_ source: DoubleSource) throws(Interruption) -> Double {
    noted(try unsafe recorder.double(source))
  }

  /// Draws true with a probability in 256ths.
  @usableFromInline
  func boolean(chance: UInt64) throws(Interruption) -> Bool {
    noted(try unsafe recorder.boolean(chance: chance))
  }

  /// Draws a block of doubles at once.
  func block(
    count: ClosedRange<Int>, in range: ClosedRange<Double>, allowsNaN: Bool
  ) throws(Interruption) -> [Double] {
    noted(try unsafe recorder.block(count: count, DoubleSource(range, allowsNaN: allowsNaN)))
  }

  /// Draws a string of bytes.
  func bytes(count: ClosedRange<Int>) throws(Interruption) -> [UInt8] {
    noted(try unsafe recorder.bytes(count: count))
  }

  /// A value whose choice has just been made.
  @inline(__always)
  private func noted<Value>(_ value: Value) -> Value {
    if journal != nil { noteChoice() }
    return value
  }

  @inline(never)
  private func noteChoice() { unsafe journal?.write(lastOf: recorder) }
}

extension TestCase {
  /// Where the choices of a test case come from, so that another process can make it.
  struct Source {
    var random: RandomSource
    var replay: Replay?
    var weightLimit: Int
  }

  /// Where the choices of this test case come from, before the first of them.
  var source: Source {
    unsafe Source(
      random: recorder.random, replay: recorder.replay, weightLimit: recorder.weightLimit)
  }

  /// Makes a test case of another process's, whose choices are written into a journal.
  convenience init(_ source: Source, journal: Journal) {
    if let replay = source.replay {
      self.init(replaying: replay, weightLimit: source.weightLimit)
    } else {
      self.init(random: source.random, weightLimit: source.weightLimit)
    }
    self.journal = journal
  }

  /// Becomes the case that a journal tells of.
  func adopt(_ entries: [Journal.Entry]) {
    restart(random: unsafe recorder.random)
    for entry in entries {
      switch entry {
      case .opened(let label, let name):
        if let name { LabelNames.register(name, label) }
        openSpan(label)
      case .closed: closeSpan()
      case .choice(let choice, let payload): unsafe recorder.append(choice, payload)
      case .said: break
      }
    }
  }
}
