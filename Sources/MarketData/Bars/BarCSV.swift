// SPDX-License-Identifier: GPL-3.0-or-later

/// Bars as CSV in the layout that `BarFile` reads: reading what was written gives the same series.
public enum BarCSV {
  /// Writes a series, exact to the last digit.
  ///
  /// - Complexity: O(bars).
  public static func text(_ series: BarSeries) -> String {
    var text = "timestamp,open,high,low,close"
    text += series.volumes == nil ? "\n" : ",volume\n"
    for index in 0..<series.count {
      text += "\(series.timestamps[index]),\(series.opens[index]),\(series.highs[index]),"
      text += "\(series.lows[index]),\(series.closes[index])"
      if let volumes = series.volumes { text += ",\(volumes[index])" }
      text += "\n"
    }
    return text
  }
}
