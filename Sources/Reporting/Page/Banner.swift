// SPDX-License-Identifier: GPL-3.0-or-later

/// The verdict at the top of a report: one word, one sentence, and what else must be known.
public struct Banner: Sendable {
  /// The verdict itself, such as "REFUSED".
  public var word: String
  /// How the word is meant.
  public var tone: Tone
  /// The reason in one sentence.
  public var sentence: String
  /// Further lines, one fact each.
  public var details: [String]

  /// Makes a banner.
  public init(word: String, tone: Tone, sentence: String, details: [String]) {
    self.word = word
    self.tone = tone
    self.sentence = sentence
    self.details = details
  }

  func write(to html: inout HTMLWriter) {
    html.open("section", ["class": "verdict \(tone.rawValue)", "aria-label": "Verdict"])
    html.element("p", ["class": "word"], text: word)
    if !sentence.isEmpty { html.element("p", ["class": "sentence"], text: sentence) }
    if !details.isEmpty {
      html.open("ul")
      for detail in details { html.element("li", text: detail) }
      html.close("ul")
    }
    html.close("section")
  }
}
