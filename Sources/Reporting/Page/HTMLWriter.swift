// SPDX-License-Identifier: GPL-3.0-or-later

/// Collects markup; the one place where text becomes HTML, so that nothing enters unescaped.
struct HTMLWriter {
  /// The markup so far.
  private(set) var markup = ""
  private var chartCount = 0

  /// Attributes in the order in which they are written.
  typealias Attributes = KeyValuePairs<String, String>

  /// Writes a start tag.
  mutating func open(_ tag: String, _ attributes: Attributes = [:], breaksLine: Bool = true) {
    markup += startTag(tag, attributes, ending: ">")
    if breaksLine { markup += "\n" }
  }

  /// Writes an end tag and a line break.
  mutating func close(_ tag: String) { markup += "</\(tag)>\n" }

  /// Writes an element that holds only text, on a line of its own.
  mutating func element(_ tag: String, _ attributes: Attributes = [:], text: String) {
    inline(tag, attributes, text: text)
    markup += "\n"
  }

  /// Writes an element that holds only text, within a line.
  mutating func inline(_ tag: String, _ attributes: Attributes = [:], text: String) {
    markup += startTag(tag, attributes, ending: ">") + Self.escaped(text) + "</\(tag)>"
  }

  /// Writes an SVG element without contents.
  mutating func empty(_ tag: String, _ attributes: Attributes) {
    markup += startTag(tag, attributes, ending: "/>") + "\n"
  }

  /// Writes text.
  mutating func text(_ text: String) { markup += Self.escaped(text) }

  /// Writes markup as it is; only for constants of this module.
  mutating func constant(_ text: StaticString) { markup += text.description }

  /// The number of the next chart, from 1, for identifiers that are unique on the page.
  mutating func nextChartNumber() -> Int {
    chartCount += 1
    return chartCount
  }

  /// Text that is safe between tags and within quoted attributes.
  ///
  /// Control characters that HTML forbids become U+FFFD.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n": result.append(scalar)
      case "\r": result.append("\n")
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private func startTag(_ tag: String, _ attributes: Attributes, ending: String) -> String {
    var text = "<" + tag
    for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
    return text + ending
  }
}
