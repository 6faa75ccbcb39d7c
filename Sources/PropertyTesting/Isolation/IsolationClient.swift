// SPDX-License-Identifier: GPL-3.0-or-later
//
// The testing process's side: starts the process that runs cases, hands it tapes, and learns how
// each case ended, whatever the case did. Glibc for processes.

import Glibc

/// Runs cases in another process.
final class IsolationClient {
  private let channel: Channel
  private let helper: pid_t
  private let isolation: Isolation
  private var cases: UInt64 = 0
  private var isLost = false

  /// Starts the process and waits until it has reached the property.
  ///
  /// - Throws: `IsolationUnavailable`.
  init(_ isolation: Isolation, name: String) throws {
    self.isolation = isolation
    (channel, helper) = try Self.start(isolation, name: name)
    guard let first = channel.receive(seconds: isolation.startSeconds), first.kind == .ready else {
      end()
      throw IsolationUnavailable(
        reason: "the process did not reach the property “\(name)” with the arguments "
          + "\(isolation.arguments)")
    }
  }

  deinit { if !isLost { end() } }

  /// Starts the process. What it alone needs is closed here; what stays is closed where it fails.
  private static func start(_ isolation: Isolation, name: String) throws -> (Channel, pid_t) {
    let (near, far) = try Descriptors.socketPair()
    var staying = [near]
    var leaving = [far]
    defer { for descriptor in staying + leaving { close(descriptor) } }
    let memory = try Descriptors.sharedMemory()
    staying.append(memory)
    let errors = try Descriptors.sharedMemory()
    leaving.append(errors)
    let request = IsolationRequest(
      channel: Channel(socket: far, memory: memory), errors: errors,
      caseSeconds: isolation.caseSeconds, memoryBytes: isolation.memoryBytes, name: name)
    let process = try Launch(
      executable: isolation.executable, arguments: isolation.arguments,
      variables: [IsolationRequest.variable: request.text, "SWIFT_BACKTRACE": "enable=no"],
      keeping: [far, memory, errors]
    ).start()
    staying = []
    return (Channel(socket: near, memory: memory), process)
  }

  /// Runs a case there; what its property said there is said here.
  ///
  /// - Parameter choices: a test case that becomes the one that was run.
  /// - Throws: what the property threw, as `IsolatedFailure` or `Interruption`; `CaseCrash`;
  ///   `IsolationUnavailable` where the process is gone.
  func run(_ wanted: IsolatedCase, choices: TestCase? = nil) throws {
    guard !isLost else { throw IsolationUnavailable(reason: "the process has ended") }
    cases += 1
    let bytes = wanted.wireBytes
    guard channel.write(case: bytes) else {
      throw IsolationUnavailable(reason: "the case cannot be written")
    }
    let answer = try answer(count: bytes.count)
    let entries = try channel.journal(behind: bytes.count)
    choices?.adopt(entries)
    for case .said(let event) in entries { PropertyContext.current?.record(event) }
    if answer.kind == .died { throw try crash(answer) }
    try answer.replayOutcome()
  }

  /// Has the case run that lies in the memory; the answer is how it ended.
  private func answer(count: Int) throws -> Message {
    // A worker that dies between two cases is replaced, and the case asked for once more.
    for _ in 0..<3 {
      _ = channel.send(Message(.run, number: cases) { $0.write(UInt64(count)) })
      guard let answer = channel.receive(seconds: isolation.caseSeconds + 30) else { break }
      if answer.kind == .died { _ = channel.send(Message(.restart)) }
      if answer.number == cases { return answer }
    }
    end()
    throw IsolationUnavailable(reason: "the process that runs cases does not answer")
  }

  private func crash(_ message: Message) throws -> CaseCrash {
    var reader = message.reader
    let status = Int32(truncatingIfNeeded: try reader.number())
    let words = try reader.text()
    let signal = status & 0x7f
    let manner: CaseCrash.Manner
    if signal == 0 {
      manner = .exit(status >> 8 & 0xff)
    } else if signal == SIGALRM {
      manner = .timeOut(seconds: isolation.caseSeconds)
    } else if words.contains("failed to allocate") || words.contains("bad_alloc") {
      manner = .memory(bytes: isolation.memoryBytes)
    } else {
      manner = .signal(signal)
    }
    return CaseCrash(manner: manner, lastWords: words)
  }

  private func end() {
    isLost = true
    close(channel.socket)
    close(channel.memory)
    // Without a socket the process ends by itself; what a case has started in its group does not.
    kill(-helper, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(helper, &status, 0) < 0, errno == EINTR {}
  }
}
