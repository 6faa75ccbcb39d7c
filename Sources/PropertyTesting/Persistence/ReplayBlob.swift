// SPDX-License-Identifier: GPL-3.0-or-later

/// A test case as one line of text: its labelled spans and choices, ready for a message or an
/// address.
///
/// `pt1-` and base64url (RFC 4648, section 5, unpadded) of: the digest of the rest (FNV-1a, 64
/// bits), the failure's identity, a table of labels, the spans (label, start after the last one,
/// length, depth), a table of what choices allowed, and the choices. Numbers are LEB128. A line
/// that was cut or mistyped is refused.
package struct ReplayBlob: Hashable, Sendable {
  package var tape: Tape
  package var spans: [Span]
  /// The failure that the case had.
  package var identity: FailureIdentity

  package init(tape: Tape, spans: [Span], identity: FailureIdentity) {
    self.tape = tape
    self.spans = spans
    self.identity = identity
  }

  static let prefix = "pt1-"

  /// The line; linear time.
  package var text: String {
    var body = ByteWriter()
    body.write(text: identity.description)
    write(spansTo: &body)
    write(choicesTo: &body)
    var whole = ByteWriter()
    whole.write(fixed: fnv1a(body.bytes))
    return Self.prefix + Base64URL.encode(whole.bytes + body.bytes)
  }

  private func write(spansTo body: inout ByteWriter) {
    var labels: [Label] = []
    var places: [Label: Int] = [:]
    for span in spans where places[span.label] == nil {
      places[span.label] = labels.count
      labels.append(span.label)
    }
    body.write(UInt64(labels.count))
    for label in labels { body.write(fixed: label.hash) }
    body.write(UInt64(spans.count))
    var last = 0
    for span in spans {
      body.write(UInt64(places[span.label] ?? 0))
      body.write(UInt64(span.start - last))
      body.write(UInt64(span.count))
      body.write(UInt64(span.depth))
      last = span.start
    }
  }

  private func write(choicesTo body: inout ByteWriter) {
    var templates: [Choice] = []
    var places: [Choice: Int] = [:]
    for choice in tape.choices where places[choice.template] == nil {
      places[choice.template] = templates.count
      templates.append(choice.template)
    }
    body.write(UInt64(templates.count))
    for template in templates {
      body.write(byte: template.kind.rawValue << 1 | (template.allowsNaN ? 1 : 0))
      body.write(fixed: template.lower)
      body.write(fixed: template.upper)
      body.write(signed: template.centre)
    }
    body.write(UInt64(tape.choices.count))
    for choice in tape.choices {
      body.write(UInt64(places[choice.template] ?? 0))
      switch choice.kind {
      case .integer: body.write(signed: choice.integer)
      case .double: body.write(double: choice.double)
      case .boolean: body.write(choice.bits)
      case .block, .bytes: write(tape.payloads[Int(choice.bits)], to: &body)
      }
    }
  }

  private func write(_ payload: Payload, to body: inout ByteWriter) {
    body.write(UInt64(payload.count))
    switch payload {
    case .doubles(let values): for value in values { body.write(double: value) }
    case .bytes(let values): for value in values { body.write(byte: value) }
    }
  }
}

extension Choice {
  /// What was allowed, without the value.
  var template: Choice {
    var choice = self
    choice.bits = 0
    return choice
  }
}
