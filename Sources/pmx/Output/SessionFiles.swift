// SPDX-License-Identifier: GPL-3.0-or-later

import Execution
import MarketData
import Verification

/// A session's books as CSV files, named after the series.
enum SessionFiles {
  /// Writes ledger, fills, trades and equity.
  static func write(_ trial: CandidateTrial, to folder: OutputFolder) throws {
    let files = [
      ("ledger", ledger(trial)), ("fills", fills(trial)), ("trades", trades(trial)),
      ("equity", equity(trial)),
    ]
    for (name, text) in files {
      try folder.write(Array(text.utf8), to: "\(trial.series.name).\(name).csv")
    }
  }

  private static func ledger(_ trial: CandidateTrial) -> String {
    var text = "timestamp,debit,credit,amount\n"
    for entry in trial.session.ledger.entries {
      let stamp = trial.series.timestamps[entry.barIndex]
      text += "\(stamp),\(entry.debit),\(entry.credit),\(entry.amount)\n"
    }
    return text
  }

  private static func fills(_ trial: CandidateTrial) -> String {
    var text = "timestamp,signal_timestamp,quantity,price,reference,commission,reason\n"
    for fill in trial.session.record.fills {
      text += "\(trial.series.timestamps[fill.barIndex]),"
      text += "\(trial.series.timestamps[fill.signalIndex]),\(fill.quantity),\(fill.price),"
      text += "\(fill.reference),\(fill.commission),\(fill.reason.rawValue)\n"
    }
    return text
  }

  private static func trades(_ trial: CandidateTrial) -> String {
    var text = "entry,exit,quantity,entry_price,exit_price,profit,reason,evidence\n"
    for trade in trial.session.record.trades {
      text += "\(trial.series.timestamps[trade.entryIndex]),"
      text += "\(trial.series.timestamps[trade.exitIndex]),\(trade.quantity),"
      text += "\(trade.entryPrice),\(trade.exitPrice),\(trade.profit),\(trade.reason.rawValue),"
      text += trade.isEvidence ? "yes\n" : "no\n"
    }
    return text
  }

  private static func equity(_ trial: CandidateTrial) -> String {
    var text = "timestamp,equity,position_value,benchmark_equity\n"
    let record = trial.session.record
    for index in 0..<record.equity.count {
      text += "\(trial.series.timestamps[index]),\(record.equity[index]),"
      text += "\(record.positionValue[index]),\(trial.benchmark.record.equity[index])\n"
    }
    return text
  }
}
