// SPDX-License-Identifier: GPL-3.0-or-later
//
// A report as one HTML file that needs nothing else: no script, no font, no network, no clock.

/// A self-contained page, rendered from top to bottom.
///
/// The same page always gives the same bytes.
public struct ReportPage: Sendable {
  /// The title, also that of the browser's window.
  public var title: String
  /// What the report is about: data, period, run.
  public var subtitle: String
  /// The verdict.
  public var verdict: Banner
  /// The chapters.
  public var sections: [ReportSection]
  /// Closing lines: how the report was made and how to check it.
  public var footer: [String]

  /// Makes a page.
  public init(
    title: String, subtitle: String, verdict: Banner, sections: [ReportSection], footer: [String]
  ) {
    self.title = title
    self.subtitle = subtitle
    self.verdict = verdict
    self.sections = sections
    self.footer = footer
  }

  /// The page as HTML text.
  public func html() -> String {
    var html = HTMLWriter()
    html.constant("<!doctype html>\n<html lang=\"en\">\n<head>\n")
    html.constant(Self.metadata)
    html.element("title", text: title)
    html.constant("<style>\n")
    html.constant(Stylesheet.text)
    html.constant("</style>\n</head>\n<body>\n<main>\n<header>\n")
    html.element("h1", text: title)
    if !subtitle.isEmpty { html.element("p", ["class": "subtitle"], text: subtitle) }
    html.constant("</header>\n")
    verdict.write(to: &html)
    for section in sections { section.write(to: &html) }
    if !footer.isEmpty {
      html.constant("<footer>\n")
      for line in footer { html.element("p", text: line) }
      html.constant("</footer>\n")
    }
    html.constant("</main>\n</body>\n</html>\n")
    return html.markup
  }

  // The policy makes the browser enforce what the page promises: nothing is ever fetched or run.
  private static let metadata: StaticString = """
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'">

    """
}
