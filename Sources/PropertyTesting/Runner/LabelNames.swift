// SPDX-License-Identifier: GPL-3.0-or-later
//
// Labels are numbers on the tape. Reports want their texts, so the text of every label that was
// made is remembered for the life of the process.

import Synchronization

enum LabelNames {
  private static let names = Mutex<[Label: String]>([:])

  static func register(_ name: String, _ label: Label) {
    names.withLock { if $0[label] == nil { $0[label] = name } }
  }

  static func text(of label: Label) -> String? { names.withLock { $0[label] } }
}

extension Generator {
  /// The same values under a name, by which reports speak of them and stored failures find them
  /// again after the generator has changed.
  public func named(_ name: String) -> Generator {
    let label = Label(name)
    return Generator(choosing: { testCase in
      testCase.openSpan(label)
      let value = try make(testCase)
      testCase.closeSpan()
      return value
    })
  }
}

extension Draw {
  /// Draws a value under a name, by which reports speak of it and stored failures find it again
  /// after the generator has changed.
  ///
  /// - Throws: `Interruption` where the test case ends here; let it pass.
  @discardableResult
  public func callAsFunction<Value>(_ name: String, _ generator: Generator<Value>) throws -> Value {
    let label = Label(hash: fnv1a(name.utf8))
    let context = PropertyContext.current
    if context != nil { LabelNames.register(name, label) }
    testCase.openSpan(label)
    let value: Value
    if let context {
      value = try context.draw(name) { try generator.make(testCase) }
    } else {
      value = try generator.make(testCase)
    }
    testCase.closeSpan()
    return value
  }
}
