// SPDX-License-Identifier: GPL-3.0-or-later

/// The area between two curves, such as a prediction interval.
public struct Band: Sendable {
  /// The name in the legend.
  public var name: String
  /// Places on the horizontal axis; the three lists are read as far as the shortest goes.
  public var xs: [Double]
  /// The lower curve.
  public var lower: [Double]
  /// The upper curve.
  public var upper: [Double]
  /// From 0, faint, to 1, strong. Fainter bands lie behind stronger ones.
  public var strength: Double

  /// Makes a band.
  public init(name: String, xs: [Double], lower: [Double], upper: [Double], strength: Double) {
    self.name = name
    self.xs = xs
    self.lower = lower
    self.upper = upper
    self.strength = strength
  }

  /// The strength within its bounds; what is no number counts as faint.
  var boundedStrength: Double { strength.isNaN ? 0 : min(max(strength, 0), 1) }

  /// The share of the hue in the band's colour, in per cent, as a style attribute.
  var shareStyle: String {
    "--share:" + NumberText.fixed(10 + boundedStrength * 50, decimals: 0)
  }
}
