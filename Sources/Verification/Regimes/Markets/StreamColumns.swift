// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

extension RandomStream {
  /// The first normal numbers of the stream.
  func normals(count: Int) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    fillNormals(&values)
    return values
  }
}

/// Fractional Gaussian noise for a segment.
enum FractionalNoiseDraw {
  /// The values for a segment's bars.
  ///
  /// They depend on the power of two, at least 4,096, that holds the segment: a longer segment has
  /// the same first bars as long as it fits.
  static func values(
    hurst: Double, count: Int, stream: RandomStream, firstBar: Int
  ) -> [Double] {
    var length = 4096
    while length < count { length *= 2 }
    let noise = FractionalNoise(hurst: hurst, planLength: length)
    return Array(noise.draw(from: stream, path: UInt64(firstBar)).prefix(count))
  }
}
