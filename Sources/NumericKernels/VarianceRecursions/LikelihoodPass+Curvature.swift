// SPDX-License-Identifier: GPL-3.0-or-later

/// The weights of uᵢuⱼ, uᵢeⱼ and eᵢeⱼ in the Hessian, an entry for each observation.
private struct PairWeights {
  var stateState: [Double]
  var stateError: [Double]
  var errorError: [Double]
}

extension LikelihoodPass {
  /// The log-likelihood with its score and Hessian, or with what is expected of the Hessian: that
  /// is without the adjoint, and with the information of log σ² for its curvature.
  func curvature(scaleInformation: Double? = nil) -> LikelihoodCurvature {
    var adjoint = self.adjoint()
    if scaleInformation != nil { adjoint = adjoint.map { _ in 0 } }
    var weights = pairWeights(adjoint)
    if let scaleInformation { expect(scaleInformation, &weights) }
    let extended = extendedCurvature(weights, adjoint)
    var (gradient, hessian) = extended
    if recursion.startMoves { (gradient, hessian) = contracted(gradient, hessian) }
    appendShape(&gradient, &hessian)
    return LikelihoodCurvature(
      value: value, gradient: gradient, hessian: hessian,
      lyapunovExponent: isLinear ? nil : lyapunovExponent())
  }

  /// λₜ = lᵤ,ₜ + Σ cₖ,ₜ λₜ₊ₖ, with zeros after the end.
  private func adjoint() -> [Double] {
    let lags = recursion.longestLag
    let transfers = lagTransfers.map(\.state)
    var adjoint = stateSlope + [Double](repeating: 0, count: lags)
    guard lags > 0 else { return adjoint }
    if lags == 1 {
      let transfer = transfers[0]
      var last = 0.0
      for index in (0..<count).reversed() {
        last = stateSlope[index] + transfer[index] * last
        adjoint[index] = last
      }
      return adjoint
    }
    for index in (0..<count).reversed() {
      var sum = adjoint[index]
      for lag in 0..<lags { sum += transfers[lag][index] * adjoint[index + lag + 1] }
      adjoint[index] = sum
    }
    return adjoint
  }

  private func pairWeights(_ adjoint: [Double]) -> PairWeights {
    let zeros = [Double](repeating: 0, count: count)
    var weights = PairWeights(stateState: zeros, stateError: zeros, errorError: zeros)
    for index in 0..<count {
      let (z, slope) = (scaled.values[index], density.slope[index])
      let curved = slope + z * density.curvature[index]
      let precision = scaled.precision[index]
      weights.errorError[index] = density.curvature[index] * precision * precision
      weights.stateError[index] = -0.5 * curved * precision * perVariance(index)
      let second = 0.25 * z * curved
      let perVariance = perVariance(index)
      weights.stateState[index] =
        isLinear
        ? (second + 0.5 * (1 + z * slope)) * perVariance * perVariance : second
    }
    for lag in 0..<recursion.longestLag { addRecursion(lag, adjoint, &weights) }
    return weights
  }

  /// Puts what is expected of the weights in their place.
  private func expect(_ scaleInformation: Double, _ weights: inout PairWeights) {
    for index in 0..<count {
      let perVariance = perVariance(index)
      weights.stateState[index] = -scaleInformation * perVariance * perVariance
      weights.stateError[index] = 0
    }
  }

  /// Adds the second derivatives of A and G, weighted with the adjoint.
  private func addRecursion(_ lag: Int, _ adjoint: [Double], _ pairs: inout PairWeights) {
    let (alpha, gamma, _) = weights(lag)
    for index in 0..<count {
      let later = adjoint[index + lag + 1]
      if isLinear {
        pairs.errorError[index] += 2 * later * (alpha + (errors[index] < 0 ? gamma : 0))
      } else {
        let z = scaled.values[index]
        let signed = alpha * (z < 0 ? -1 : 1) + gamma
        pairs.stateState[index] += 0.25 * later * signed * z
        pairs.stateError[index] -= 0.5 * later * signed * scaled.precision[index]
      }
    }
  }

  /// The score and the Hessian by the mean, the recursion and the presample state.
  private func extendedCurvature(
    _ pairs: PairWeights, _ adjoint: [Double]
  ) -> ([Double], [[Double]]) {
    let size = stateColumns.count
    var gradient = stateColumns.map { dot($0, stateSlope) }
    var hessian = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for (index, regressor) in likelihood.regressors.enumerated() {
      gradient[index] -= dot(errorSlope, regressor)
    }
    for row in 0..<size {
      var forState = products(pairs.stateState, stateColumns[row])
      if row < meanCount { subtract(pairs.stateError, likelihood.regressors[row], &forState) }
      for column in row..<size { hessian[row][column] = dot(forState, stateColumns[column]) }
      guard row < meanCount else { continue }
      var forError = products(pairs.stateError, stateColumns[row])
      subtract(pairs.errorError, likelihood.regressors[row], &forError)
      for column in row..<meanCount {
        hessian[row][column] -= dot(forError, likelihood.regressors[column])
      }
    }
    for row in 0..<size {
      for column in 0..<row { hessian[row][column] = hessian[column][row] }
    }
    for (parameter, mixed) in recursionCrosses(adjoint) {
      for column in 0..<size {
        hessian[parameter][column] += mixed[column]
        hessian[column][parameter] += mixed[column]
      }
    }
    return (gradient, hessian)
  }

  /// Σ λₜ ∂²uₜ/∂θ∂x where the recursion's parameter θ multiplies what x moves, for every column x.
  private func recursionCrosses(_ adjoint: [Double]) -> [(Int, [Double])] {
    let (p, o) = (coefficients.shock.count, coefficients.asymmetry.count)
    var crosses: [(Int, [Double])] = []
    for index in 0..<(p + o) {
      let lag = index < p ? index : index - p
      let start = isLinear ? (index < p ? 1 : 0.5) : 0
      var (byState, byError) = (stateSlope, stateSlope)
      for step in 0..<count {
        let slopes = shockSlopes(step)
        let own = index < p ? slopes.shock : slopes.asymmetry
        byError[step] = adjoint[step + lag + 1] * own.x
        byState[step] = adjoint[step + lag + 1] * own.y
      }
      crosses.append(
        (meanCount + 1 + index, mixed(adjoint, lag, byState, byError, start: start)))
    }
    let zeros = [Double](repeating: 0, count: count)
    for lag in coefficients.state.indices {
      let byState = Array(adjoint[(lag + 1)..<(lag + 1 + count)])
      crosses.append((meanCount + 1 + p + o + lag, mixed(adjoint, lag, byState, zeros, start: 1)))
    }
    return crosses
  }

  private func mixed(
    _ adjoint: [Double], _ lag: Int, _ byState: [Double], _ byError: [Double], start: Double
  ) -> [Double] {
    var mixed = stateColumns.map { dot(byState, $0) }
    for (index, regressor) in likelihood.regressors.enumerated() {
      mixed[index] -= dot(byError, regressor)
    }
    if recursion.startMoves {
      // Before the first observation the state moves with the start alone.
      let first = recursion.start == .first ? 1 : 0
      for step in first..<max(first, min(lag + 1, count)) {
        mixed[mixed.count - 1] += start * adjoint[step]
      }
    }
    return mixed
  }

  /// Carries the derivatives by the presample state over to the mean's parameters.
  private func contracted(
    _ gradient: [Double], _ hessian: [[Double]]
  ) -> ([Double], [[Double]]) {
    let last = gradient.count - 1
    let moves = startSlopes() + [Double](repeating: 0, count: last - meanCount)
    let meanSquare = RecursionPath.meanSquare(errors)
    let scale = 2 / (Double(count) * (isLinear ? 1 : meanSquare))
    var (short, rows) = (Array(gradient[..<last]), hessian.prefix(last).map { Array($0[..<last]) })
    for row in 0..<last {
      short[row] += gradient[last] * moves[row]
      for column in 0..<last {
        let both = moves[row] * moves[column]
        rows[row][column] +=
          hessian[row][last] * moves[column] + moves[row] * hessian[last][column]
          + hessian[last][last] * both
        guard row < meanCount, column < meanCount else { continue }
        let second = scale * dot(likelihood.regressors[row], likelihood.regressors[column])
        rows[row][column] += gradient[last] * (isLinear ? second : second - both)
      }
    }
    return (short, rows)
  }

  /// Appends the derivatives by the shape parameters.
  private func appendShape(_ gradient: inout [Double], _ hessian: inout [[Double]]) {
    let block = likelihood.family.shapeCurvature(shape, scaled.values)
    let width = gradient.count
    for index in shape.indices {
      let slopes = index == 0 ? density.slopeShape.first : density.slopeShape.second
      let byError = products(slopes, scaled.precision)
      var byState = products(slopes, scaled.values)
      for step in 0..<count { byState[step] *= -0.5 * perVariance(step) }
      var row = stateColumns.map { dot(byState, $0) }
      for (mean, regressor) in likelihood.regressors.enumerated() {
        row[mean] -= dot(byError, regressor)
      }
      if recursion.startMoves {
        let start = row.removeLast()
        for (mean, slope) in startSlopes().enumerated() { row[mean] += start * slope }
      }
      gradient.append(totals.shape[index])
      for column in 0..<width { hessian[column].append(row[column]) }
      hessian.append(row + block[index])
    }
  }
}

private func products(_ first: [Double], _ second: [Double]) -> [Double] {
  var result = first
  for index in result.indices { result[index] *= second[index] }
  return result
}

private func subtract(_ first: [Double], _ second: [Double], _ sum: inout [Double]) {
  for index in sum.indices { sum[index] -= first[index] * second[index] }
}
