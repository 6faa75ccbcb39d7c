// SPDX-License-Identifier: GPL-3.0-or-later

/// Text in a picture. No font is at hand to measure it: widths are estimates for sans-serif type.
enum PictureText {
  /// About how wide a text is.
  static func width(_ text: String, size: Double) -> Double { Double(text.count) * size * 0.62 }

  /// Parts a text into lines of at most so many characters, at spaces.
  static func lines(_ text: String, length: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if let last = lines.last, last.count + 1 + word.count <= length {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }

  /// Writes a text with its baseline at `y`.
  static func write(
    _ text: String, _ name: String = "", x: Double, y: Double, anchor: String = "start",
    to html: inout HTMLWriter
  ) {
    let (x, y) = (PathText.coordinate(x), PathText.coordinate(y))
    switch (name.isEmpty, anchor == "start") {
    case (true, true): html.element("text", ["x": x, "y": y], text: text)
    case (true, false):
      html.element("text", ["x": x, "y": y, "text-anchor": anchor], text: text)
    case (false, true): html.element("text", ["class": name, "x": x, "y": y], text: text)
    case (false, false):
      html.element("text", ["class": name, "x": x, "y": y, "text-anchor": anchor], text: text)
    }
  }
}
