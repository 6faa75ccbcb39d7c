// SPDX-License-Identifier: GPL-3.0-or-later
//
// The report on real files against what the data folder's README says about them. The numbers are
// those of the README; where a file's note says more than it, the comment tells how it was counted.

import MarketData
import Testing

/// What the README says about a file; counts that it does not mention are zero.
private struct Known: CustomTestStringConvertible {
  var file: String
  var rows: Int
  var format: String?
  /// The number of findings by rule, of those that are errors or warnings.
  var findings: [String: Int] = [:]
  /// Stamps on a weekend in per cent of the rows.
  var weekend = 0

  var testDescription: String { file }
}

private let daily: [Known] = [
  Known(file: "ohlcv_daily/aapl_2004_2018", rows: 3379),
  Known(file: "ohlcv_daily/btc_2017_2021", rows: 1246, weekend: 29),
  Known(
    file: "ohlcv_daily/btcusd_coinbase_2014_2018", rows: 1318,
    findings: ["gap": 2, "flat-bar": 3, "jump": 1], weekend: 28),
  Known(
    file: "ohlcv_daily/eurostoxx50_2005_2006", rows: 512,
    findings: ["zero-volume": 512, "zero-volume-share": 1]),
  Known(file: "ohlcv_daily/goog_2004_2018", rows: 3379),
  Known(file: "ohlcv_daily/goog_unadjusted_2004_2013", rows: 2148),
  Known(file: "ohlcv_daily/intc_1995_2004", rows: 2335, findings: ["gap": 1]),
  Known(file: "ohlcv_daily/ko_1997_1998", rows: 356),
  Known(file: "ohlcv_daily/nvda_1999_2014", rows: 4012, findings: ["gap": 1]),
  Known(file: "ohlcv_daily/orcl_1995_2014", rows: 5036, findings: ["gap": 1]),
  Known(file: "ohlcv_daily/pep_1997_1998", rows: 356),
  Known(
    file: "ohlcv_daily/sp500_1950_2015", rows: 16_607, findings: ["gap": 1, "flat-bar": 3051]),
  Known(file: "ohlcv_daily/sp500_1999_2018", rows: 5031, findings: ["gap": 1]),
  Known(file: "ohlcv_daily/sp500_1999_2020", rows: 5285, findings: ["gap": 1]),
  Known(file: "ohlcv_daily/spy_2008_2017", rows: 2519, findings: ["ohlc-order": 2]),
  Known(file: "ohlcv_daily/spy_returns_1993_2018", rows: 6357, findings: ["gap": 1]),
  Known(file: "ohlcv_daily/yhoo_1996_2015", rows: 4965, findings: ["gap": 1]),
]

private let fx: [Known] = [
  Known(
    file: "fx/eurgbp_fxcm_daily", rows: 3487, findings: ["crossed-quotes": 142, "zero-sizes": 1],
    weekend: 17),
  Known(
    file: "fx/eurgbp_oanda_daily", rows: 3738, findings: ["gap": 1, "zero-sizes": 1], weekend: 17),
  Known(
    file: "fx/eurusd_fxcm_daily", rows: 3487, findings: ["crossed-quotes": 123, "zero-sizes": 1],
    weekend: 17),
  Known(
    file: "fx/eurusd_oanda_daily", rows: 3738, findings: ["gap": 1, "zero-sizes": 1], weekend: 17),
  // The README counts steps beyond an hour here and not gaps beyond 5 days; the one gap is the week
  // that is missing before 2016-12-16.
  Known(
    file: "fx/eurusd_oanda_hourly_2007_2018", rows: 74_439,
    findings: ["gap": 1, "flat-bar": 2, "zero-sizes": 1], weekend: 2),
  Known(file: "fx/exchange_rate_8ccy_1990_2016", rows: 7588),
  Known(
    file: "fx/gbpusd_fxcm_daily", rows: 3278,
    findings: ["gap": 1, "crossed-quotes": 32, "zero-sizes": 1], weekend: 17),
  Known(
    file: "fx/gbpusd_oanda_daily", rows: 3738, findings: ["gap": 1, "zero-sizes": 1], weekend: 17),
  Known(
    file: "fx/nzdusd_fxcm_daily", rows: 3487, findings: ["crossed-quotes": 6, "zero-sizes": 1],
    weekend: 17),
  Known(
    file: "fx/nzdusd_oanda_daily", rows: 3738, findings: ["gap": 1, "zero-sizes": 1], weekend: 17),
  Known(
    file: "fx/usd_monthly_fed_h10", rows: 17_237,
    findings: ["duplicate-stamp": 16_571, "backward-stamp": 33], weekend: 29),
]

private let dirty: [Known] = [
  // Beyond the README's figures: 50 blank dates beside its 51 bars with blank prices; 54 rows with
  // a price that is not positive, of which 52 have such a close; one negative volume; the gap lies
  // across the rows without dates.
  Known(
    file: "dirty/si_bad", rows: 502, format: "MM/dd/yyyy",
    findings: [
      "ohlc-order": 12, "blank-cell": 101, "flat-bar": 101, "non-positive-price": 54,
      "zero-volume": 51, "negative-volume": 1, "gap": 1, "jump": 7, "price-bounds": 150,
      "zero-volume-share": 1, "missing-share": 1, "missing-run": 1,
    ]),
  Known(file: "dirty/si_compare", rows: 502),
  Known(file: "dirty/si_default", rows: 502),
  Known(
    file: "dirty/si_issue0859_adx_nan", rows: 595,
    findings: ["flat-bar": 128, "zero-volume": 358, "zero-volume-share": 1]),
  Known(file: "dirty/si_issue1127_williamr_original", rows: 753),
  Known(
    file: "dirty/si_max", rows: 502, format: "MM/dd/yyyy", findings: ["price-bounds": 502],
    weekend: 29),
  Known(
    file: "dirty/si_mismatch", rows: 502, format: "M/d/yyyy",
    findings: ["backward-stamp": 4, "gap": 3]),
  Known(file: "dirty/si_penny", rows: 533),
  // Every price exceeds 9.2e10; two changes exceed 50 %.
  Known(
    file: "dirty/si_toobig", rows: 1246, format: "%m/%d/%Y",
    findings: ["price-range": 1246, "jump": 2], weekend: 29),
  Known(
    file: "dirty/si_zeros", rows: 200, format: "MM/dd/yy",
    findings: [
      "non-positive-price": 200, "flat-bar": 200, "zero-volume": 200, "zero-volume-share": 1,
    ]),
]

@Suite(
  "Real files", .enabled(if: SharedData.isPresent, "the folder ../shared/data is not there"))
struct SharedDataTests {
  @Test(
    "the report finds what the README knows, and the strict reader agrees with the report",
    arguments: daily + fx + dirty)
  private func known(known: Known) throws {
    let path = SharedData.path(known.file)
    let report = try DataQuality.check(path: path, options: options(known))
    var found: [String: Int] = [:]
    for count in report.counts where count.severity > .info { found[count.rule] = count.count }
    let weekend = Double(found.removeValue(forKey: "weekend-stamp") ?? 0)
    let share = Int((100 * weekend / Double(report.rows)).rounded())
    #expect(found == known.findings)
    #expect([report.rows, share] == [known.rows, known.weekend])
    if report.layout == .bars || report.layout == .quoteBars {
      let thrown = try readerError(path, options: options(known))
      #expect(thrown == firstError(report))
    } else {
      let series = try? SeriesFile.read(path: path, columns: [], options: options(known))
      #expect((series != nil) == (firstError(report) == nil))
    }
  }

  @Test("a compressed file gives the same bars whatever the chunk size", arguments: [1, 17, 4096])
  func chunks(chunk: Int) throws {
    let path = SharedData.path("dirty/si_penny")
    let whole = try BarFile.read(path: path, name: "x").series
    let chunked = try BarFile.read(RowReader(path: path, chunk: chunk), name: "x").series
    let isSame = whole == chunked
    #expect(isSame)
  }

  @Test("US dates are refused without a format, with the format to try", arguments: dirty)
  private func advice(known: Known) throws {
    guard let format = known.format else { return }
    let error = try dataError { try BarFile.read(path: SharedData.path(known.file), name: "x") }
    let advised = error.advice?.split(separator: " ").last.map(String.init)
    let expected = format == "%m/%d/%Y" ? "MM/dd/yyyy" : format
    #expect(advised == expected)
    #expect(error.row == 2)
  }

  private func options(_ known: Known) throws -> ReadingOptions {
    ReadingOptions(dateFormat: try known.format.map { try DateFormat($0) })
  }
}
