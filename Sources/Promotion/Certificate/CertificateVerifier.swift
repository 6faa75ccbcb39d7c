// SPDX-License-Identifier: GPL-3.0-or-later
//
// Compares a certificate with the world that it is shown: the keys that are trusted, the clock, and
// the files that it was bound to. Every difference is reported, not just the first.

import MarketData

/// What a certificate is compared with.
public struct CertificateContext: Sendable {
  /// The keys whose signatures count.
  public let trustedKeys: [PublicKey]
  /// The present.
  public let now: Timestamp
  /// The digest of the executable that wants to run; nil where it cannot be read.
  public let executable: Digest?
  /// The bytes of the resolved configuration; nil where they cannot be read.
  public let configuration: [UInt8]?
  /// The digest of each data file in the certificate's order; nil where one cannot be read.
  public let data: [Digest?]

  /// Gathers a context.
  public init(
    trustedKeys: [PublicKey], now: Timestamp, executable: Digest?, configuration: [UInt8]?,
    data: [Digest?]
  ) {
    self.trustedKeys = trustedKeys
    self.now = now
    self.executable = executable
    self.configuration = configuration
    self.data = data
  }
}

extension Certificate {
  /// A data file that the certificate is bound to.
  public struct BoundFile: Hashable, Sendable {
    /// The file's name as it was given.
    public let name: String
    /// SHA-256 of its bytes, in hexadecimal digits.
    public let digest: String
  }

  /// The data files that the certificate is bound to, in its order.
  public var boundData: [BoundFile] {
    (payload["data"]?.arrayValue ?? []).map { entry in
      BoundFile(
        name: entry["name"]?.stringValue ?? "", digest: entry["sha256"]?.stringValue ?? "")
    }
  }

  /// All that speaks against the certificate in a context; empty where it holds.
  public func problems(in context: CertificateContext) -> [CertificateProblem] {
    var problems: [CertificateProblem] = []
    if !signatureHolds { problems.append(.badSignature) }
    if !context.trustedKeys.contains(publicKey) {
      problems.append(.unknownKey(fingerprint: publicKey.fingerprint))
    }
    if let problem = validityProblem(now: context.now) { problems.append(problem) }
    compare("executable", payload["executable"]?["sha256"], context.executable, &problems)
    compare(
      "configuration", payload["configuration"]?["sha256"],
      context.configuration.map { Digest(of: $0) }, &problems)
    problems += policyProblems(context)
    problems += dataProblems(context)
    return problems
  }

  private func validityProblem(now: Timestamp) -> CertificateProblem? {
    guard case .integer(let issued)? = payload["issuedMicroseconds"],
      case .integer(let expires)? = payload["expiresMicroseconds"]
    else { return .unreadable("it says no time of validity") }
    guard now.microseconds >= issued, now.microseconds < expires else {
      return .outsideValidity(
        issued: "\(Timestamp(microseconds: issued))",
        expires: "\(Timestamp(microseconds: expires))", now: "\(now)")
    }
    return nil
  }

  /// The policy is a part of the configuration, so its digest is that of the part.
  private func policyProblems(_ context: CertificateContext) -> [CertificateProblem] {
    guard let bytes = context.configuration else { return [] }
    var problems: [CertificateProblem] = []
    let policy = (try? JSONValue(parsing: bytes)).flatMap { $0["policy"] }
    compare("policy", payload["policySha256"], policy.map { Digest(of: $0) }, &problems)
    return problems
  }

  private func dataProblems(_ context: CertificateContext) -> [CertificateProblem] {
    var problems: [CertificateProblem] = []
    let bound = boundData
    if bound.isEmpty { problems.append(.unreadable("it is bound to no data")) }
    for (index, file) in bound.enumerated() {
      compare(
        "data \(file.name)", .string(file.digest),
        index < context.data.count ? context.data[index] : nil, &problems)
    }
    if context.data.count > bound.count {
      problems.append(.unreadable("it is bound to \(bound.count) data files, not to more"))
    }
    return problems
  }

  private func compare(
    _ what: String, _ certified: JSONValue?, _ found: Digest?,
    _ problems: inout [CertificateProblem]
  ) {
    guard let certified = certified?.stringValue else {
      problems.append(.unreadable("it states no digest of the \(what)"))
      return
    }
    guard let found else {
      problems.append(.missing(what: what))
      return
    }
    if found.hexadecimal != certified {
      problems.append(.differs(what: what, certified: certified, found: found.hexadecimal))
    }
  }
}
