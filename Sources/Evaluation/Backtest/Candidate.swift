// SPDX-License-Identifier: GPL-3.0-or-later

import Execution
import Signals

/// What is to be promoted: a rule, the account that it trades with, and its forecaster.
public struct Candidate: Sendable {
  /// The candidate's name, for reports.
  public let name: String
  /// The account: capital, costs, sizing, margin and exits.
  public let session: SessionConfiguration
  /// The forecaster and its evaluation.
  public let forecaster: ForecasterSettings
  /// Makes the rule anew, before its first bar.
  public let makeRule: @Sendable () -> any TradingRule

  /// Makes a candidate.
  public init(
    name: String, session: SessionConfiguration, forecaster: ForecasterSettings,
    makeRule: @escaping @Sendable () -> any TradingRule
  ) {
    self.name = name
    self.session = session
    self.forecaster = forecaster
    self.makeRule = makeRule
  }
}
