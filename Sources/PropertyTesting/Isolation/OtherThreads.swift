// SPDX-License-Identifier: GPL-3.0-or-later
//
// Glibc for folders and clocks.

import Glibc

/// Waits until no other thread of this process runs, a fifth of a second at most.
///
/// A thread that has just started a test may still be finishing its own work, and a lock that it
/// holds would stay held for ever in a forked child. Two looks in a row must find all asleep.
func waitUntilOtherThreadsSleep() {
  var quietLooks = 0
  for _ in 0..<200 where quietLooks < 2 {
    usleep(1_000)
    quietLooks = otherThreadsSleep() ? quietLooks + 1 : 0
  }
}

private func otherThreadsSleep() -> Bool {
  guard let folder = unsafe opendir("/proc/self/task") else { return true }
  defer { unsafe closedir(folder) }
  let own = contents(of: "/proc/thread-self/stat").prefix { $0 != " " }
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
      unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    guard let thread = Int32(name), name != own else { continue }
    if state(of: thread) == "R" { return false }
  }
  return true
}

/// The letter after the name in brackets: S asleep, R running.
private func state(of thread: Int32) -> Character? {
  let text = contents(of: "/proc/self/task/\(thread)/stat")
  return text.lastIndex(of: ")").flatMap { text[$0...].dropFirst(2).first }
}

/// The first bytes of a file of the kernel's; empty where there is none.
func contents(of path: String) -> String {
  let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return "" }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 512)
  let count = unsafe bytes.withUnsafeMutableBytes {
    unsafe read(file, $0.baseAddress, $0.count)
  }
  return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
}
