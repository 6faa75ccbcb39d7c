// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fixed-interval smoothing with exact diffuse start (Durbin and Koopman, "Time series analysis by
// state space methods", 2012, sections 4.4 and 5.3). The expansion in 1/κ is written with a
// symmetric N⁽¹⁾, terms that vanish beside P∞ left out.

extension FilteredSeries {
  /// The states given the whole series: means and covariances.
  ///
  /// - Complexity: O(n·m³) time, O(n·m²) memory.
  public func smoothed() -> StateSeries {
    let size = model.stateCount
    let gains = FilterGains(self)
    var adjoint = Adjoint(model)
    var information = BackwardInformation(model)
    var means = predicted.means
    var covariances = predicted.covariances
    var scratch = SmootherScratch(size: size)
    for step in innovations.indices.reversed() {
      let innovation = innovations[step]
      gains.stepBack(&adjoint, step: step, innovation: innovation?.value ?? 0)
      information.stepBack(gains, step: step)
      let isDiffuse = step < diffuseStepCount
      let unknown = isDiffuse ? diffuseCovariances[step] : []
      for row in 0..<size {
        var sum = 0.0
        for column in 0..<size {
          sum += covariances[(step * size + row) * size + column] * adjoint.finite[column]
          if isDiffuse { sum += unknown[row * size + column] * adjoint.diffuse[column] }
        }
        means[step * size + row] += sum
      }
      scratch.reduce(
        &covariances, from: step * size * size, by: information, unknown: unknown)
    }
    return StateSeries(stateCount: size, means: means, covariances: covariances)
  }
}

/// TᵀNT in place.
private struct Transport {
  let rows: SparseRows
  var scratch: [Double]
  var product: [Double]

  mutating func apply(to matrix: inout [Double]) {
    rows.congruence(of: matrix, scratch: &scratch, into: &product)
    swap(&matrix, &product)
  }
}

/// N⁽⁰⁾, N⁽¹⁾ and N⁽²⁾: the variances of the vectors r of the backward recursion.
private struct BackwardInformation {
  let model: StateSpaceModel
  var finite: [Double]
  var first: [Double]
  var second: [Double]
  private var transport: Transport

  init(_ model: StateSpaceModel) {
    self.model = model
    let zeros = [Double](repeating: 0, count: model.stateCount * model.stateCount)
    (finite, first, second) = (zeros, zeros, zeros)
    transport = Transport(rows: model.transposedRows, scratch: zeros, product: zeros)
  }

  mutating func stepBack(_ gains: FilterGains, step: Int) {
    let size = model.stateCount
    let diffusePhase = (step + 1) * size <= gains.secondGains.count
    transport.apply(to: &finite)
    if diffusePhase {
      transport.apply(to: &first)
      transport.apply(to: &second)
    }
    let gain = Array(gains.gains[(step * size)..<((step + 1) * size)])
    switch gains.steps[step] {
    case .missing: break
    case .regular(let variance):
      shrink(&finite, gain: gain, information: 1 / variance)
      if diffusePhase {
        shrink(&first, gain: gain, information: 0)
        shrink(&second, gain: gain, information: 0)
      }
    case .diffuse(let variance, let finiteVariance):
      let other = Array(gains.secondGains[(step * size)..<((step + 1) * size)])
      let square = zip(other, times(finite, other)).reduce(0.0) { $0 + $1.0 * $1.1 }
      shrink(&second, gain: gain, information: square - finiteVariance / (variance * variance))
      cross(&second, first, gain: gain, other: other)
      shrink(&first, gain: gain, information: 1 / variance)
      cross(&first, finite, gain: gain, other: other)
      shrink(&finite, gain: gain, information: 0)
    }
  }

  /// (I − Zᵀkᵀ)·N·(I − kZ) + i·ZᵀZ.
  private func shrink(_ matrix: inout [Double], gain: [Double], information: Double) {
    let size = model.stateCount
    let along = times(matrix, gain)
    var square = information
    for state in 0..<size { square += gain[state] * along[state] }
    for row in 0..<size {
      for column in 0..<size {
        matrix[row * size + column] +=
          square * model.observation[row] * model.observation[column]
          - (model.observation[row] * along[column] + along[row] * model.observation[column])
      }
    }
  }

  /// Takes off (I − Zᵀkᵀ)·N·k₁Z and its transpose.
  private func cross(
    _ matrix: inout [Double], _ source: [Double], gain: [Double], other: [Double]
  ) {
    let size = model.stateCount
    var along = times(source, other)
    let shift = zip(gain, along).reduce(0.0) { $0 + $1.0 * $1.1 }
    for state in 0..<size { along[state] -= model.observation[state] * shift }
    for row in 0..<size {
      for column in 0..<size {
        matrix[row * size + column] -=
          along[row] * model.observation[column] + model.observation[row] * along[column]
      }
    }
  }

  private func times(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    let size = model.stateCount
    return (0..<size).map { row in
      var sum = 0.0
      for column in 0..<size { sum += matrix[row * size + column] * vector[column] }
      return sum
    }
  }
}

/// Takes P⁎N⁽⁰⁾P⁎ + P⁎N⁽¹⁾P∞ + P∞N⁽¹⁾P⁎ + P∞N⁽²⁾P∞ off a covariance.
private struct SmootherScratch {
  let size: Int
  private var left: [Double]
  private var product: [Double]

  init(size: Int) {
    self.size = size
    left = [Double](repeating: 0, count: size * size)
    product = left
  }

  mutating func reduce(
    _ covariances: inout [Double], from base: Int, by information: BackwardInformation,
    unknown: [Double]
  ) {
    let finite = Array(covariances[base..<(base + size * size)])
    multiply(finite, information.finite)
    take(off: &covariances, from: base, right: finite, isDoubled: false)
    guard !unknown.isEmpty else { return }
    multiply(finite, information.first)
    take(off: &covariances, from: base, right: unknown, isDoubled: true)
    multiply(unknown, information.second)
    take(off: &covariances, from: base, right: unknown, isDoubled: false)
  }

  /// left = a·b.
  private mutating func multiply(_ first: [Double], _ second: [Double]) {
    for row in 0..<size {
      for column in 0..<size { left[row * size + column] = 0 }
      for inner in 0..<size where first[row * size + inner] != 0 {
        let factor = first[row * size + inner]
        for column in 0..<size {
          left[row * size + column] += factor * second[inner * size + column]
        }
      }
    }
  }

  /// Takes left·right off, with its transpose where it is doubled.
  private mutating func take(
    off covariances: inout [Double], from base: Int, right: [Double], isDoubled: Bool
  ) {
    for row in 0..<size {
      for column in 0..<size {
        var sum = 0.0
        for inner in 0..<size { sum += left[row * size + inner] * right[inner * size + column] }
        product[row * size + column] = sum
      }
    }
    for row in 0..<size {
      for column in 0...row {
        let pair = product[row * size + column] + product[column * size + row]
        let entry = covariances[base + row * size + column] - (isDoubled ? pair : pair / 2)
        covariances[base + row * size + column] = entry
        covariances[base + column * size + row] = entry
      }
    }
  }
}
