// SPDX-License-Identifier: GPL-3.0-or-later
//
// The looks of a market's picture. It stands on a light ground of its own, so that it reads the
// same on light and dark pages. The hues stay apart for every common kind of colour blindness, and
// none of them is needed: lines differ in their dashes, rows in their place, jumps in their
// direction.

enum MarketStylesheet {
  static let text: StaticString = """
    text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",\
    sans-serif;fill:#4a525c}
    .title{font-size:18px;font-weight:600;fill:#1b1f24}
    .subtitle{font-size:13px}
    .name{font-weight:600;fill:#1b1f24}
    .fact{fill:#1b1f24;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
    .ground{fill:#fff;stroke:#d9dde2}
    .panel,.axis{fill:none;stroke:#9aa3ad}
    .grid{fill:none;stroke:#e6e9ed}
    .row{fill:#f3f5f7}
    .middle{fill:none;stroke:#c5cbd2}
    .range{fill:none;stroke:#7fabd2}
    .line{fill:none;stroke-width:1.2;stroke-linejoin:round}
    .a0{stroke:#0b4f8a}
    .a1{stroke:#b34f00;stroke-dasharray:7 2.5}
    .a2{stroke:#3d444d;stroke-dasharray:2 2}
    .volatility{stroke:#7b2d8b;stroke-width:1.4}
    .dot{stroke:none;fill:#0b4f8a}
    .volume{fill:none;stroke:#8b949e}
    .break{fill:none;stroke:#1b1f24;stroke-width:1.3;stroke-dasharray:6 3}
    .tint{fill-opacity:.24}
    .s0{fill:#56b4e9}
    .s1{fill:#e69f00}
    .s2{fill:#009e73}
    .s3{fill:#cc79a7}
    .s4{fill:#f0e442}
    .s5{fill:#8b949e}
    .event{fill:#4a525c}
    .strike{fill:#4a525c;fill-opacity:.2}
    .up{fill:#00795a}
    .down{fill:#b3123c}

    """

  /// The class of a state's colour; more states than colours share them, each in its own row.
  static func state(_ index: Int) -> String { "s\(index % 6)" }
}
