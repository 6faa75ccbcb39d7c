// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the parts of a picture lie, from top to bottom, in units of the view box.
struct MarketLayout {
  /// The upper and the lower edge of a panel.
  struct Frame: Equatable {
    var top: Double
    var bottom: Double
    /// The baseline of the panel's name.
    var name: Double
  }

  static let width = 960.0
  static let margin = 16.0
  static let factHeight = 15.0
  static let right = width - 26

  let subtitle: [String]
  let legend: Double
  /// The upper edge of the table of segments; that of the prices where there is no table.
  let facts: Double
  let prices: Frame
  /// The rows of each group.
  let lanes: [Frame]
  let volatility: Frame?
  let volumes: Frame?
  /// The panels below the prices.
  var lowerFrames: [Frame] { lanes + [volatility, volumes].compactMap { $0 } }
  /// The lower edge of the last panel.
  let bottom: Double
  let height: Double

  init(_ picture: MarketPicture, legendRows: Int, factRows: Int, groups: [LaneGroup]) {
    subtitle = PictureText.lines(picture.subtitle, length: 120)
    legend = 44 + Double(subtitle.count) * 17
    var y = legend + Double(legendRows) * MarketLegend.rowHeight + 4
    func frame(_ height: Double, skipping rows: Double = 0) -> Frame {
      let top = y + 22 + rows
      let frame = Frame(top: top, bottom: top + height, name: y + 16)
      y = frame.bottom + 6
      return frame
    }
    let table = factRows == 0 ? 0 : Double(factRows) * Self.factHeight + 8
    prices = frame(250, skipping: table)
    facts = prices.top - table
    lanes = groups.map { frame(Double($0.lanes.count) * MarketLane.height) }
    volatility = picture.volatility.isEmpty ? nil : frame(84)
    volumes = picture.volumes.isEmpty ? nil : frame(56)
    bottom = y - 6
    height = bottom + 48
  }
}
