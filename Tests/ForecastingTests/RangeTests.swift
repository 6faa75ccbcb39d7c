// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers at the ends of their range give errors or stay at the end; nothing traps.
// Catches: a precondition where an explosive model leaves the range of doubles; squares of huge
// observations that are infinite.

import Forecasting
import Testing

@Suite struct RangeTests {
  @Test func anExplosiveModelStaysInRangeAtAnyHorizon() throws {
    // yₜ = 1.5·yₜ₋₁, with a little noise so that the regression is not exact.
    var values = [1.0]
    for index in 1..<40 { values.append(1.5 * values[index - 1] + (index % 3 == 0 ? 0.1 : -0.05)) }
    for model in ["ar(1)", "ar(2)"] {
      let fitted = try ModelSpecification.model(model).fit(values)
      let steps = fitted.forecast(horizon: 5000, after: values[...])
      let sum = fitted.sumForecast(horizon: 5000, after: values[...])
      let interval = sum.predictionInterval(level: 0.999)
      let finite =
        steps.allSatisfy { $0.mean.isFinite && $0.standardError.isFinite }
        && interval.lower.isFinite && interval.upper.isFinite
      #expect(finite)
    }
  }

  @Test(arguments: ["naive", "drift", "seasonal-naive:2", "trend", "ar(1)", "ewma"])
  func observationsTooLargeToSquareAreRefused(model: String) throws {
    let model = try ModelSpecification.model(model)
    for huge in [1e200, -1e160, 1e100] {
      let values = [1, 2, 3, huge, 4, 5, 7, 6]
      #expect(throws: FitError.notFinite(position: 3, value: huge)) { try model.fit(values) }
    }
    let large = [1.0, 2, 3, 9e99, 4, 5, 7, 6]
    let steps = try model.fit(large).forecast(horizon: 3, after: large[...])
    #expect(steps.count == 3)
  }
}
