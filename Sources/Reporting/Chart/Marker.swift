// SPDX-License-Identifier: GPL-3.0-or-later

/// A labelled straight line across the chart.
public struct Marker: Sendable {
  /// Where the line stands.
  public enum Position: Sendable {
    /// Upright, at this place of the horizontal axis: an event.
    case x(Double)
    /// Level, at this place of the vertical axis: a threshold.
    case y(Double)
  }

  /// What stands there.
  public var label: String
  /// Where the line stands; the axes reach as far as their markers.
  public var position: Position

  /// Makes a marker.
  public init(label: String, position: Position) {
    self.label = label
    self.position = position
  }
}
