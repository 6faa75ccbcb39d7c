// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starts a process with descriptors handed down. Foundation's Process hands down none but the
// standard ones. Glibc for `posix_spawn`.

import Glibc

/// A process to be started.
struct Launch {
  let executable: String
  let arguments: [String]
  /// Variables that are set on top of this process's.
  let variables: [String: String]
  /// Descriptors that the process gets under their numbers.
  let keeping: [Int32]

  /// Starts it in a process group of its own, with silent standard streams.
  ///
  /// - Throws: `IsolationUnavailable`.
  func start() throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for stream in Int32(0)...2 {
      let mode = stream == 0 ? O_RDONLY : O_WRONLY
      unsafe posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", mode, 0)
    }
    // A descriptor put onto itself loses its mark to be closed.
    for descriptor in keeping {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, descriptor)
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var process = pid_t()
    let code = unsafe withCStrings([executable] + arguments) { argv in
      unsafe withCStrings(environment) { envp in
        unsafe posix_spawn(&process, executable, &actions, &attributes, argv, envp)
      }
    }
    guard code == 0 else {
      throw IsolationUnavailable(reason: "\(executable) cannot be started (error \(code))")
    }
    return process
  }

  /// This process's variables with those on top.
  private var environment: [String] {
    var lines: [String] = []
    var entry = unsafe environ
    while let line = unsafe entry.pointee {
      let text = unsafe String(cString: line)
      let name = text.prefix { $0 != "=" }
      if variables[String(name)] == nil { lines.append(text) }
      unsafe entry += 1
    }
    return lines + variables.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }
}

/// Calls a body with texts as C wants them: an array of pointers that ends with a null pointer.
private func withCStrings<Result>(
  _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) throws -> Result
) rethrows -> Result {
  var pointers = unsafe texts.map { unsafe strdup($0) } + [nil]
  defer { for index in texts.indices { unsafe free(pointers[index]) } }
  return unsafe try pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("an array that is never empty") }
    return unsafe try body(base)
  }
}

/// Descriptors that two processes share.
enum Descriptors {
  /// The two ends of a socket that keeps messages whole.
  static func socketPair() throws -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
    guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else {
      throw IsolationUnavailable(reason: "no socket (error \(errno))")
    }
    return (try aboveStandard(ends[0]), try aboveStandard(ends[1]))
  }

  /// Memory without a name that is handed down as a file.
  static func sharedMemory() throws -> Int32 {
    for attempt in 0..<100 {
      let name = "/property-\(getpid())-\(attempt)"
      let file = unsafe shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
      guard file >= 0 else { continue }
      unsafe shm_unlink(name)
      return try aboveStandard(file)
    }
    throw IsolationUnavailable(reason: "no shared memory (error \(errno))")
  }

  /// The same file under a number that the standard streams do not want.
  private static func aboveStandard(_ descriptor: Int32) throws -> Int32 {
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 10)
    close(descriptor)
    guard copy >= 0 else { throw IsolationUnavailable(reason: "no descriptor (error \(errno))") }
    return copy
  }
}
