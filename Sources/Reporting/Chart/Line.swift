// SPDX-License-Identifier: GPL-3.0-or-later

/// A point in the units of the axes.
public struct Point: Sendable, Equatable {
  /// Where it stands on the horizontal axis.
  public var x: Double
  /// Where it stands on the vertical axis.
  public var y: Double

  /// Makes a point.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Points joined in the order given.
public struct Line: Sendable {
  /// How a line is drawn: a colour and a dash pattern, so that neither is needed alone.
  public enum Style: String, Sendable {
    /// Solid blue, the subject of the chart.
    case primary
    /// Dashed orange, what the subject is compared with.
    case secondary
    /// Dotted grey, context.
    case muted
    /// Dash-dotted crimson, losses and breaches.
    case danger
  }

  /// The name in the legend.
  public var name: String
  /// The points, in drawing order.
  public var points: [Point]
  /// How the line is drawn.
  public var style: Style
  /// Whether the area between line and zero is tinted; zero is then always in view.
  public var filledToZero: Bool

  /// Makes a line.
  public init(name: String, points: [Point], style: Style, filledToZero: Bool = false) {
    self.name = name
    self.points = points
    self.style = style
    self.filledToZero = filledToZero
  }
}
