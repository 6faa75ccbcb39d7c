// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import Evaluation
import Foundation
import MarketData
import Promotion
import Verification

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
    let files = try paths.map { try load($0, name: $0, options: options) }
    // What a command writes is named after the series, so two of one name would overwrite each
    // other.
    var names: Set<String> = []
    for file in files where !names.insert(file.series.name).inserted {
      throw CommandFailure(
        .usage, "--data: two files are named \(file.series.name); give each its own call or name")
    }
    return files
  }

  /// A series that a generator made, as the file that will be written of it.
  static func synthetic(_ series: BarSeries) -> MarketFile {
    MarketFile(
      series: series, name: "\(series.name).csv",
      digest: Digest(of: Array(BarCSV.text(series).utf8)), layout: .bars, provenance: .synthetic)
  }

  private static func load(
    _ path: String, name: String, options: ReadingOptions
  ) throws -> MarketFile {
    do {
      // The digest is of the very bytes that were parsed: a file that changes, or a pipe, cannot be
      // parsed as one thing and bound as another.
      let digest = DigestBuilder()
      let bars = try BarFile.read(path: path, name: seriesName(of: path), options: options) {
        digest.update($0)
      }
      let digested = digest.digest
      return MarketFile(
        series: bars.series, name: name, digest: digested, layout: bars.layout,
        provenance: isSynthetic(path, digested) ? .synthetic : .file)
    } catch { throw CommandFailure(error) }
  }

  /// Whether the manifest beside a file says that a generator made these very bytes.
  private static func isSynthetic(_ path: String, _ digest: Digest) -> Bool {
    guard let data = FileManager.default.contents(atPath: path + ".manifest.json"),
      let manifest = try? JSONValue(parsing: Array(data)),
      manifest["schema"]?.stringValue == DatasetManifest.schema
    else { return false }
    return (manifest["files"]?.arrayValue ?? []).contains {
      $0["sha256"]?.stringValue == digest.hexadecimal
    }
  }

  /// A file's name without folders and the endings of tables: "sp500_1999_2018".
  private static func seriesName(of path: String) -> String {
    var file = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".gz", ".csv"] where file.hasSuffix(ending) && file.count > ending.count {
      file.removeLast(ending.count)
    }
    return file
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

/// Seeds are written into JSON, where numbers are exact up to 2⁵³ only.
func validateSeed(_ seed: UInt64) throws {
  guard seed < 1 << 53 else {
    throw ValidationError("--seed must be a whole number below 2^53 = 9007199254740992")
  }
}

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
