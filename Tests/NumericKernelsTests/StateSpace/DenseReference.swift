// SPDX-License-Identifier: GPL-3.0-or-later
//
// The plain twin of the filter: all observed values as one normal vector, with generalised least
// squares for the diffuse states. O(n³), and no recursion over time but that of the moments.

import NumericKernels

typealias Matrix = [[Double]]

/// Moments and likelihood of a short series by dense matrices.
struct DenseReference {
  let logLikelihoodOfAllObservations: Double
  let diffuseCount: Int
  /// L⁻¹(y − μ) of the observed values; meaningful without diffuse states.
  let standardised: [Double]
  /// The means of the states given the series.
  let smoothedMeans: [[Double]]
  /// The covariances of the states given the series.
  let smoothedCovariances: [Matrix]

  init(_ model: StateSpaceModel, _ observations: [Double?]) {
    let moments = StateMoments(model, count: observations.count)
    let seen = observations.indices.filter { observations[$0] != nil }
    let row: Matrix = [model.observation]
    let weights = transpose(row)
    let covariance: Matrix = seen.map { left in
      seen.map { right in
        let inner = product(product(row, moments.covariance(left, right)), weights)[0][0]
        return inner + (left == right ? model.observationVariance : 0)
      }
    }
    let root = cholesky(covariance)
    let response: Matrix = seen.map { step in
      [(observations[step] ?? 0) - product(row, moments.means[step])[0][0]]
    }
    let scaled = forward(root, response)
    let width = model.diffuseStates.count
    let design = forward(root, seen.map { product(row, moments.diffuse[$0])[0] })
    let information = product(transpose(design), design)
    let informationRoot = cholesky(information)
    let score = product(transpose(design), scaled)
    let estimate = backward(informationRoot, forward(informationRoot, score))
    let rest = difference(scaled, width == 0 ? scaled.map { _ in [0] } : product(design, estimate))
    var sum = Double(seen.count) * PortableMath.log(2 * .pi)
    for index in root.indices { sum += 2 * PortableMath.log(root[index][index]) }
    for index in informationRoot.indices {
      sum += 2 * PortableMath.log(informationRoot[index][index])
    }
    for value in rest { sum += value[0] * value[0] }
    logLikelihoodOfAllObservations = -0.5 * sum
    diffuseCount = width
    standardised = scaled.map { $0[0] }
    var means: [[Double]] = []
    var covariances: [Matrix] = []
    for step in observations.indices {
      let cross = transpose(
        seen.map { transpose(product(moments.covariance(step, $0), weights))[0] })
      let scaledCross = forward(root, transpose(cross))
      var mean = added(moments.means[step], product(transpose(scaledCross), rest))
      var spread = difference(
        moments.covariance(step, step), product(transpose(scaledCross), scaledCross))
      if width > 0 {
        mean = added(mean, product(moments.diffuse[step], estimate))
        let bias = difference(moments.diffuse[step], product(transpose(scaledCross), design))
        let half = forward(informationRoot, transpose(bias))
        spread = added(spread, product(transpose(half), half))
      }
      means.append(mean.map { $0[0] })
      covariances.append(spread)
    }
    smoothedMeans = means
    smoothedCovariances = covariances
  }
}

/// Means, covariances and diffuse parts of the states of all steps.
private struct StateMoments {
  var means: [Matrix] = []
  var variances: [Matrix] = []
  /// What one unit of each diffuse starting state adds.
  var diffuse: [Matrix] = []
  private let transition: Matrix

  init(_ model: StateSpaceModel, count: Int) {
    let size = model.stateCount
    transition = rows(model.transition, width: size)
    let selection = rows(model.selection, width: model.disturbanceCount)
    let noise = product(
      product(selection, rows(model.disturbanceCovariance, width: model.disturbanceCount)),
      transpose(selection))
    var mean: Matrix = model.initialMean.map { [$0] }
    var variance = rows(model.initialCovariance, width: size)
    var unknown: Matrix = (0..<size).map { state in
      model.diffuseStates.map { $0 == state ? 1 : 0 }
    }
    for _ in 0..<count {
      means.append(mean)
      variances.append(variance)
      diffuse.append(unknown)
      mean = product(transition, mean)
      variance = added(product(product(transition, variance), transpose(transition)), noise)
      unknown = product(transition, unknown)
    }
  }

  func covariance(_ left: Int, _ right: Int) -> Matrix {
    guard left <= right else { return transpose(covariance(right, left)) }
    var result = variances[left]
    for _ in left..<right { result = product(result, transpose(transition)) }
    return result
  }
}

func rows(_ values: [Double], width: Int) -> Matrix {
  stride(from: 0, to: values.count, by: max(width, 1)).map { Array(values[$0..<($0 + width)]) }
}

func product(_ left: Matrix, _ right: Matrix) -> Matrix {
  left.map { row in
    var result = [Double](repeating: 0, count: right.first?.count ?? 0)
    for (factor, line) in zip(row, right) {
      for column in line.indices { result[column] += factor * line[column] }
    }
    return result
  }
}

func transpose(_ matrix: Matrix) -> Matrix {
  (0..<(matrix.first?.count ?? 0)).map { column in matrix.map { $0[column] } }
}

private func difference(_ left: Matrix, _ right: Matrix) -> Matrix {
  zip(left, right).map { zip($0, $1).map { $0 - $1 } }
}

private func added(_ left: Matrix, _ right: Matrix) -> Matrix {
  zip(left, right).map { zip($0, $1).map { $0 + $1 } }
}

private func cholesky(_ matrix: Matrix) -> Matrix {
  var root = matrix.map { $0.map { _ in 0.0 } }
  for row in matrix.indices {
    for column in 0...row {
      var sum = matrix[row][column]
      for inner in 0..<column { sum -= root[row][inner] * root[column][inner] }
      root[row][column] = row == column ? sum.squareRoot() : sum / root[column][column]
    }
  }
  return root
}

/// L⁻¹ times a matrix.
private func forward(_ root: Matrix, _ right: Matrix) -> Matrix {
  var result = right
  for row in root.indices {
    for column in result[row].indices {
      var sum = right[row][column]
      for inner in 0..<row { sum -= root[row][inner] * result[inner][column] }
      result[row][column] = sum / root[row][row]
    }
  }
  return result
}

/// L⁻ᵀ times a matrix.
private func backward(_ root: Matrix, _ right: Matrix) -> Matrix {
  var result = right
  for row in root.indices.reversed() {
    for column in result[row].indices {
      var sum = right[row][column]
      for inner in (row + 1)..<max(root.count, row + 1) {
        sum -= root[inner][row] * result[inner][column]
      }
      result[row][column] = sum / root[row][row]
    }
  }
  return result
}
