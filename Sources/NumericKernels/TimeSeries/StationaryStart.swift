// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first step of the recursion: the variance of the process and the covariances of the next
// state with the first observation, and the way back for the gradient.
//
// ψₖ = θₖ + Σ φⱼψₖ₋ⱼ; γₖ − Σ φⱼγ|ₖ₋ⱼ| = Σ_{j≥k} θⱼψⱼ₋ₖ for k = 0…p (Box and Jenkins, "Time series
// analysis", the chapter on stationary models), and gᵢ = Σ_{j≥i} (φⱼγⱼ₋ᵢ + θⱼψⱼ₋ᵢ).

/// The stationary start of an ARMA process with innovations of variance 1.
struct StationaryStart {
  private let arLags: [Int]
  private let maLags: [Int]
  private let p: Int
  private let q: Int
  /// ψ₀ … ψ_q.
  private var psi: [Double]
  /// γ₀ … γₚ.
  private(set) var autocovariances: [Double]
  /// g₁ … g_r: the covariances of the next state with the observation.
  private(set) var gain: [Double]
  private var matrix: [Double]
  private var system: SmallLinearSystem?
  private var psiSlope: [Double]
  private var gammaSlope: [Double]

  init(arLags: [Int], maLags: [Int], dimension: Int) {
    self.arLags = arLags
    self.maLags = maLags
    p = arLags.last ?? 0
    q = maLags.last ?? 0
    psi = [Double](repeating: 0, count: q + 1)
    autocovariances = [Double](repeating: 0, count: p + 1)
    gain = [Double](repeating: 0, count: dimension)
    matrix = p == 0 ? [] : [Double](repeating: 0, count: (p + 1) * (p + 1))
    psiSlope = psi
    gammaSlope = autocovariances
  }

  /// The variance of the process.
  var variance: Double { autocovariances[0] }

  /// Computes the start; false where the linear system is singular.
  mutating func prepare(ar: [Double], ma: [Double]) -> Bool {
    weigh(ar, ma)
    for lag in 0...p { autocovariances[lag] = 0 }
    for j in 0...q where j == 0 || ma[j - 1] != 0 {
      let weight = j == 0 ? 1 : ma[j - 1]
      for k in 0...min(j, p) { autocovariances[k] += weight * psi[j - k] }
    }
    guard p == 0 || solveForAutocovariances(ar) else { return false }
    for index in gain.indices { gain[index] = 0 }
    for j in arLags {
      for i in 1...j { gain[i - 1] += ar[j - 1] * autocovariances[j - i] }
    }
    for j in maLags {
      for i in 1...j { gain[i - 1] += ma[j - 1] * psi[j - i] }
    }
    return variance > 0 && variance.isFinite
  }

  private mutating func weigh(_ ar: [Double], _ ma: [Double]) {
    psi[0] = 1
    for k in 1..<max(q + 1, 1) {
      var sum = ma[k - 1]
      for j in arLags where j <= k { sum += ar[j - 1] * psi[k - j] }
      psi[k] = sum
    }
  }

  private mutating func solveForAutocovariances(_ ar: [Double]) -> Bool {
    let size = p + 1
    for index in matrix.indices { matrix[index] = 0 }
    for k in 0...p {
      matrix[k * size + k] += 1
      for j in arLags { matrix[k * size + abs(k - j)] -= ar[j - 1] }
    }
    system = SmallLinearSystem(matrix, size: size)
    guard let system else { return false }
    system.solve(&autocovariances)
    return true
  }

  /// Adds to the gradients by lag what the gradients by the variance and by the gain say.
  mutating func pullBack(
    varianceSlope: Double, gainSlope: [Double], ar: [Double], ma: [Double],
    arSlope: inout [Double], maSlope: inout [Double]
  ) {
    for index in psiSlope.indices { psiSlope[index] = 0 }
    for index in gammaSlope.indices { gammaSlope[index] = 0 }
    gammaSlope[0] = varianceSlope
    for j in arLags {
      for i in 1...j {
        arSlope[j - 1] += gainSlope[i - 1] * autocovariances[j - i]
        gammaSlope[j - i] += gainSlope[i - 1] * ar[j - 1]
      }
    }
    for j in maLags {
      for i in 1...j {
        maSlope[j - 1] += gainSlope[i - 1] * psi[j - i]
        psiSlope[j - i] += gainSlope[i - 1] * ma[j - 1]
      }
    }
    system?.solveTransposed(&gammaSlope)
    for j in arLags {
      for k in 0...p { arSlope[j - 1] += gammaSlope[k] * autocovariances[abs(k - j)] }
    }
    psiSlope[0] += gammaSlope[0]
    for j in maLags {
      for k in 0...min(j, p) {
        maSlope[j - 1] += gammaSlope[k] * psi[j - k]
        psiSlope[j - k] += gammaSlope[k] * ma[j - 1]
      }
    }
    for k in stride(from: q, to: 0, by: -1) {
      maSlope[k - 1] += psiSlope[k]
      for j in arLags where j <= k {
        arSlope[j - 1] += psiSlope[k] * psi[k - j]
        psiSlope[k - j] += psiSlope[k] * ar[j - 1]
      }
    }
  }
}
