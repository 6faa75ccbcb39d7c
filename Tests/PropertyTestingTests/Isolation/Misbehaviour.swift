// SPDX-License-Identifier: GPL-3.0-or-later
//
// Glibc for the ways in which a process can be ended.

import Glibc
import PropertyTesting
import Synchronization

/// Code that ends or blocks its process where a number reaches 700.
enum Misbehaviour: String, CaseIterable, Sendable {
  case trap, overflow, abort, exit, kill, recursion, loop, sleep, memory, throwing, flaky

  static let limit = 700
  private static let visits = Atomic(0)

  struct Thrown: Error {}

  func run(_ numbers: [Int]) throws {
    for number in numbers where number >= Self.limit { try misbehave(number) }
  }

  private func misbehave(_ number: Int) throws {
    switch self {
    case .trap: _ = opaque([0][number])
    // The sum is used: optimised code leaves out what nobody looks at, its overflow included.
    case .overflow: _ = opaque(Int(UInt8(truncatingIfNeeded: number) + UInt8(opaque(255))))
    case .abort: Glibc.abort()
    case .exit: Glibc.exit(0)
    case .kill: Glibc.kill(getpid(), SIGKILL)
    case .recursion: _ = depth(of: number)
    case .loop: while opaque(number) != 0 {}
    case .sleep: Glibc.sleep(60)
    case .memory:
      var hoard: [[UInt8]] = []
      while hoard.count < 1 << 20 {
        hoard.append([UInt8](repeating: UInt8(opaque(1)), count: 1 << 24))
      }
    case .throwing: throw Thrown()
    // Every third time that a process comes here, whatever the case.
    case .flaky:
      let visit = Self.visits.add(1, ordering: .relaxed).newValue
      if visit.isMultiple(of: 3) { Glibc.kill(getpid(), SIGKILL) }
    }
  }

  /// How the report must name it.
  var manner: String {
    switch self {
    case .trap: "SIGILL"
    case .overflow: "SIGILL"
    case .abort: "SIGABRT"
    case .exit: "exited with status 0"
    case .kill, .flaky: "SIGKILL"
    case .recursion: "SIGSEGV"
    case .loop, .sleep: "did not end within 0.5 s"
    case .memory: "wanted more than 64 MiB of memory"
    case .throwing: "Thrown"
    }
  }
}

@inline(never) @_optimize(none)
private func opaque(_ value: Int) -> Int { value }

@inline(never) @_optimize(none)
private func depth(of value: Int) -> Int { opaque(value) == 0 ? 0 : depth(of: value + 1) + 1 }
