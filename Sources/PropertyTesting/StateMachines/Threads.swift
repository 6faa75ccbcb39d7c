// SPDX-License-Identifier: GPL-3.0-or-later
//
// Threads of the operating system: a pool would decide for itself how many bodies run at once, and
// one that waits for another must not keep that other from starting.

import Glibc

/// Runs a body on some threads at once and waits for all of them.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  var threads: [pthread_t] = []
  for index in 0..<count {
    let box = unsafe Unmanaged.passRetained(ThreadBody { body(index) })
    var thread = pthread_t()
    let code = unsafe pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer = unsafe pointer else { return nil }
        unsafe Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    precondition(code == 0, "the system gives no more threads")
    threads.append(thread)
  }
  for thread in threads { pthread_join(thread, nil) }
}

/// What a thread runs; a class, so that it fits into the one pointer that a thread is given.
private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
