// SPDX-License-Identifier: GPL-3.0-or-later

/// The order in which data flows, as the design fixes it; the manifest must agree.
enum Flow {
  /// The stages of the engine.
  static let engine = [
    "NumericKernels", "MarketData", "Features", "Forecasting", "Signals", "PortfolioRisk",
    "Execution", "Evaluation", "Promotion",
  ]
  /// What stands beside and after the engine.
  static let edges = ["Storage", "Reporting", "Verification", "pmx"]
  /// All of it in order.
  static let stages = engine + edges
}
