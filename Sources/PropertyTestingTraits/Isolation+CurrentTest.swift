// SPDX-License-Identifier: GPL-3.0-or-later

public import PropertyTesting
import Testing

extension Isolation {
  /// Isolates cases by running this test executable with nothing but the current test.
  ///
  /// Outside of a test: with the arguments that this process was given.
  public static var currentTest: Isolation {
    guard let test = Test.current else { return .sameArguments }
    return Isolation(arguments: [
      "--testing-library", "swift-testing", "--filter", testPattern(testName("\(test.id)")),
    ])
  }
}

/// A regular expression for one test's name.
func testPattern(_ name: String) -> String {
  let special = "\\^$.|?*+()[]{}"
  let escaped = name.map { special.contains($0) ? "\\\($0)" : String($0) }.joined()
  return "^" + escaped
}
