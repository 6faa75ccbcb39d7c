// SPDX-License-Identifier: GPL-3.0-or-later

/// Traps unless there are enough values and each is a finite number.
func requireFinite(_ values: [Double], atLeast minimum: Int) {
  precondition(values.count >= minimum, "the test needs at least \(minimum) values")
  precondition(values.allSatisfy(\.isFinite), "the values must be finite")
}

/// Traps unless there is at least one p-value and each lies in [0, 1].
func requireProbabilities(_ pValues: [Double]) {
  precondition(!pValues.isEmpty, "there must be at least one p-value")
  precondition(pValues.allSatisfy((0...1).contains), "every p-value must lie in [0, 1]")
}
