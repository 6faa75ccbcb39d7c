// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization

/// What the commands of a run have returned so far, to be looked up by reference.
public final class Responses: Sendable {
  private let values = Mutex<[Int: any Sendable]>([:])

  init() {}

  func keep(_ value: any Sendable, of step: Int) { values.withLock { $0[step] = value } }

  /// The response that a reference stands for.
  ///
  /// - Throws: `MissingResponse` where that command has not run: the model kept a reference that
  ///   its own command did not give it.
  public func callAsFunction<Value>(_ reference: Reference<Value>) throws -> Value {
    guard let value = values.withLock({ $0[reference.step] }) as? Value else {
      throw MissingResponse(step: reference.step)
    }
    return value
  }
}

/// A reference to a command that has not run.
public struct MissingResponse: Error, Hashable, Sendable {
  /// The step that the reference names.
  public let step: Int
}
