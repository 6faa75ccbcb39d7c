// SPDX-License-Identifier: GPL-3.0-or-later
//
// The process that runs cases. It has reached the property; from here on it keeps one child, the
// worker, that runs case after case, and starts another when that one dies. Starting a child costs
// a millisecond where starting this executable anew would cost a hundred.
//
// `fork` in a process with several threads is sound only if no other thread holds a lock that the
// child will want. So it is called here and not in the process that runs the tests: this process
// does nothing but serve one property, and forks only once its other threads are asleep. Glibc for
// processes, timers and limits.

import Glibc

/// Serves the cases of one property; ends the process.
struct IsolationHelper {
  let request: IsolationRequest
  /// Runs a case: throws what its property throws.
  let run: (IsolatedCase, Journal) throws -> Void

  private var channel: Channel { request.channel }

  /// Serves until nobody asks any more.
  func serve() -> Never {
    waitUntilOtherThreadsSleep()
    guard channel.send(Message(.ready)) else { _exit(0) }
    while true {
      _ = ftruncate(request.errors, 0)
      lseek(request.errors, 0, SEEK_SET)
      channel.runningCase = 0
      let worker = fork()
      if worker == 0 { work() }
      guard worker > 0 else { _exit(70) }
      report(worker)
      repeat {
        guard let message = channel.receive() else { _exit(0) }
        if message.kind == .restart { break }
      } while true
    }
  }

  /// Waits for the worker's end and tells how it came.
  private func report(_ worker: pid_t) {
    var status: Int32 = 0
    while unsafe waitpid(worker, &status, 0) < 0 {
      if errno != EINTR { _exit(71) }
    }
    let number = channel.runningCase
    let words = lastWords
    _ = channel.send(
      Message(.died, number: number) { writer in
        writer.write(UInt64(UInt32(bitPattern: status)))
        writer.write(text: words)
      })
  }

  /// The last error that the worker wrote to its standard error, without the addresses that follow;
  /// where there is none, its last line. Only the end is looked at.
  private var lastWords: String {
    var bytes = [UInt8](repeating: 0, count: 16_000)
    let end = lseek(request.errors, 0, SEEK_END)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(request.errors, $0.baseAddress, $0.count, max(0, end - $0.count))
    }
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { !$0.allSatisfy { $0 == " " } }
    let line = lines.last { $0.contains("Fatal error") } ?? lines.last ?? ""
    return String(line.prefix(1_000))
  }

  /// Runs cases until nobody asks any more.
  private func work() -> Never {
    dup2(request.errors, 2)
    limitMemory()
    allowAlarm()
    let context = PropertyContext()
    let journal = Journal(channel)
    while let message = channel.receive() {
      guard message.kind == .run else { continue }
      var reader = message.reader
      guard let count = try? Int(reader.number()), let wanted = channel.isolatedCase(count: count)
      else { _exit(72) }
      journal.begin(behind: count)
      channel.runningCase = message.number
      context.begin(isRendering: wanted.isRendering, journal: journal)
      setAlarm(seconds: request.caseSeconds)
      var failure: (any Error)?
      do {
        try PropertyContext.$current.withValue(context) { try run(wanted, journal) }
      } catch { failure = error }
      setAlarm(seconds: 0)
      let outcome = Message.outcome(failure, of: message.number)
      guard channel.send(outcome) else { _exit(0) }
    }
    _exit(0)
  }

  /// Ends the process by a signal that nobody handles once the time is over; 0 calls it off.
  private func setAlarm(seconds: Double) {
    let seconds = min(seconds, 1e9)
    let whole = Int(seconds.rounded(.down))
    let rest = Int((seconds - Double(whole)) * 1e6)
    var timer = itimerval(
      it_interval: timeval(tv_sec: 0, tv_usec: 0), it_value: timeval(tv_sec: whole, tv_usec: rest))
    unsafe setitimer(__itimer_which_t(0), &timer, nil)
  }

  private func allowAlarm() {
    signal(SIGALRM, SIG_DFL)
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGALRM)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private func limitMemory() {
    let (sum, isEndless) = (pages * UInt64(sysconf(Int32(_SC_PAGESIZE))))
      .addingReportingOverflow(request.memoryBytes)
    let limit = isEndless ? UInt64.max : sum
    var addressSpace = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &addressSpace)
    // A core file for every crash would cost more than the crash.
    var core = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
  }

  /// This process's pages, in memory or not.
  private var pages: UInt64 {
    contents(of: "/proc/self/statm").split(separator: " ").first.flatMap { UInt64($0) } ?? 0
  }
}
