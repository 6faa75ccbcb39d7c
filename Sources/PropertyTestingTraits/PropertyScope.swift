// SPDX-License-Identifier: GPL-3.0-or-later

package import PropertyTesting
import Synchronization
import Testing

/// What a running test knows of its properties.
package struct PropertyScope: Sendable {
  @TaskLocal static var current: PropertyScope?

  var settings = PropertySettings()
  var counter = PropertyCounter()

  /// The settings here, those of the environment on top.
  package static func settings(_ environment: PropertyEnvironment = .current) -> PropertySettings {
    var settings = current?.settings ?? PropertySettings()
    environment.apply(to: &settings)
    return settings
  }
}

/// Numbers the properties of one test.
final class PropertyCounter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}

/// The name of a property: the test's, and its own or its number where there are several.
///
/// `Test.ID` shows as `Module.Suite/function()/File.swift:12:4`; the last part goes, because a key
/// must not change when lines are added above.
func propertyName(_ own: String?, test: Test? = .current, scope: PropertyScope? = .current)
  -> String
{
  let number = scope?.counter.next() ?? 1
  guard let test else { return own ?? "property" }
  let name = testName("\(test.id)")
  if let own { return name + " " + own }
  return number == 1 ? name : name + " #\(number)"
}

/// A test's identifier without the place in its file.
func testName(_ identifier: String) -> String {
  let parts = identifier.split(separator: "/", omittingEmptySubsequences: false)
  guard let last = parts.last, last.contains(".swift:") else { return identifier }
  return parts.dropLast().joined(separator: "/")
}
