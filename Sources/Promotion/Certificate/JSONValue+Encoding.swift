// SPDX-License-Identifier: GPL-3.0-or-later

extension JSONValue {
  /// The canonical encoding of RFC 8785: members sorted by UTF-16 code units, no white space,
  /// numbers as ECMAScript writes them.
  ///
  /// - Precondition: every number is finite.
  public var canonical: String {
    var text = ""
    writeCanonical(into: &text)
    return text
  }

  /// An encoding for people: members in their order, two spaces of indentation, a final line feed.
  ///
  /// - Precondition: every number is finite.
  public var text: String {
    var text = ""
    writeIndented(into: &text, depth: 0)
    return text + "\n"
  }

  /// An encoding on one line, members in their order.
  public var line: String {
    var text = ""
    writeLine(into: &text)
    return text
  }

  private func writeCanonical(into text: inout String) {
    switch self {
    case .object(let members):
      let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
      Self.write(sorted, open: "{", close: "}", into: &text) { member, text in
        Self.writeString(member.key, into: &text)
        text += ":"
        member.value.writeCanonical(into: &text)
      }
    case .array(let elements):
      Self.write(elements, open: "[", close: "]", into: &text) { $0.writeCanonical(into: &$1) }
    default: writeScalar(into: &text)
    }
  }

  private func writeLine(into text: inout String) {
    switch self {
    case .object(let members):
      Self.write(members, open: "{", close: "}", into: &text) { member, text in
        Self.writeString(member.key, into: &text)
        text += ":"
        member.value.writeLine(into: &text)
      }
    case .array(let elements):
      Self.write(elements, open: "[", close: "]", into: &text) { $0.writeLine(into: &$1) }
    default: writeScalar(into: &text)
    }
  }

  private func writeIndented(into text: inout String, depth: Int) {
    let margin = "\n" + String(repeating: "  ", count: depth)
    switch self {
    case .object(let members) where !members.isEmpty:
      Self.write(members, open: "{", close: margin + "}", into: &text) { member, text in
        text += margin + "  "
        Self.writeString(member.key, into: &text)
        text += ": "
        member.value.writeIndented(into: &text, depth: depth + 1)
      }
    case .array(let elements) where !elements.isEmpty:
      Self.write(elements, open: "[", close: margin + "]", into: &text) { element, text in
        text += margin + "  "
        element.writeIndented(into: &text, depth: depth + 1)
      }
    default: writeLine(into: &text)
    }
  }

  private static func write<Element>(
    _ elements: [Element], open: String, close: String, into text: inout String,
    one: (Element, inout String) -> Void
  ) {
    text += open
    for (index, element) in elements.enumerated() {
      if index > 0 { text += "," }
      one(element, &text)
    }
    text += close
  }

  private func writeScalar(into text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += ecmaScriptNumber(value)
    case .string(let value): Self.writeString(value, into: &text)
    case .array, .object: preconditionFailure("lists and objects are written elsewhere")
    }
  }

  private static func writeString(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{8}": text += "\\b"
      case "\u{9}": text += "\\t"
      case "\u{A}": text += "\\n"
      case "\u{C}": text += "\\f"
      case "\u{D}": text += "\\r"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

/// A finite number as ECMAScript's `Number::toString` writes it (ECMA-262, 6.1.6.1.20).
///
/// The shortest digits that read back to the same number come from Swift's own description; only
/// their layout differs.
///
/// - Precondition: `value` is finite.
func ecmaScriptNumber(_ value: Double) -> String {
  precondition(value.isFinite, "JSON has no NaN and no infinity")
  if value == 0 { return "0" }
  let (digits, exponent) = shortestDigits(abs(value))
  let sign = value < 0 ? "-" : ""
  let count = digits.count
  // `exponent` is the power of ten of the first digit, plus one: value = 0.digits × 10^exponent.
  switch exponent {
  case count...21 where exponent >= count:
    return sign + digits + String(repeating: "0", count: exponent - count)
  case 1...21:
    let split = digits.index(digits.startIndex, offsetBy: exponent)
    return sign + digits[..<split] + "." + digits[split...]
  case -5...0:
    return sign + "0." + String(repeating: "0", count: -exponent) + digits
  default:
    let power = exponent - 1
    let mantissa = count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
    return sign + mantissa + "e" + (power < 0 ? "-" : "+") + String(power.magnitude)
  }
}

/// The shortest digits of a positive number, without leading and trailing zeros, and the exponent
/// with value = 0.digits × 10^exponent.
private func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
  let parts = value.description.split(separator: "e")
  let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
  let whole = mantissa[0]
  let fraction = mantissa.count > 1 ? mantissa[1] : ""
  var digits = Substring(whole + fraction)
  var exponent = whole.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
  while digits.first == "0" {
    digits.removeFirst()
    exponent -= 1
  }
  while digits.last == "0" { digits.removeLast() }
  return (String(digits), exponent)
}
