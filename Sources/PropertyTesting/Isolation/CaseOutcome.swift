// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a case ended in the process that ran it, on its way to the process that asked. What it said
// before is in its journal.

/// Ends of a case that its process lived through.
extension Message {
  /// Texts are cut to this length, so that a message stays below its limit.
  private static let textLimit = 4_000

  /// Tells how a case ended.
  static func outcome(_ error: (any Error)?, of number: UInt64) -> Message {
    func message(_ kind: Kind, _ texts: String...) -> Message {
      Message(kind, number: number) { writer in
        for text in texts { writer.write(text: cut(text)) }
      }
    }
    guard let error else { return message(.passed) }
    switch (error as? Interruption)?.reason {
    case .discarded(let reason): return message(.discarded, reason)
    case .tooLarge: return message(.tooLarge)
    case .unwanted: return message(.unwanted)
    case nil:
      let identity = FailureIdentity(identifying: error)
      return message(.failed, identity.description, String(describing: error))
    }
  }

  /// Does here what the case did there: throws its error.
  func replayOutcome() throws {
    var reader = reader
    switch kind {
    case .failed: throw IsolatedFailure(place: try reader.text(), message: try reader.text())
    case .discarded: throw Interruption.discarded(try reader.text())
    case .tooLarge: throw Interruption.tooLarge
    case .unwanted: throw Interruption.unwanted
    default: break
    }
  }

  /// The beginning of a long text; a character that does not fit altogether is replaced.
  private static func cut(_ text: String) -> String {
    guard text.utf8.count > textLimit else { return text }
    return String(decoding: text.utf8.prefix(textLimit), as: UTF8.self) + " …"
  }
}
