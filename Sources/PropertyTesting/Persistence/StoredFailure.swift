// SPDX-License-Identifier: GPL-3.0-or-later

/// A failure as the store keeps it: the case as labelled spans, and its value for people.
public struct StoredFailure: Hashable, Sendable {
  /// The property's name.
  public let property: String
  /// The kind of error and its place when it was stored.
  public let identity: FailureIdentity
  /// The line that replays it.
  public let blob: String
  /// The value.
  public let rendered: String
  /// What the property said.
  public let message: String

  /// Makes an entry.
  public init(
    property: String, identity: FailureIdentity, blob: String, rendered: String, message: String
  ) {
    self.property = property
    self.identity = identity
    self.blob = blob
    self.rendered = rendered
    self.message = message
  }

  /// The entry's file: a line for each part, with line breaks escaped.
  var fileText: String {
    """
    property-failure 1
    property: \(Self.escape(property))
    identity: \(Self.escape(identity.description))
    message: \(Self.escape(message))
    value: \(Self.escape(rendered))
    replay: \(blob)

    """
  }

  /// Reads an entry's file; nil where it is none.
  init?(fileText: String) {
    // Scalar by scalar: as a character, the space after the colon may hold an accent of the text,
    // and a line's end the other sign of a line's end.
    let lines = fileText.unicodeScalars.split(separator: "\n").map { line in
      line.last == "\r" ? line.dropLast() : line
    }
    guard let first = lines.first, String(first) == "property-failure 1" else { return nil }
    var parts: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      parts[String(line[..<colon])] = Self.unescape(line[colon...].dropFirst(2))
    }
    guard let property = parts["property"], let identity = parts["identity"],
      let blob = parts["replay"]
    else { return nil }
    self.init(
      property: property, identity: FailureIdentity(identity), blob: blob,
      rendered: parts["value"] ?? "", message: parts["message"] ?? "")
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func unescape(_ text: Substring.UnicodeScalarView) -> String {
    var plain = ""
    var isEscaped = false
    for scalar in text {
      if isEscaped {
        plain.unicodeScalars.append(scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }
}
