// SPDX-License-Identifier: GPL-3.0-or-later

extension MarketProgram {
  /// Changes the process of every segment that has one of a kind.
  mutating func process<Process>(
    _ kind: WritableKeyPath<PriceProcess, Process?>, _ change: (inout Process) -> Void
  ) {
    for index in segments.indices {
      guard var process = segments[index].process[keyPath: kind] else { continue }
      change(&process)
      segments[index].process[keyPath: kind] = process
    }
  }
}

extension PriceProcess {
  var brownian: GeometricBrownianMotion? {
    get { if case .brownian(let process) = self { process } else { nil } }
    set { if let newValue { self = .brownian(newValue) } }
  }
  var meanReverting: OrnsteinUhlenbeckProcess? {
    get { if case .meanReverting(let process) = self { process } else { nil } }
    set { if let newValue { self = .meanReverting(newValue) } }
  }
  var merton: MertonProcess? {
    get { if case .merton(let process) = self { process } else { nil } }
    set { if let newValue { self = .merton(newValue) } }
  }
  var kou: KouProcess? {
    get { if case .kou(let process) = self { process } else { nil } }
    set { if let newValue { self = .kou(newValue) } }
  }
  var heston: HestonProcess? {
    get { if case .heston(let process) = self { process } else { nil } }
    set { if let newValue { self = .heston(newValue) } }
  }
  var garch: GARCHProcess? {
    get { if case .garch(let process) = self { process } else { nil } }
    set { if let newValue { self = .garch(newValue) } }
  }
  var egarch: EGARCHProcess? {
    get { if case .egarch(let process) = self { process } else { nil } }
    set { if let newValue { self = .egarch(newValue) } }
  }
  var switching: MarkovSwitchingProcess? {
    get { if case .switching(let process) = self { process } else { nil } }
    set { if let newValue { self = .switching(newValue) } }
  }
  var fractional: FractionalBrownianMotion? {
    get { if case .fractional(let process) = self { process } else { nil } }
    set { if let newValue { self = .fractional(newValue) } }
  }
  var roughVolatility: RoughVolatilityProcess? {
    get { if case .roughVolatility(let process) = self { process } else { nil } }
    set { if let newValue { self = .roughVolatility(newValue) } }
  }
  var autoregressive: AutoregressiveProcess? {
    get { if case .autoregressive(let process) = self { process } else { nil } }
    set { if let newValue { self = .autoregressive(newValue) } }
  }
}
