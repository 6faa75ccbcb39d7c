// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Reporting
import Verification

extension RegimesCommand {
  /// `pmx regimes gallery`.
  struct Gallery: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gallery", abstract: "Draws a picture of every regime, and a page of them all.",
      discussion: """
        Writes DIR/README.md and an SVG file for each regime. The same seed gives the same bytes.

        Example: pmx regimes gallery --out Documentation/Regimes
        """)

    @Option(help: "The folder to write to.")
    var out = "Documentation/Regimes"

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    func run() throws {
      let folder = try OutputFolder(path: out)
      let page = GalleryPage(RegimeCatalogue.entries, seed: seed)
      let progress = Progress()
      for exhibit in page.exhibits {
        progress.say("drawing \(exhibit.entry.name) …")
        let picture: MarketPicture
        do { picture = try exhibit.picture(seed: seed) } catch {
          throw CommandFailure(.badData, "\(exhibit.entry.name): \(error)")
        }
        try folder.write(Array(picture.svg().utf8), to: exhibit.file)
      }
      // The page goes last: it never shows a picture that is not there.
      try folder.write(Array(page.text.utf8), to: "README.md")
      progress.clear()
      try printResult("\(page.exhibits.count) pictures and README.md in \(out)\n")
    }
  }
}
