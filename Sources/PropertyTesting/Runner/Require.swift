// SPDX-License-Identifier: GPL-3.0-or-later

/// An error that knows where it was found, so that two failures at two places are two failures.
public protocol PlacedFailure: Error {
  /// The place, for instance `Module/File.swift:12`.
  var place: String { get }
}

/// A condition of a property did not hold.
public struct PropertyViolation: PlacedFailure, Hashable, CustomStringConvertible {
  /// What was expected.
  public let message: String
  /// Where, for instance `Module/File.swift:12`.
  public let place: String

  /// Makes a violation at a place.
  public init(_ message: String, place: String) {
    self.message = message
    self.place = place
  }

  public var description: String { "\(message) (\(place))" }
}

/// A case took longer than its deadline.
public struct DeadlineExceeded: Error, Hashable, CustomStringConvertible {
  /// The deadline in seconds.
  public let deadline: Double

  public var description: String { "the case took longer than \(deadline) s" }
}

/// Fails the property unless a condition holds.
///
/// - Throws: `PropertyViolation` with the place of the call, which is what makes failures distinct.
public func require(
  _ condition: Bool, _ message: @autoclosure () -> String = "the property does not hold",
  file: StaticString = #fileID, line: UInt = #line
) throws {
  guard !condition else { return }
  throw PropertyViolation(message(), place: "\(file):\(line)")
}

/// Discards the case unless a condition holds.
///
/// - Throws: `Interruption.discarded`; let it pass.
public func assume(
  _ condition: Bool, file: StaticString = #fileID, line: UInt = #line
) throws {
  guard condition else { throw Interruption.discarded("assume at \(file):\(line)") }
}

extension FailureIdentity {
  /// The identity of an error: its type, the case of an enumeration, and the place where it has
  /// one.
  init(identifying error: any Error) {
    var text = String(reflecting: type(of: error))
    let mirror = Mirror(reflecting: error)
    if mirror.displayStyle == .enum {
      text += "." + (mirror.children.first?.label ?? String(describing: error))
    }
    if let placed = error as? any PlacedFailure { text += " at \(placed.place)" }
    self.init(text)
  }
}
