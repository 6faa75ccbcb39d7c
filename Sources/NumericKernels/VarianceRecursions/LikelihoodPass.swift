// SPDX-License-Identifier: GPL-3.0-or-later

import RealModule

/// One pass over the observations at one set of parameters: everything the derivatives are made of.
///
/// The columns of state derivatives are those of the mean, of the recursion and, where the start
/// moves, of the presample state.
struct LikelihoodPass {
  let likelihood: VarianceLikelihood
  let shape: [Double]
  let errors: [Double]
  let path: RecursionPath
  let scaled: ScaledErrors
  let density: DensityColumns
  let totals: (logDensity: Double, shape: SIMD2<Double>)
  let coefficients: RecursionCoefficients
  /// ∂l/∂u and ∂l/∂e of every observation.
  var stateSlope: [Double]
  var errorSlope: [Double]
  /// `transfers` of every lag.
  private(set) var lagTransfers: [(error: [Double], state: [Double])] = []
  /// ∂u/∂θ, an array for each column.
  var stateColumns: [[Double]] = []

  var count: Int { errors.count }
  var meanCount: Int { likelihood.regressors.count }
  var recursion: VarianceRecursion { likelihood.recursion }
  var isLinear: Bool { recursion.form == .linear }
  /// The log-likelihood.
  var value: Double { totals.logDensity - 0.5 * scaled.logVariance }

  init?(_ likelihood: VarianceLikelihood, _ parameters: [Double]) {
    self.likelihood = likelihood
    shape = likelihood.shape(parameters)
    errors = likelihood.errors(parameters)
    path = likelihood.path(parameters, errors)
    guard let scaled = ScaledErrors(errors, path, likelihood.recursion.form) else { return nil }
    self.scaled = scaled
    density = likelihood.family.columns(shape, scaled.values)
    totals = density.totals
    guard (totals.logDensity - scaled.logVariance).isFinite else { return nil }
    coefficients = RecursionCoefficients(
      parameters[likelihood.recursionRange], likelihood.recursion)
    stateSlope = [Double](repeating: 0, count: errors.count)
    errorSlope = stateSlope
    for index in errors.indices {
      let slope = density.slope[index]
      errorSlope[index] = slope * scaled.precision[index]
      stateSlope[index] = -0.5 * (1 + scaled.values[index] * slope) * perVariance(index)
    }
    lagTransfers = (0..<recursion.longestLag).map { transfers($0) }
    stateColumns = makeStateColumns()
  }

  /// ∂ log σ²/∂u.
  @inline(__always)
  func perVariance(_ index: Int) -> Double {
    isLinear ? scaled.precision[index] * scaled.precision[index] : 1
  }

  // MARK: First derivatives

  /// ∂A/∂e, ∂A/∂u and the same of G at an observation.
  @inline(__always)
  func shockSlopes(_ index: Int) -> (shock: SIMD2<Double>, asymmetry: SIMD2<Double>) {
    if isLinear {
      let slope = 2 * errors[index]
      return (SIMD2(slope, 0), SIMD2(errors[index] < 0 ? slope : 0, 0))
    }
    let (z, precision) = (scaled.values[index], scaled.precision[index])
    let sign = z < 0 ? -1.0 : 1
    return (SIMD2(sign * precision, -0.5 * abs(z)), SIMD2(precision, -0.5 * z))
  }

  /// α and γ of a lag, 0 beyond the orders.
  func weights(_ lag: Int) -> (shock: Double, asymmetry: Double, state: Double) {
    (
      lag < coefficients.shock.count ? coefficients.shock[lag] : 0,
      lag < coefficients.asymmetry.count ? coefficients.asymmetry[lag] : 0,
      lag < coefficients.state.count ? coefficients.state[lag] : 0
    )
  }

  /// What an error, and what a state, adds to the state `lag + 1` later.
  private func transfers(_ lag: Int) -> (error: [Double], state: [Double]) {
    let (alpha, gamma, beta) = weights(lag)
    var error = [Double](repeating: 0, count: count)
    var state = [Double](repeating: beta, count: count)
    for index in 0..<count {
      let (shock, asymmetry) = shockSlopes(index)
      let both = shock * alpha + asymmetry * gamma
      error[index] = both.x
      state[index] += both.y
    }
    return (error, state)
  }

  private func makeStateColumns() -> [[Double]] {
    let transfers = lagTransfers
    var columns: [[Double]] = []
    for regressor in likelihood.regressors {
      var drive = [Double](repeating: 0, count: count)
      for (lag, transfer) in transfers.enumerated() where lag + 1 < count {
        for index in (lag + 1)..<count {
          let source = index - lag - 1
          drive[index] -= transfer.error[source] * regressor[source]
        }
      }
      columns.append(drive)
    }
    columns.append([Double](repeating: 1, count: count))
    columns += recursionDrives(path.shocks, coefficients.shock.count)
    columns += recursionDrives(path.asymmetries, coefficients.asymmetry.count)
    columns += recursionDrives(path.states, coefficients.state.count)
    if recursion.startMoves { columns.append(startDrive()) }
    for column in columns.indices {
      if recursion.start == .first {
        columns[column][0] = column == columns.count - 1 ? 1 : 0
      }
      run(&columns[column], transfers.map(\.state))
    }
    return columns
  }

  private func recursionDrives(_ values: [Double], _ order: Int) -> [[Double]] {
    (0..<order).map { lag in
      let first = path.lead - 1 - lag
      return Array(values[first..<(first + count)])
    }
  }

  /// What the presample state adds to the first states.
  private func startDrive() -> [Double] {
    var drive = [Double](repeating: 0, count: count)
    for step in 0..<min(recursion.longestLag, count) {
      drive[step] = (step..<recursion.longestLag).reduce(0) { $0 + startWeight($1) }
    }
    return drive
  }

  /// The weight of the presample state through one lag.
  func startWeight(_ lag: Int) -> Double {
    let (alpha, gamma, beta) = weights(lag)
    return isLinear ? alpha + 0.5 * gamma + beta : beta
  }

  /// Runs a drive forward through the recursion.
  private func run(_ drive: inout [Double], _ transfers: [[Double]]) {
    if transfers.count == 1 {
      let transfer = transfers[0]
      var last = drive[0]
      for index in 1..<max(count, 1) {
        last = drive[index] + transfer[index - 1] * last
        drive[index] = last
      }
      return
    }
    for index in 1..<max(count, 1) {
      var sum = drive[index]
      for lag in 0..<min(transfers.count, index) {
        sum += transfers[lag][index - 1 - lag] * drive[index - 1 - lag]
      }
      drive[index] = sum
    }
  }

  // MARK: Scores

  /// The score of every observation, an array for each parameter.
  func scoreColumns() -> [[Double]] {
    var columns = stateColumns.map { column in
      zip(column, stateSlope).map { $0 * $1 }
    }
    for (index, regressor) in likelihood.regressors.enumerated() {
      for step in 0..<count { columns[index][step] -= errorSlope[step] * regressor[step] }
    }
    if recursion.startMoves {
      let start = columns.removeLast()
      for (index, slope) in startSlopes().enumerated() {
        for step in 0..<count { columns[index][step] += start[step] * slope }
      }
    }
    let names = likelihood.family.shapeNames.count
    guard names > 0 else { return columns }
    let law = likelihood.family.density(shape)
    let slopes = scaled.values.map { law.shapeSlope($0) }
    for index in 0..<names { columns.append(slopes.map { $0[index] }) }
    return columns
  }

  func scores() -> [[Double]] {
    let columns = scoreColumns()
    return (0..<count).map { step in columns.map { $0[step] } }
  }

  /// The derivatives of the presample state by the mean's parameters.
  func startSlopes() -> [Double] {
    let meanSquare = RecursionPath.meanSquare(errors)
    let scale = -2 / (Double(count) * (isLinear ? 1 : meanSquare))
    return likelihood.regressors.map { dot(errors, $0) * scale }
  }
}
