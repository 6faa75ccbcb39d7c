// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place where this module reads the environment: a process that was started to serve a
// property's cases learns so from a variable. Glibc for `getenv`.

import Glibc

/// What a process that serves cases was asked for.
struct IsolationRequest: Sendable {
  static let variable = "PROPERTY_ISOLATION"

  /// The descriptors that were handed down.
  let channel: Channel
  let errors: Int32
  let caseSeconds: Double
  let memoryBytes: UInt64
  /// The property's name.
  let name: String

  /// The value of the variable.
  var text: String {
    "\(channel.socket) \(channel.memory) \(errors) \(caseSeconds) \(memoryBytes) \(name)"
  }

  /// The request to this process; nil for one that nobody asked.
  static let current: IsolationRequest? = unsafe getenv(variable).flatMap {
    unsafe IsolationRequest(text: String(cString: $0))
  }

  init(
    channel: Channel, errors: Int32, caseSeconds: Double, memoryBytes: UInt64, name: String
  ) {
    self.channel = channel
    self.errors = errors
    self.caseSeconds = caseSeconds
    self.memoryBytes = memoryBytes
    self.name = name
  }

  init?(text: String) {
    let parts = text.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: false)
    guard parts.count == 6, let socket = Int32(parts[0]), let memory = Int32(parts[1]),
      let errors = Int32(parts[2]), let seconds = Double(parts[3]), let bytes = UInt64(parts[4])
    else { return nil }
    self.init(
      channel: Channel(socket: socket, memory: memory), errors: errors, caseSeconds: seconds,
      memoryBytes: bytes, name: String(parts[5]))
  }
}
