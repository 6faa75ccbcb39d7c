// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import MarketData
import Promotion
import Verification

extension BenchmarkTask {
  /// A million bars of CSV, beside Python's csv module and float() on the same file.
  static let csvRead = BenchmarkTask(
    name: "csv-read", purpose: "a million bars of CSV, beside Python's csv module"
  ) {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("pmx-bench-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let series = withVolumes(
      PlantedEdgeMarket(bars: 1_000_000, volatilityPerBar: 0.001).series(seed: 1))
    try Data(BarCSV.text(series).utf8).write(to: URL(fileURLWithPath: path))

    var read = series
    let runs = 5
    let seconds = try bestSeconds(runs: runs) {
      read = try BarFile.read(path: path, name: series.name).series
    }
    guard read == series else {
      throw CommandFailure(.internalError, "csv-read: what was read is not what was written")
    }
    let digest = try Digest(ofFile: path).hexadecimal
    func figure(_ metric: String, _ value: Double, unit: String) -> BenchmarkFigure {
      BenchmarkFigure(
        metric: metric, value: value, unit: unit, lowerIsBetter: false, runs: runs, digest: digest)
    }
    var figures = [
      figure("bars-per-cpu-second", Double(series.count) / seconds, unit: "bars/s")
    ]
    if let peer = pythonSeconds(path: path, runs: runs) {
      figures.append(
        figure("python-bars-per-cpu-second", Double(series.count) / peer, unit: "bars/s"))
      figures.append(figure("ratio-to-python", peer / seconds, unit: "times"))
    }
    return figures
  }

  private static func withVolumes(_ series: BarSeries) -> BarSeries {
    BarSeries(
      name: series.name, timestamps: series.timestamps, opens: series.opens, highs: series.highs,
      lows: series.lows, closes: series.closes,
      volumes: (0..<series.count).map { Double(1_000_000 + $0 * 7919 % 9_000_000) })
  }

  /// The best CPU time of Python on the file; nil where there is no Python.
  private static func pythonSeconds(path: String, runs: Int) -> Double? {
    let program = """
      import csv, sys, time
      best = float("inf")
      for _ in range(int(sys.argv[2])):
          start = time.process_time()
          with open(sys.argv[1], newline="") as file:
              rows = csv.reader(file)
              next(rows)
              for row in rows:
                  for cell in row[1:]:
                      float(cell)
          best = min(best, time.process_time() - start)
      print(best)
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program, path, "\(runs)"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Double(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
