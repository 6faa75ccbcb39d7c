// SPDX-License-Identifier: GPL-3.0-or-later

/// The fall from the running maximum after each bar, as a positive fraction of that maximum.
///
/// The starting equity counts as a maximum, so a loss on the first bar is seen (the predecessor's
/// was not). A fall to zero or below is 1 or more.
public func drawdowns(_ path: EquityPath) -> [Double] {
  var peak = path.values[0]
  return path.values.dropFirst().map { value in
    peak = max(peak, value)
    return 1 - value / peak
  }
}

/// The largest fall from a running maximum, as a positive fraction; 0 for a path that never falls.
public func maximumDrawdown(_ path: EquityPath) -> Statistic {
  guard let largest = drawdowns(path).max() else { return .undefined("no bars") }
  return .finite(max(0, largest))
}
