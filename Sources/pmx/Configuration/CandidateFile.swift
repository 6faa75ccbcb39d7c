// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads a candidate. Every key is read once, defaults are written down here and nowhere else, and
// the resolved description, defaults included, is what a certificate is bound to.

import Evaluation
import Execution
import Forecasting
import MarketData
import PortfolioRisk
import Promotion
import Signals
import Verification

/// A candidate as its file describes it.
struct CandidateFile {
  /// The candidate.
  let candidate: Candidate
  /// The control's role; nil for a candidate.
  let controlRole: Control.Role?
  /// The description with every default written out.
  let resolved: JSONValue

  /// Reads a candidate's tree; a commission that is given replaces the candidate's.
  init(_ node: ConfigurationNode, seed: UInt64, commissionBps: Double? = nil) throws {
    var reader = try ConfigurationReader(node)
    try requireSchema("pmx.candidate/1", in: &reader)
    let name = try reader.text("name")
    let role = try Self.controlRole(&reader)
    let account = try AccountSection(
      reader.optionalMapping("account"), commissionBps: commissionBps)
    let exits = try ExitSection(reader.optionalMapping("exits"))
    let forecaster = try ForecasterSection(reader.mapping("forecaster"))
    let rule = try RuleSection(
      reader.mapping("rule"), role: role, forecaster: forecaster.settings, costs: account.costs,
      seed: seed)
    try reader.finish()
    controlRole = role
    candidate = Candidate(
      name: name,
      session: SessionConfiguration(
        initialCapital: account.capital, costs: account.costs, sizing: account.sizing,
        margin: account.margin, exits: exits.policy),
      forecaster: forecaster.settings, makeRule: rule.make)
    resolved = [
      "schema": "pmx.candidate/1", "name": .string(name),
      "control": role.map { .string($0.rawValue) } ?? .null,
      "market": role == nil ? .null : "planted-edge",
      "rule": rule.resolved, "forecaster": forecaster.resolved, "account": account.resolved,
      "exits": exits.resolved,
    ]
  }

  private static func controlRole(_ reader: inout ConfigurationReader) throws -> Control.Role? {
    let market = try reader.optionalText("market")
    if let market, market != "planted-edge" {
      throw reader.failure(nil, "market is \"\(market)\"; the only synthetic one is planted-edge")
    }
    guard let text = try reader.optionalText("control") else {
      if market != nil { throw reader.failure(nil, "market exists only for controls") }
      return nil
    }
    guard let role = Control.Role(rawValue: text) else {
      let names = Control.Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw reader.failure(nil, "control is \"\(text)\" and must be one of \(names)")
    }
    return role
  }
}

/// The account that a candidate trades with.
private struct AccountSection {
  let capital: Money
  let costs: CostModel
  let sizing: PositionSizing
  let margin: MarginPolicy
  let resolved: JSONValue

  init(_ section: ConfigurationReader?, commissionBps: Double?) throws {
    if let commissionBps, !(0...1000).contains(commissionBps) {
      throw CommandFailure(.usage, "--cost-bps \(commissionBps): must be a number from 0 to 1000")
    }
    var reader = section
    let capital = try reader?.optionalNumber("capital", in: 1...1e12) ?? 100_000
    let fraction = try reader?.optionalNumber("equity_fraction", in: 0.000_001...1) ?? 1
    let lot = try reader?.optionalNumber("lot", in: 0.0001...1e9) ?? 1
    let written = try reader?.optionalNumber("commission_bps", in: 0...1000) ?? 1
    let commission = commissionBps ?? written
    let slippage = try reader?.optionalNumber("slippage_bps", in: 0...1000) ?? 2
    let initial = try reader?.optionalNumber("initial_short_margin", in: 0.01...10) ?? 0.5
    let maintenance = try reader?.optionalNumber("maintenance_short_margin", in: 0.01...10) ?? 0.3
    try reader?.finish()
    guard maintenance <= initial else {
      throw reader?.failure(nil, "maintenance_short_margin must not exceed initial_short_margin")
        ?? CommandFailure(.internalError, "the default margins contradict each other")
    }
    self.capital = Money(cents: fixed(capital, perOne: 100))
    costs = CostModel(
      commission: fixed(commission, perOne: 100), slippage: fixed(slippage, perOne: 100))
    sizing = PositionSizing(
      equityMillionths: fixed(fraction, perOne: 1e6),
      lot: Quantity(units: fixed(lot, perOne: 1e4)))
    margin = MarginPolicy(
      initialShortMillionths: fixed(initial, perOne: 1e6),
      maintenanceShortMillionths: fixed(maintenance, perOne: 1e6))
    resolved = [
      "capital": .number(self.capital.value), "equityFraction": .number(fraction),
      "lot": .number(lot), "commissionBps": .number(commission), "slippageBps": .number(slippage),
      "initialShortMargin": .number(initial), "maintenanceShortMargin": .number(maintenance),
    ]
  }
}

/// When a candidate leaves a position without being asked.
private struct ExitSection {
  let policy: ExitPolicy
  let resolved: JSONValue

  init(_ section: ConfigurationReader?) throws {
    var reader = section
    let stop = try reader?.optionalNumber("stop", in: 0.000_001...0.999_999)
    let target = try reader?.optionalNumber("target", in: 0.000_001...1000)
    let bars = try reader?.optionalInteger("maximum_bars", in: 1...1_000_000)
    try reader?.finish()
    policy = ExitPolicy(
      stopMillionths: stop.map { fixed($0, perOne: 1e6) },
      targetMillionths: target.map { fixed($0, perOne: 1e6) }, maximumBars: bars)
    resolved = [
      "stop": stop.map { .number($0) } ?? .null, "target": target.map { .number($0) } ?? .null,
      "maximumBars": bars.map { .integer(Int64($0)) } ?? .null,
    ]
  }
}

/// The forecaster and its evaluation.
private struct ForecasterSection {
  let settings: ForecasterSettings
  let resolved: JSONValue

  init(_ section: ConfigurationReader) throws {
    var reader = section
    let text = try reader.text("model")
    let input = try reader.choice("input", of: ForecasterSettings.Input.self)
    let horizon = try reader.integer("horizon", in: 1...1000)
    let training = try reader.integer("training", in: 2...1_000_000)
    let test = try reader.integer("test", in: 1...1_000_000)
    try reader.finish()
    let model: any ForecastModel
    do { model = try ModelSpecification.model(text) } catch {
      throw reader.failure(nil, error.description)
    }
    guard training >= model.minimumObservations else {
      throw reader.failure(
        nil,
        "training must hold at least the \(model.minimumObservations) values that "
          + "\(model.specification) needs")
    }
    settings = ForecasterSettings(
      model: model, input: input, horizon: horizon, training: training, test: test)
    resolved = [
      "model": .string(model.specification), "input": .string(input.rawValue),
      "horizon": .integer(Int64(horizon)), "training": .integer(Int64(training)),
      "test": .integer(Int64(test)),
    ]
  }
}

/// The number of minor units nearest to a number that a reader has checked the range of.
private func fixed(_ value: Double, perOne: Double) -> Int64 {
  FixedPoint.units(of: value, perOne: perOne) ?? 0
}
