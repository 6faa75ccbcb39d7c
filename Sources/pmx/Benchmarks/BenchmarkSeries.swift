// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import MarketData
import NumericKernels
import RealModule

/// The series that fits are timed on.
enum BenchmarkSeries {
  /// International airline passengers in thousands, monthly, 1949 to 1960.
  ///
  /// Source: Box and Jenkins, "Time series analysis: forecasting and control", series G.
  static let airline: [Double] = [
    112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170,
    170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180,
    193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237,
    211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269,
    270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271,
    306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435,
    491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417,
    391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
  ]

  /// A season that changes slowly, under autoregressive noise.
  static func seasonal(count: Int, period: Int) -> [Double] {
    var stream = RandomStream(seed: 24, purpose: "benchmark, season of \(period)")
    var season = (0..<period).map {
      1000 * PortableMath.sin(2 * Double.pi * Double($0) / Double(period))
    }
    var noise = 0.0
    return (0..<count).map { time in
      noise = 0.8 * noise + 20 * stream.normal()
      season[time % period] += 10 * stream.normal()
      return 10_000 + season[time % period] + noise
    }
  }

  /// The log closes of the bundled index.
  static func logPrices() throws -> [Double] {
    guard let path = BundledFiles.locate(BundledFiles.defaultData) else {
      throw CommandFailure(
        .inputOutput, "\(BundledFiles.defaultData): the bundled data are not here")
    }
    do {
      return try BarFile.read(path: path, name: "index").series.closes.map { .log($0.value) }
    } catch { throw CommandFailure(error) }
  }

  /// The last daily returns of the bundled index, in per cent.
  static func percentReturns(last count: Int) throws -> [Double] {
    let prices = try logPrices()
    return zip(prices.dropFirst(), prices).map { 100 * ($0 - $1) }.suffix(count)
  }
}
