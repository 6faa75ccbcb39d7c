// SPDX-License-Identifier: GPL-3.0-or-later
//
// JSON as a value with ordered members, so that output never depends on a hash table.
//
// Two encodings: `text` keeps the order of members, for people; `canonical` is that of RFC 8785
// (JSON Canonicalization Scheme), for digests and signatures. NaN and infinity cannot be written:
// such a figure is null beside a reason.

/// A JSON document.
public enum JSONValue: Hashable, Sendable {
  /// One named value of an object.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let key: String
    /// The value.
    public let value: JSONValue

    /// Makes a member.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Null.
  case null
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// A finite number.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Named values in order.
  case object([Member])

  /// The value of an object's member; nil where there is none.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, where the value is one.
  public var stringValue: String? { if case .string(let text) = self { text } else { nil } }

  /// The elements, where the value is a list.
  public var arrayValue: [JSONValue]? { if case .array(let list) = self { list } else { nil } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes a list of its elements.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Members keep the order in which they are written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
