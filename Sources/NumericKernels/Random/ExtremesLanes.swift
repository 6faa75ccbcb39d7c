// SPDX-License-Identifier: GPL-3.0-or-later

/// The extremes of four Brownian paths side by side.
struct ExtremesLanes {
  let maxima: Lanes
  let minima: Lanes
  /// The lanes that are as exact as promised; what the others hold is of no use.
  let isExact: SIMDMask<SIMD4<Int64>>

  /// Draws four paths that run from 0 to their changes.
  @inline(__always)
  init(changes: Lanes, deviations: Lanes, uniforms: (Lanes, Lanes), table: Span<SIMD4<Float>>) {
    let isFalling = changes .< 0
    let sizes = changes.replacing(with: -changes, where: isFalling)
    let paths = RangeLanes(change: sizes / deviations, uniforms: uniforms, table: table)
    isExact = paths.isExact
    let high = 0.5 * (paths.span + paths.change)
    let low = high - paths.range.replacing(with: high, where: paths.range .< high)
    // A falling path is a rising one seen from below. Rounding moves no extreme to the inside of an
    // end: an exact lane's maximum is above its end by 1/20,000 and more.
    let (up, down) = (high * deviations, low * deviations)
    maxima = up.replacing(with: -down, where: isFalling)
    minima = down.replacing(with: -up, where: isFalling)
  }
}
