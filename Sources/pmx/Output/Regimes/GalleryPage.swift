// SPDX-License-Identifier: GPL-3.0-or-later

import Reporting
import Verification

/// The page that shows all regimes: a text in Markdown, and a picture for each.
struct GalleryPage {
  /// A regime in the size in which the page shows it.
  struct Exhibit {
    let entry: RegimeEntry
    let bars: Int
    let assets: Int

    init(_ entry: RegimeEntry) {
      self.entry = entry
      // So many bars are still told apart; planted edges are too small to be seen in any number.
      bars = min(entry.usualBars, entry.family == .planted ? 500 : 1000)
      assets = Self.dependent.contains(entry.name) ? 3 : 1
    }

    /// The regimes in which the assets' dependence on each other changes.
    private static let dependent = ["correlation-break", "crisis-recovery", "crisis"]

    /// The name of the picture's file.
    var file: String { entry.name + ".svg" }

    /// The command that makes the market.
    func command(seed: UInt64) -> String {
      var words = "pmx regimes generate \(entry.name) --bars \(bars)"
      if assets > 1 { words += " --assets \(assets)" }
      return words + " --seed \(seed) --out \(entry.name).csv"
    }

    /// The picture of its market.
    func picture(seed: UInt64) throws(MarketProgramDefect) -> MarketPicture {
      let market = try entry.program(bars: bars, assets: assets).market(seed: seed)
      return MarketPicture(market, title: entry.name, summary: sentence)
    }

    /// The summary as a sentence.
    var sentence: String {
      (entry.summary.first?.uppercased() ?? "") + entry.summary.dropFirst() + "."
    }
  }

  let exhibits: [Exhibit]
  let seed: UInt64

  /// The page of some regimes.
  init(_ entries: [RegimeEntry], seed: UInt64) {
    exhibits = entries.map(Exhibit.init)
    self.seed = seed
  }

  /// The text of the page.
  var text: String {
    let command = seed == 1 ? "pmx regimes gallery" : "pmx regimes gallery --seed \(seed)"
    var text = """
      # Regimes

      This page and its pictures are made by

      ```
      \(command)
      ```

      \(exhibits.count) synthetic markets, of which everything is known because they were made:
      hidden states, structural breaks, jumps, events and the true volatility. The same command
      makes the same bytes on every machine.

      \(contents)

      ## How to read a picture

      - The upper panel shows the price: a bar from low to high and a line through the closes. With
        several assets, their closes, each from 100 on.
      - Dashed lines through all panels are structural breaks. The table above the prices says what
        holds between them: the mean log return and the mean volatility a year, the correlation of
        the assets, the kind of process.
      - Below the price stand rows for hidden states, for events, by kind, and for jumps. States and
        events also tint the price behind them, as long as they leave it readable.
      - The true volatility is the standard deviation of a bar's return as known before the bar,
        times the root of the bars in a year. Nobody who trades this market sees it.
      - The lowest panel is the volume.


      """
    for (family, members) in families {
      text += "## \(family.heading)\n\n\(family.explanation)\n\n"
      text += members.map(section).joined()
    }
    return String(text.dropLast())
  }

  /// Links to the regimes, a line for each family.
  private var contents: String {
    families.map { family, members in
      let links = members.map { "[\(Self.escaped($0.entry.name))](#\($0.entry.name))" }
      return "- \(family.heading): " + links.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  /// The families that have members, with these.
  private var families: [(RegimeEntry.Family, [Exhibit])] {
    RegimeEntry.Family.allCases.map { family in
      (family, exhibits.filter { $0.entry.family == family })
    }.filter { !$0.1.isEmpty }
  }

  private func section(_ exhibit: Exhibit) -> String {
    let sentence = Self.escaped(exhibit.sentence)
    return """
      ### \(Self.escaped(exhibit.entry.name))

      \(sentence)

      ![\(Self.escaped(exhibit.entry.name)): \(sentence)](\(exhibit.file))

      `\(exhibit.command(seed: seed))`


      """
  }

  /// Text in which no character means something to Markdown.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_[]<>&#|".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}

extension RegimeEntry.Family {
  /// The heading of the family's part of the page.
  fileprivate var heading: String {
    switch self {
    case .process: "Processes"
    case .structuralBreak: "Structural breaks"
    case .stress: "Stress"
    case .profile: "Kinds of market"
    case .scenario: "Scenarios for forecasters"
    case .planted: "Planted edges"
    }
  }

  /// What the family has in common.
  fileprivate var explanation: String {
    switch self {
    case .process: "One process each, and nothing else."
    case .structuralBreak: "Something changes at a known time."
    case .stress: "Something befalls the market."
    case .profile: "Kinds of market, with costs of trading and dependent assets."
    case .scenario: "Short series on which forecasters are tried."
    case .planted:
      "Something can be predicted, and it is known how well. In the pictures it is not to be seen."
    }
  }
}
