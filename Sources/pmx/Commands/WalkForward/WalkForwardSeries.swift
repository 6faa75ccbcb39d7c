// SPDX-License-Identifier: GPL-3.0-or-later

import Features
import Forecasting
import MarketData

/// A series to walk through, with what names its observations.
struct WalkForwardSeries {
  /// The file as it was given.
  let file: String
  /// The column.
  let column: String
  /// The observations after the transformation.
  let values: [Double]
  /// The line of the file that the first observation comes from.
  let firstRow: Int

  /// The series of a file, one a column.
  static func read(
    _ command: WalkForwardCommand, path: String, plan: WalkForwardPlan
  ) throws -> [WalkForwardSeries] {
    let inputs = try SeriesInput.all(
      path: path, columns: command.column, rows: command.rows,
      options: try command.dataOptions.reading())
    return try inputs.map { input in
      let values = try transformed(input, command, path: path)
      let lost = command.transform.differences ? 1 : 0
      let needed = plan.lookback + plan.originCount
      guard values.count >= needed else {
        throw CommandFailure(
          .badData,
          "\(path), column \(input.column): \(plan.lookback) observations of the first fit and "
            + "\(plan.originCount) forecasts need \(needed), and there are \(values.count); give "
            + "more data, or a smaller --window or --origins")
      }
      return WalkForwardSeries(
        file: path, column: input.column, values: values, firstRow: input.firstRow + lost)
    }
  }

  private static func transformed(
    _ input: SeriesInput, _ command: WalkForwardCommand, path: String
  ) throws -> [Double] {
    let levels = try input.complete()
    do { return try command.transform.applied(to: levels) } catch {
      let row = input.firstRow + error.index
      throw CommandFailure(
        .badData,
        "\(path): row \(row), column \(input.column), value \(error.value): must be positive and "
          + "finite for --transform \(command.transform.rawValue)")
    }
  }
}
