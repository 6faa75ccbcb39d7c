// SPDX-License-Identifier: GPL-3.0-or-later

/// What happened to one case, as a line of JSON in the public schema for property-based testing.
/// Cases of shrinking and explaining are not observed.
///
/// The fields are those of a `test_case` observation of Hypothesis ("PBT Observations",
/// `schema_observations.json`), so that its viewers read them:
///
/// | field | content |
/// |---|---|
/// | `type` | `"test_case"` |
/// | `run_start` | seconds since 1970 as the settings say |
/// | `property` | the property's name |
/// | `status` | `"passed"`, `"failed"` or `"gave_up"` for a case that was discarded or too large |
/// | `status_reason` | the failure's message or the reason for the discard |
/// | `representation` | the value as text |
/// | `arguments` | each named draw with its value; `value` where the property takes one |
/// | `how_generated` | `random`, `targeted`, `replayed`, `explicit example n` |
/// | `features` | labels as `true`, scores as numbers, coverage conditions as Booleans, notes as a
/// list | | `coverage` | `null`: lines that ran are not recorded | | `timing` | seconds in
/// `generate` and in `execute` | | `metadata` | the number of choices, the failure's identity, and
/// the `replay` blob of a failure |
package struct Observation {
  let property: String
  let runStart: Double
  let how: String
  let record: CaseRecord

  /// The line, without a line break.
  var line: String {
    JSONText.object([
      ("type", JSONText.string("test_case")),
      ("run_start", JSONText.number(runStart)),
      ("property", JSONText.string(property)),
      ("status", JSONText.string(status)),
      ("status_reason", JSONText.string(reason)),
      ("representation", JSONText.string(record.rendered)),
      ("arguments", arguments),
      ("how_generated", JSONText.string(how)),
      ("features", features),
      ("coverage", "null"),
      (
        "timing",
        JSONText.object([
          ("generate", JSONText.number(record.generationSeconds)),
          ("execute", JSONText.number(record.propertySeconds)),
        ])
      ),
      ("metadata", metadata),
    ])
  }

  private var status: String {
    switch record.status {
    case .passed: "passed"
    case .failed: "failed"
    case .discarded, .tooLarge, .unwanted: "gave_up"
    }
  }

  private var reason: String {
    switch record.status {
    case .passed, .unwanted: ""
    case .failed(_, let message): message
    case .discarded(let reason): reason
    case .tooLarge: "too large"
    }
  }

  private var arguments: String {
    let draws = record.events.draws
    if draws.isEmpty { return JSONText.object([("value", JSONText.string(record.rendered))]) }
    return JSONText.object(draws.map { ($0.name, JSONText.string($0.value)) })
  }

  private var features: String {
    let events = record.events
    var members = events.labels.map { ($0, "true") }
    members += events.scores.map { ("target:\($0.label)", JSONText.number($0.score)) }
    members += events.covers.map { ("cover:\($0.name)", $0.isMet ? "true" : "false") }
    if !events.notes.isEmpty {
      members.append(
        ("notes", "[" + events.notes.map(JSONText.string).joined(separator: ",") + "]"))
    }
    return JSONText.object(members)
  }

  private var metadata: String {
    guard let result = record.result else { return "{}" }
    var members = [("choices", "\(result.tape.choices.count)")]
    if let identity = record.failure {
      let blob = ReplayBlob(tape: result.tape, spans: result.spans, identity: identity)
      members.append(("identity", JSONText.string(identity.description)))
      members.append(("replay", JSONText.string(blob.text)))
    }
    return JSONText.object(members)
  }
}

/// Pieces of JSON (RFC 8259).
enum JSONText {
  /// An object with its members in the given order; of members of one name the last one counts.
  static func object(_ members: [(String, String)]) -> String {
    var texts: [String] = []
    for (index, member) in members.enumerated()
    where !members[(index + 1)...].contains(where: { $0.0 == member.0 }) {
      texts.append(string(member.0) + ":" + member.1)
    }
    return "{" + texts.joined(separator: ",") + "}"
  }

  /// A number; JSON knows none that is not finite, so such a one becomes a string.
  static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "\"\(value)\"" }

  static func string(_ text: String) -> String {
    var escaped = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped + "\""
  }
}
