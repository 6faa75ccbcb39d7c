// SPDX-License-Identifier: GPL-3.0-or-later

import PropertyTesting
import Testing

/// Values drawn together shrink like those that a body draws one by one.
@Suite struct ZipTests {
  private let digit = Generator<Int>.integer(in: 0...99)
  private let settings = plainSettings(cases: 2_000)

  private func smallest<Value>(
    _ generator: Generator<Value>, _ breaks: (Value) -> Bool
  ) -> String? {
    let report = checkProperty("zip", generator, settings: settings) { try require(!breaks($0)) }
    return report.isMinimal ? report.failures.first?.rendered : nil
  }

  @Test func twoToSixValuesShrink() {
    let name = Generator<String>.element(of: ["a", "b"])
    let flag = Generator<Bool>.boolean()
    #expect(smallest(zip(digit, flag)) { $0 > 41 && $1 } == "(42, true)")
    #expect(smallest(zip(digit, digit, name)) { $0 + $1 > 50 && $2 == "b" } == "(0, 51, \"b\")")
    #expect(smallest(zip(digit, flag, digit, flag)) { $2 > $0 && $3 } == "(0, false, 1, true)")
    #expect(
      smallest(zip(digit, digit, digit, digit, flag)) { $0 > $1 && $3 > 8 && $4 }
        == "(1, 0, 0, 9, true)")
    #expect(
      smallest(zip(digit, name, digit, flag, digit.list(), digit)) { !$4.isEmpty && $5 > $2 }
        == "(0, \"a\", 0, false, [0], 1)")
  }

  @Test func aZipDrawsWhatABodyDraws() throws {
    let zipped = zip(digit, digit, digit, digit)
    let drawn = Generator<(Int, Int, Int, Int)> { draw in
      (try draw(digit), try draw(digit), try draw(digit), try draw(digit))
    }
    func first(_ generator: Generator<(Int, Int, Int, Int)>) -> (Int, Int, Int, Int)? {
      var value: (Int, Int, Int, Int)?
      var checker = Checker(generator) { value = $0 }
      _ = checker.search(seed: 5, cases: 1)
      return value
    }
    #expect(try #require(first(zipped)) == #require(first(drawn)))
  }
}
