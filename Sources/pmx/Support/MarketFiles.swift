// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Foundation
import MarketData
import Promotion

/// A series with the file that it comes from.
struct MarketFile {
  let series: BarSeries
  /// The file's name as it was given, or its place in the repository.
  let name: String
  let digest: Digest
  let layout: DataLayout
  let provenance: Evidence.Provenance

  /// Reads bars from files; with none named, from the bundled one.
  static func load(_ paths: [String], options: ReadingOptions) throws -> [MarketFile] {
    guard !paths.isEmpty else {
      guard let path = BundledFiles.locate(BundledFiles.defaultData) else {
        throw CommandFailure(
          .inputOutput,
          "\(BundledFiles.defaultData): the bundled data are not here; run pmx from "
            + "the repository or name a file with --data")
      }
      return [try load(path, name: BundledFiles.defaultData, options: options)]
    }
    return try paths.map { try load($0, name: $0, options: options) }
  }

  private static func load(
    _ path: String, name: String, options: ReadingOptions
  ) throws -> MarketFile {
    do {
      let bars = try BarFile.read(path: path, name: seriesName(of: path), options: options)
      return MarketFile(
        series: bars.series, name: name, digest: try digest(path), layout: bars.layout,
        provenance: .file)
    } catch let error as DataError {
      throw CommandFailure(error)
    }
  }

  /// SHA-256 of a data file.
  static func digest(_ path: String) throws -> Digest {
    do { return try Digest(ofFile: path) } catch {
      throw CommandFailure(.inputOutput, "\(path): cannot be read")
    }
  }

  /// A file's name without folders and endings: "sp500_1999_2018".
  private static func seriesName(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return String(file.prefix { $0 != "." })
  }
}

/// Options of every command that reads data.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("date-format"),
    help: "How dates are written where they are not ISO 8601, such as MM/dd/yyyy or %d.%m.%Y.")
  var dateFormat: String?

  func reading() throws -> ReadingOptions {
    guard let dateFormat else { return ReadingOptions() }
    do { return ReadingOptions(dateFormat: try DateFormat(dateFormat)) } catch {
      throw CommandFailure(.usage, "--date-format \"\(dateFormat)\": \(error)")
    }
  }
}

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
