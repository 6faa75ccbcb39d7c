// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where generators get their choices from, and where the choices are written down. A test case is
// random, or it replays a tape: then a choice that fits is taken, one that does not is brought into
// range, and where the tape is over the simplest choice is taken. So every tape means some test
// case, and shrinking may edit tapes without knowing what they mean.

/// What a test case has chosen so far, and where its next choices come from.
struct ChoiceRecorder {
  var choices: [Choice] = []
  var payloads: [Payload] = []
  private(set) var spans: [Span] = []
  /// The innermost open span, −1 where none is. While a span is open, its end holds the complement
  /// of the span around it, so that no stack is needed.
  private(set) var innermost = -1
  private var depth = 0
  private(set) var random: RandomSource
  private(set) var replay: Replay?
  /// The weight from which on the case is given up.
  private(set) var weightLimit: Int
  private var weight = 0
  /// Makes a random test case.
  init(random: RandomSource, weightLimit: Int = .max) {
    self.random = random
    self.weightLimit = weightLimit
  }

  /// Makes a test case from a tape.
  init(replaying replay: Replay, weightLimit: Int = .max) {
    self.random = RandomSource(seed: 0)
    self.replay = replay
    self.weightLimit = weightLimit
  }

  /// Starts over as another random test case, keeping the storage.
  mutating func restart(random: RandomSource) {
    choices.removeAll(keepingCapacity: true)
    payloads.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    innermost = -1
    depth = 0
    self.random = random
    replay = nil
    weightLimit = .max
    weight = 0
  }

  /// Starts over as the test case of a tape, keeping the storage.
  mutating func restart(replaying replay: Replay, weightLimit: Int) {
    restart(random: RandomSource(seed: 0))
    self.replay = replay
    self.weightLimit = weightLimit
  }

  /// The choices so far as a tape.
  var tape: Tape { Tape(choices: choices, payloads: payloads) }

  // MARK: Spans

  mutating func openSpan(_ label: Label) {
    spans.append(Span(label: label, start: choices.count, end: ~innermost, depth: depth))
    innermost = spans.count - 1
    depth += 1
    if replay != nil { replay?.opened(label) }
  }

  mutating func closeSpan() {
    guard innermost >= 0 else { return }
    let outer = ~spans[innermost].end
    spans[innermost].end = choices.count
    innermost = outer
    depth -= 1
    if replay != nil { replay?.closed(depth: depth) }
  }

  /// The spans so far, those that are open until here.
  var closedSpans: [Span] {
    var (closed, open) = (spans, innermost)
    while open >= 0 {
      let outer = ~closed[open].end
      closed[open].end = choices.count
      open = outer
    }
    return closed
  }

  // MARK: Choices

  /// Draws a whole number.
  mutating func integer(in range: ClosedRange<Int64>, centre: Int64) throws(Interruption) -> Int64 {
    let value =
      replay == nil
      ? randomInteger(in: range, centre: centre) : replayedInteger(in: range, centre: centre)
    try write(.integer(value, in: range, centre: centre))
    return value
  }

  /// Draws a whole number of a range evenly, its lower end being the simplest.
  mutating func evenInteger(in range: ClosedRange<Int64>) throws(Interruption) -> Int64 {
    let value =
      replay == nil
      ? even(in: range, random.next()) : replayedInteger(in: range, centre: range.lowerBound)
    try write(.integer(value, in: range, centre: range.lowerBound))
    return value
  }

  /// Draws the position of a weight, 0 being the simplest. The choice is the position, whatever the
  /// weights are.
  ///
  /// - Parameter ends: the sums of the weights up to each.
  mutating func position(byWeight ends: [UInt64]) throws(Interruption) -> Int {
    let range = 0...Int64(ends.count - 1)
    var value: Int64 = 0
    if replay == nil {
      let drawn = random.next(below: ends.last ?? 1)
      // To the end, without a branch that depends on the draw.
      for end in ends { value &+= end <= drawn ? 1 : 0 }
    } else {
      value = replayedInteger(in: range, centre: 0)
    }
    try write(.integer(value, in: range, centre: 0))
    return Int(value)
  }

  /// Draws a double.
  mutating func double(_ source: DoubleSource) throws(Interruption) -> Double {
    if replay == nil {
      let value = source.value(after: choices, random: &random)
      try write(source.choice(value))
      return value
    }
    var written = source.choice(simplestDouble(in: source.low...source.high))
    if let choice = replay?.next(), choice.kind == .double {
      if written.allows(choice.double) {
        written.double = choice.double
      } else if !choice.double.isNaN {
        written.double = min(max(choice.double, source.low), source.high)
      }
    }
    try write(written)
    return written.double
  }

  /// Draws true with a probability in 256ths.
  mutating func boolean(chance: UInt64) throws(Interruption) -> Bool {
    var value = false
    if replay == nil {
      value = random.next() & 255 < chance
    } else if let choice = replay?.next(), choice.kind == .boolean || choice.kind == .integer {
      value = choice.bits != 0
    }
    // What is impossible or certain is no choice.
    if chance == 0 { value = false } else if chance >= 256 { value = true }
    try write(.boolean(value, isFree: chance > 0 && chance < 256))
    return value
  }

  /// Draws a block of doubles at once.
  mutating func block(
    count: ClosedRange<Int>, _ source: DoubleSource
  ) throws(Interruption) -> [Double] {
    var values: [Double] = []
    let simplest = simplestDouble(in: source.low...source.high)
    if replay == nil {
      let size = count.lowerBound + Int(random.next(below: UInt64(count.count)))
      values.reserveCapacity(size)
      for _ in 0..<size { values.append(source.value(after: choices, values, random: &random)) }
    } else {
      if let (choice, payload) = replay?.nextPayload(), choice.kind == .block,
        case .doubles(let old)? = payload
      {
        let probe = source.choice(0)
        values = old.prefix(count.upperBound).map { probe.allows($0) ? $0 : simplest }
      }
      while values.count < count.lowerBound { values.append(simplest) }
    }
    try write(.doubles(values), .block(count, source))
    return values
  }

  /// Draws a string of bytes.
  mutating func bytes(count: ClosedRange<Int>) throws(Interruption) -> [UInt8] {
    var values: [UInt8] = []
    if replay == nil {
      let size = count.lowerBound + Int(random.next(below: UInt64(count.count)))
      values = ByteSource.bytes(count: size, random: &random)
    } else {
      if let (choice, payload) = replay?.nextPayload(), choice.kind == .bytes,
        case .bytes(let old)? = payload
      {
        values = Array(old.prefix(count.upperBound))
      }
      while values.count < count.lowerBound { values.append(0) }
    }
    try write(.bytes(values), .bytes(count))
    return values
  }

  private mutating func write(_ payload: Payload, _ choice: Choice) throws(Interruption) {
    weight += payload.count
    var choice = choice
    choice.bits = UInt64(payloads.count)
    payloads.append(payload)
    try write(choice)
  }

  @inline(__always)
  private mutating func write(_ choice: Choice) throws(Interruption) {
    weight += 1
    if weight > weightLimit { throw .tooLarge }
    choices.append(choice)
  }

  /// Writes down a choice that was made elsewhere.
  mutating func append(_ choice: Choice, _ payload: Payload?) {
    choices.append(choice)
    guard let payload else { return }
    choices[choices.count - 1].bits = UInt64(payloads.count)
    payloads.append(payload)
  }

  // MARK: Random values

  private mutating func randomInteger(in range: ClosedRange<Int64>, centre: Int64) -> Int64 {
    let width = UInt64(bitPattern: range.upperBound &- range.lowerBound)
    let dice = random.next()
    if width < 8 { return even(in: range, dice) }
    switch dice & 31 {
    case 0: return IntegerSources.boundary(range, centre: centre, dice: dice >> 5)
    case 1, 2, 3, 4: if let copy = copiedInteger(in: range, dice: dice >> 5) { return copy }
    default: break
    }
    // The bits that decide so far are the lowest, those that decide now are the highest.
    if width < 256 { return even(in: range, dice) }
    return IntegerSources.spread(range, centre: centre, width: width, random: &random)
  }

  /// A number of a range, given 64 random bits.
  private func even(in range: ClosedRange<Int64>, _ bits: UInt64) -> Int64 {
    let count = UInt64(bitPattern: range.upperBound &- range.lowerBound) &+ 1
    let distance = count == 0 ? bits : bits.multipliedFullWidth(by: count).high
    return range.lowerBound &+ Int64(bitPattern: distance)
  }

  /// The next choice of the tape, brought into a range; the centre where it is no integer.
  private mutating func replayedInteger(in range: ClosedRange<Int64>, centre: Int64) -> Int64 {
    guard let choice = replay?.next(), choice.kind == .integer || choice.kind == .boolean else {
      return centre
    }
    return min(max(choice.integer, range.lowerBound), range.upperBound)
  }

  /// An earlier integer of this test case, or a neighbour of it.
  private func copiedInteger(in range: ClosedRange<Int64>, dice: UInt64) -> Int64? {
    guard !choices.isEmpty else { return nil }
    let place = choices.count - 1 - Int((dice & 0xffff) &* UInt64(min(choices.count, 16)) >> 16)
    guard choices[place].kind == .integer else { return nil }
    let shift = Int64(dice >> 16 & 7) - 3
    let (value, overflow) = choices[place].integer.addingReportingOverflow(
      dice >> 20 & 1 == 0 ? 0 : shift)
    return !overflow && range.contains(value) ? value : nil
  }
}
