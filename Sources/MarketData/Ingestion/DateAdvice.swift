// SPDX-License-Identifier: GPL-3.0-or-later
//
// What to advise where a date is not in ISO 8601: the format that its text suggests.

/// Guesses at the form of a date that could not be read.
package enum DateAdvice {
  /// What the user can do about the text of a date.
  package static func advice(for text: String, format: DateFormat?) -> String {
    if let format { return "correct the cell, or the --date-format (it is \"\(format.text)\")" }
    let body = text.utf8.drop { $0 == UInt8(ascii: " ") }
    guard let guess = guess(Array(body)) else {
      return "write dates like 2017-01-03 or 2017-01-03T21:00:00Z, or name their form with "
        + "--date-format"
    }
    return "looks like \(guess.words): try --date-format \(guess.format)"
  }

  private struct Guess {
    package var words: String
    package var format: String
  }

  private static func guess(_ text: [UInt8]) -> Guess? {
    let fields = text.split(separator: UInt8(ascii: " "), maxSplits: 1)
    guard let date = fields.first else { return nil }
    let separators = Set(date.filter { decimalDigit($0) == nil })
    guard separators.count <= 1 else { return nil }
    // order does not matter: there is at most one
    guard let separator = separators.first else { return packed(date) }
    let parts = date.split(separator: separator, omittingEmptySubsequences: false)
    let mark = String(decoding: [separator], as: UTF8.self)
    guard let guess = separated(parts.map(Array.init), mark) else { return nil }
    return fields.count == 1 ? guess : timed(guess, Array(fields[1]))
  }

  /// Digits alone.
  private static func packed(_ digits: ArraySlice<UInt8>) -> Guess? {
    switch digits.count {
    case 4: Guess(words: "a year", format: "yyyy")
    case 6: Guess(words: "year and month", format: "yyyyMM")
    case 8: Guess(words: "year, month, day", format: "yyyyMMdd")
    case 10: Guess(words: "seconds since 1970", format: "epoch")
    case 13: Guess(words: "milliseconds since 1970", format: "epoch-ms")
    default: nil
    }
  }

  /// Two or three numbers with a mark between them.
  private static func separated(_ parts: [[UInt8]], _ mark: String) -> Guess? {
    let widths = parts.map(\.count)
    guard ["/", "-", "."].contains(mark), widths.allSatisfy({ (1...4).contains($0) }) else {
      return nil
    }
    let numbers = parts.map { $0.reduce(0) { $0 * 10 + (decimalDigit($1) ?? 0) } }
    if widths == [4, 2] || widths == [4, 1] {
      return Guess(words: "year\(mark)month", format: "yyyy\(mark)MM")
    }
    guard parts.count == 3 else { return nil }
    if widths[0] == 4 {
      return Guess(
        words: "year\(mark)month\(mark)day",
        format: ["yyyy", letters("M", widths[1]), letters("d", widths[2])].joined(separator: mark))
    }
    guard widths[2] == 4 || widths[2] == 2, widths[0] <= 2, widths[1] <= 2 else { return nil }
    let year = widths[2] == 4 ? "yyyy" : "yy"
    // Month first is the habit with "/", day first with "." and "-", unless a number forbids it.
    let isDayFirst = numbers[0] > 12 || (mark != "/" && numbers[1] <= 12)
    let order = isDayFirst ? ["d", "M"] : ["M", "d"]
    let format = [letters(order[0], widths[0]), letters(order[1], widths[1]), year]
    let words = isDayFirst ? ["day", "month", "year"] : ["month", "day", "year"]
    return Guess(words: words.joined(separator: mark), format: format.joined(separator: mark))
  }

  private static func letters(_ letter: String, _ width: Int) -> String {
    width == 1 ? letter : letter + letter
  }

  /// A date with a time of day behind a blank.
  private static func timed(_ date: Guess, _ time: [UInt8]) -> Guess? {
    let colons = time.count { $0 == UInt8(ascii: ":") }
    guard time.allSatisfy({ decimalDigit($0) != nil || $0 == UInt8(ascii: ":") }) else {
      return nil
    }
    switch colons {
    case 1: return Guess(words: date.words + " and time", format: "\"\(date.format) HH:mm\"")
    case 2: return Guess(words: date.words + " and time", format: "\"\(date.format) HH:mm:ss\"")
    default: return nil
    }
  }
}
