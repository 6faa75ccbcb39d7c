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
  var spans: [Span] { unsafe recorder.closedSpans }

  /// Ends the making of the value; the property may run.
  ///
  /// - Throws: `Interruption.unwanted` where nobody wants to know what the property says of it.
  func commit() throws(Interruption) {
    if let commitment, !commitment(self) { throw .unwanted }
  }

  @usableFromInline
  func openSpan(_ label: Label) { unsafe recorder.openSpan(label) }

  @usableFromInline
  func closeSpan() { unsafe recorder.closeSpan() }

  /// Draws a whole number.
  @usableFromInline
  func integer(in range: ClosedRange<Int64>, centre: Int64) throws(Interruption) -> Int64 {
    try unsafe recorder.integer(in: range, centre: centre)
  }

  /// Draws a whole number of a range evenly, its lower end being the simplest.
  func evenInteger(in range: ClosedRange<Int64>) throws(Interruption) -> Int64 {
    try unsafe recorder.evenInteger(in: range)
  }

  /// Draws the position of a weight, given the sums of the weights up to each.
  func position(byWeight ends: [UInt64]) throws(Interruption) -> Int {
    try unsafe recorder.position(byWeight: ends)
  }

  /// Draws a double.
  func double(in range: ClosedRange<Double>, allowsNaN: Bool) throws(Interruption) -> Double {
    try unsafe recorder.double(DoubleSource(range, allowsNaN: allowsNaN))
  }

  /// Draws a double from a source.
  func double(_ source: DoubleSource) throws(Interruption) -> Double {
    try unsafe recorder.double(source)
  }

  /// Draws true with a probability in 256ths.
  @usableFromInline
  func boolean(chance: UInt64) throws(Interruption) -> Bool {
    try unsafe recorder.boolean(chance: chance)
  }

  /// Draws a block of doubles at once.
  func block(
    count: ClosedRange<Int>, in range: ClosedRange<Double>, allowsNaN: Bool
  ) throws(Interruption) -> [Double] {
    try unsafe recorder.block(count: count, DoubleSource(range, allowsNaN: allowsNaN))
  }

  /// Draws a string of bytes.
  func bytes(count: ClosedRange<Int>) throws(Interruption) -> [UInt8] {
    try unsafe recorder.bytes(count: count)
  }
}
