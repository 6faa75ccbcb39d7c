// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Statistical Reference Datasets of the US National Institute of Standards and Technology,
// univariate summary statistics: nine samples with values certified in multiple precision.

import Foundation
import NumericKernels
import Testing

/// One data set; the fixture keeps numbers as the source's text.
struct CertifiedSample: Decodable, CustomTestStringConvertible {
  let name: String
  let mean: String
  let deviation: String
  let autocorrelation: String
  let values: [String]

  enum CodingKeys: String, CodingKey {
    case name
    case mean = "certified_mean"
    case deviation = "certified_sd"
    case autocorrelation = "certified_autocorr_lag1"
    case values = "y"
  }

  var testDescription: String { name }

  /// Numacc3 and 4 are 10⁶ and 10⁷ plus tenths, which no double holds: reading the text is what
  /// loses the digits, before a statistic sees them.
  var requiredDigits: (deviation: Double, autocorrelation: Double) {
    switch name.lowercased() {
    case "numacc3": (9, 12)
    case "numacc4": (8, 11)
    default: (13, 13)
    }
  }

  static let all: [CertifiedSample] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Fixtures/reference/nist_strd/nist_strd_univariate.json.gz")
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    process.standardOutput = output
    do {
      try process.run()
      let data = output.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return try JSONDecoder().decode([CertifiedSample].self, from: data)
    } catch {
      return []
    }
  }()
}

struct NISTTests {
  @Test func `There are nine certified samples`() {
    #expect(CertifiedSample.all.count == 9)
  }

  /// Catches: divisor n; one pass of Σy² − (Σy)²/n.
  @Test(arguments: CertifiedSample.all)
  func `Mean, deviation and autocorrelation have the certified digits`(
    sample: CertifiedSample
  ) throws {
    let values = try sample.values.map { try #require(Double($0)) }
    let moments = SampleMoments(values)
    let digits = [
      agreeingDigits(moments.mean, sample.mean),
      agreeingDigits(moments.standardDeviation, sample.deviation),
      agreeingDigits(autocorrelation(values, lag: 1), sample.autocorrelation),
    ]
    let required = [13, sample.requiredDigits.deviation, sample.requiredDigits.autocorrelation]
    let reached = zip(digits, required).allSatisfy { $0 >= $1 }
    #expect(reached, "\(sample.name): \(digits) significant digits, \(required) required")
  }
}

/// −log₁₀ of the relative error, at most 15; 0 for no value.
private func agreeingDigits(_ value: Double?, _ certified: String) -> Double {
  guard let value, let truth = Double(certified) else { return 0 }
  let error = relativeError(value, truth)
  return error == 0 ? 15 : min(15, -log10(error))
}
