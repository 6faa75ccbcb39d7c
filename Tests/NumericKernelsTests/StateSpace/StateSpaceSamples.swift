// SPDX-License-Identifier: GPL-3.0-or-later

import NumericKernels

/// A model and a series for a law.
struct StateSpaceSample {
  let name: String
  let model: StateSpaceModel
  let observations: [Double?]

  /// Proper models of random numbers, all values observed.
  static func proper(_ count: Int) -> [StateSpaceSample] {
    (0..<count).map { index in
      var stream = RandomStream(seed: UInt64(index), purpose: "proper state-space models")
      let model = random(&stream, diffuse: [])
      return StateSpaceSample(
        name: "random \(index)", model: model,
        observations: (0..<(10 + 5 * (index % 7))).map { _ in 2 * stream.normal() })
    }
  }

  /// Structural, ARIMA and random models with diffuse states and missing values.
  static func diffuse(_ count: Int) -> [StateSpaceSample] {
    var models: [(String, StateSpaceModel)] = [
      ("local level", .localLevel(observationVariance: 1.5, levelVariance: 0.4)),
      (
        "local linear trend",
        .localLinearTrend(observationVariance: 2, levelVariance: 0.3, slopeVariance: 0.05)
      ),
    ]
    for (differences, seasonal) in [(1, 0), (2, 0), (0, 1), (1, 1), (1, 2)] {
      guard
        let model = StateSpaceModel.arima(
          autoregression: [0.6, -0.3], movingAverage: [0.4, 0, 0.2], differences: differences,
          seasonalDifferences: seasonal, season: 4, innovationVariance: 1.7)
      else { continue }
      models.append(("differences \(differences) and \(seasonal)", model))
    }
    for index in 0..<count {
      var stream = RandomStream(seed: UInt64(index), purpose: "diffuse state-space models")
      models.append(("random \(index)", random(&stream, diffuse: [0])))
    }
    return models.enumerated().map { index, entry in
      var stream = RandomStream(seed: UInt64(index), purpose: "values for diffuse models")
      let values: [Double?] = (0..<36).map { step in
        let value = 3 * stream.normal() + 0.2 * Double(step)
        return [0, 2, 3, 9, 17, 18, 35].contains(step) && index % 3 != 1 ? nil : value
      }
      return StateSpaceSample(name: entry.0, model: entry.1, observations: values)
    }
  }

  private static func random(_ stream: inout RandomStream, diffuse: [Int]) -> StateSpaceModel {
    let states = 1 + stream.index(below: 4)
    let disturbances = 1 + stream.index(below: 2)
    func normals(_ count: Int) -> [Double] { (0..<count).map { _ in stream.normal() } }
    var transition = normals(states * states)
    for row in 0..<states {
      var size = 0.0
      for column in 0..<states { size += abs(transition[row * states + column]) }
      for column in 0..<states { transition[row * states + column] *= 0.95 / size }
    }
    var start = square(normals(states * states), size: states)
    for state in diffuse {
      for other in 0..<states {
        start[state * states + other] = 0
        start[other * states + state] = 0
      }
    }
    return StateSpaceModel(
      observation: normals(states), observationVariance: 0.2 + stream.uniform(),
      transition: transition, selection: normals(states * disturbances),
      disturbanceCovariance: square(normals(disturbances * disturbances), size: disturbances),
      initialMean: normals(states), initialCovariance: start, diffuseStates: diffuse)
  }

  /// A·Aᵀ, symmetric to the last bit.
  private static func square(_ values: [Double], size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = 0.0
        for inner in 0..<size { sum += values[row * size + inner] * values[column * size + inner] }
        result[row * size + column] = sum
        result[column * size + row] = sum
      }
    }
    return result
  }
}

/// Annual flow of the Nile at Aswan 1871–1970 in 10⁸ m³, as printed by Durbin and Koopman, "Time
/// series analysis by state space methods".
let nileFlow: [Double] = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
  799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
  701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
  864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
  846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
  1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
]
