// SPDX-License-Identifier: GPL-3.0-or-later
//
// The form of a file's dates in the user's words, in either of two notations.
//
// `%m/%d/%Y` names pieces as strptime does, `MM/dd/yyyy` by runs of letters. `epoch` and `epoch-ms`
// are numbers since 1970-01-01T00:00:00Z. Months by name are left out: they depend on a language.

/// The form of the dates in a file.
public struct DateFormat: Hashable, Sendable {
  /// A part of a date's text.
  enum Piece: Hashable {
    case year, yearOfCentury, month, day, hour, minute, second, fraction, offset
    case literal(UInt8)

    /// The most digits that the piece takes, 0 where it is no number of its own.
    var width: Int {
      switch self {
      case .year: 4
      case .yearOfCentury, .month, .day, .hour, .minute, .second: 2
      case .fraction, .offset, .literal: 0
      }
    }
  }

  /// What the text of a date is made of.
  enum Form: Hashable {
    case pieces([Piece])
    /// A number with this many decimals down to the microsecond: 6 for seconds, 3 for milliseconds.
    case epoch(decimals: Int)
  }

  /// The format as the user wrote it.
  public let text: String
  let form: Form

  /// Reads a format: `%Y %y %m %d %H %M %S %f %z %%`, or `yyyy yy MM M dd d HH H mm ss SSS`, with
  /// other characters standing for themselves; or `epoch` (seconds) or `epoch-ms` (milliseconds).
  ///
  /// A format without a day means the first of the month, without a month the first of January.
  /// `%z` takes `Z` or `±HH:MM`; without it, dates are UTC.
  ///
  /// - Throws: `DateFormatError` where a piece is unknown or repeated, or the year is missing.
  public init(_ text: String) throws(DateFormatError) {
    self.text = text
    switch text {
    case "epoch": form = .epoch(decimals: 6)
    case "epoch-ms": form = .epoch(decimals: 3)
    default:
      let pieces =
        try text.utf8.contains(UInt8(ascii: "%"))
        ? Self.percentPieces(text) : Self.namedPieces(text)
      try Self.check(pieces, text)
      form = .pieces(pieces)
    }
  }

  private static func percentPieces(_ text: String) throws(DateFormatError) -> [Piece] {
    var pieces: [Piece] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      guard byte == UInt8(ascii: "%") else {
        pieces.append(.literal(byte))
        continue
      }
      let letter = bytes.next().map { String(decoding: [$0], as: UTF8.self) } ?? ""
      switch letter {
      case "Y": pieces.append(.year)
      case "y": pieces.append(.yearOfCentury)
      case "m": pieces.append(.month)
      case "d": pieces.append(.day)
      case "H": pieces.append(.hour)
      case "M": pieces.append(.minute)
      case "S": pieces.append(.second)
      case "f": pieces.append(.fraction)
      case "z": pieces.append(.offset)
      case "%": pieces.append(.literal(UInt8(ascii: "%")))
      default: throw DateFormatError(text: text, reason: "has the unknown piece \"%\(letter)\"")
      }
    }
    return pieces
  }

  private static func namedPieces(_ text: String) throws(DateFormatError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      // "T" between date and time and a final "Z" are the letters that stand for themselves.
      guard isLetter, byte != UInt8(ascii: "T"), byte != UInt8(ascii: "Z") else {
        pieces.append(.literal(byte))
        rest = rest.dropFirst()
        continue
      }
      let run = String(decoding: rest.prefix { $0 == byte }, as: UTF8.self)
      rest = rest.drop { $0 == byte }
      switch run {
      case "yyyy": pieces.append(.year)
      case "yy": pieces.append(.yearOfCentury)
      case "MM", "M": pieces.append(.month)
      case "dd", "d": pieces.append(.day)
      case "HH", "H": pieces.append(.hour)
      case "mm": pieces.append(.minute)
      case "ss": pieces.append(.second)
      case "SSS", "SSSSSS": pieces.append(.fraction)
      default: throw DateFormatError(text: text, reason: "has the unknown piece \"\(run)\"")
      }
    }
    return pieces
  }

  private static func check(_ pieces: [Piece], _ text: String) throws(DateFormatError) {
    var seen: Set<Piece> = []
    for piece in pieces {
      if case .literal = piece { continue }
      guard seen.insert(piece).inserted else {
        throw DateFormatError(text: text, reason: "names a piece twice")
      }
    }
    if seen.contains(.year) == seen.contains(.yearOfCentury) {
      throw DateFormatError(text: text, reason: "must name the year exactly once")
    }
    if seen.contains(.day) && !seen.contains(.month) {
      throw DateFormatError(text: text, reason: "names the day without the month")
    }
  }
}

/// Why a text is no date format.
public struct DateFormatError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The text that was given.
  public let text: String
  /// What is wrong with it.
  public let reason: String

  public var description: String {
    "date format \"\(shownValue(text))\" \(reason); write it like MM/dd/yyyy, %Y%m%d, epoch or "
      + "epoch-ms"
  }
}
