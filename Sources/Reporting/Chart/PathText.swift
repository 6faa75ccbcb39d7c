// SPDX-License-Identifier: GPL-3.0-or-later

/// The `d` attribute of an SVG path, in tenths of a unit and relative steps to keep it short.
///
/// Steps are differences of rounded places, so that rounding errors never add up.
package struct PathText {
  /// The text so far.
  package private(set) var text = ""
  private var x = 0
  private var y = 0

  package init() {}

  /// Starts a new piece at a point.
  package mutating func move(to point: PlotPoint) {
    (x, y) = (Self.tenths(point.x), Self.tenths(point.y))
    text += "M" + Self.number(x) + Self.joined(Self.number(y))
  }

  /// Goes straight to a point; a step too short to be seen is left out.
  package mutating func line(to point: PlotPoint) {
    let (nextX, nextY) = (Self.tenths(point.x), Self.tenths(point.y))
    guard nextX != x || nextY != y else { return }
    if nextX == x {
      text += "v" + Self.number(nextY - y)
    } else if nextY == y {
      text += "h" + Self.number(nextX - x)
    } else {
      text += "l" + Self.number(nextX - x) + Self.joined(Self.number(nextY - y))
    }
    (x, y) = (nextX, nextY)
  }

  /// Joins the piece's end to its start.
  package mutating func close() { text += "z" }

  /// Starts at the first point and goes through the others.
  package mutating func trace(_ points: some Collection<PlotPoint>) {
    guard let first = points.first else { return }
    move(to: first)
    for point in points.dropFirst() { line(to: point) }
  }

  /// A coordinate with at most one decimal.
  package static func coordinate(_ value: Double) -> String { number(tenths(value)) }

  private static func tenths(_ value: Double) -> Int {
    // The drawing is a few hundred units wide: what lies far outside may as well lie at its rim.
    Int((min(max(value, -1e6), 1e6) * 10).rounded())
  }

  private static func number(_ tenths: Int) -> String {
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    let sign = tenths < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    return sign + (whole == 0 ? "" : String(whole)) + "." + String(rest)
  }

  private static func joined(_ number: String) -> String {
    number.first == "-" ? number : " " + number
  }
}
