// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// The econometrics program gretl as a peer of fits, where `gretlcli` is installed.
enum Gretl {
  /// CPU seconds of one fit, from the difference of two loop counts, and its log-likelihood; nil
  /// where there is no gretl or it fails.
  ///
  /// There are as many loops as take a second: the program's own start varies by some hundredths.
  static func fit(
    _ series: [Double], period: Int, _ command: String
  ) -> (seconds: Double, logLikelihood: Double)? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("pmx-gretl-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let data = "y\n" + series.map { "\($0)\n" }.joined()
    let files = FileManager.default
    guard (try? files.createDirectory(at: folder, withIntermediateDirectories: true)) != nil,
      (try? Data(data.utf8).write(to: folder.appendingPathComponent("y.csv"))) != nil
    else { return nil }
    func run(_ count: Int) -> (seconds: Double, logLikelihood: Double)? {
      let setting = period > 1 ? "setobs \(period) 1:01" : "setobs 1 1 --time-series"
      return seconds(
        folder,
        """
        set messages off
        open y.csv --quiet
        \(setting)
        loop \(count) --quiet
          \(command)
        endloop
        printf "RESULT %.14g\\n", $lnl

        """)
    }
    guard let few = run(1) else { return nil }
    var loops = 50
    while true {
      guard let many = run(1 + loops) else { return nil }
      let difference = many.seconds - few.seconds
      if difference > 0.8 || loops >= 10_000 {
        return (difference / Double(loops), many.logLikelihood)
      }
      loops *= difference > 0.1 ? Int(1 / difference) + 1 : 8
    }
  }

  /// Runs a script and reads its result.
  static func seconds(
    _ folder: URL, _ script: String
  ) -> (seconds: Double, logLikelihood: Double)? {
    let file = folder.appendingPathComponent("job.inp")
    guard (try? Data(script.utf8).write(to: file)) != nil else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gretlcli", "-b", file.path]
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let start = RunEnvironment.childSeconds()
    guard (try? process.run()) != nil else { return nil }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let used = RunEnvironment.childSeconds() - start
    let results = text.split(separator: "\n").filter { $0.hasPrefix("RESULT ") }
    guard let last = results.last, let value = Double(last.dropFirst("RESULT ".count)) else {
      return nil
    }
    return (used, value)
  }
}
