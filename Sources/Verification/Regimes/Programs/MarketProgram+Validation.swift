// SPDX-License-Identifier: GPL-3.0-or-later

/// The rule that a program breaks.
public struct MarketProgramDefect: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, as in "segments[2].process.volatility".
  public let place: String
  /// What must hold, and the value that does not.
  public let problem: String

  /// Makes a defect.
  public init(place: String, problem: String) {
    self.place = place
    self.problem = problem
  }

  public var description: String { "\(place): \(problem)" }
}

extension MarketProgram {
  /// Checks every rule of the program.
  ///
  /// A program that passes can be made without a trap. Whether its prices stay within the range of
  /// numbers depends on its random numbers, too, and shows when it is made.
  ///
  /// - Throws: the first rule that it breaks.
  /// - Complexity: O(program), and O(assets³) for a correlation matrix.
  public func validate() throws(MarketProgramDefect) {
    var checker = FieldChecker()
    var copy = self
    try copy.visit(&checker)
  }
}
