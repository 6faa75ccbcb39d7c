// SPDX-License-Identifier: GPL-3.0-or-later

/// Draws single choices of a tape anew, within what they allow.
struct Redraw {
  private(set) var random: RandomSource
  private let source: TestCase

  init(random: RandomSource) {
    self.random = random
    source = TestCase(random: random)
  }

  mutating func below(_ bound: Int) -> Int { Int(random.next(below: UInt64(max(1, bound)))) }

  /// Draws the choice at a position anew.
  mutating func redraw(_ index: Int, in tape: inout Tape) {
    source.restart(random: random.split())
    let old = tape.choices[index]
    switch old.kind {
    case .integer:
      let value = try? source.integer(in: old.integerRange, centre: old.centre)
      tape.choices[index].integer = value ?? old.integer
    case .double:
      let value = try? source.double(in: old.doubleRange, allowsNaN: old.allowsNaN)
      tape.choices[index].double = value ?? old.double
    case .boolean: tape.choices[index].bits = random.next() & 1
    case .block, .bytes:
      let payload = redrawn(tape.payloads[Int(old.bits)], old)
      tape.choices[index].bits = UInt64(tape.payloads.count)
      tape.payloads.append(payload)
    }
  }

  /// The payload of a choice with some elements changed.
  private mutating func redrawn(_ payload: Payload, _ choice: Choice) -> Payload {
    switch payload {
    case .bytes(let old):
      return .bytes(old.map { below(2) == 0 ? $0 : UInt8(truncatingIfNeeded: random.next()) })
    case .doubles(let old):
      let range = choice.elementRange
      return .doubles(
        old.map { value in
          guard below(2) == 0 else { return value }
          return (try? source.double(in: range, allowsNaN: choice.allowsNaN)) ?? value
        })
    }
  }
}
