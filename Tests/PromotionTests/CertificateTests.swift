// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate holds for the bytes that it was made of and for no others.
// Planted faults caught here: a signature that is not checked; an encoding that is not compared; an
// unknown key trusted; a digest that is not compared; the clock ignored; an upper-case digest.

import MarketData
import Promotion
import Testing

@Suite struct CertificateTests {
  private let key = SigningKey()
  private let configuration = Array(#"{"policy":{"a":1}}"#.utf8)

  @Test func anIntactCertificateHolds() throws {
    let found = problems(of: try certificate().file)
    #expect(found == [])
  }

  @Test func everyFlippedBitOfTheFileIsRefused() throws {
    let file = try certificate().file
    var accepted: [Int] = []
    for index in file.indices {
      for bit in 0..<8 {
        var altered = file
        altered[index] ^= 1 << bit
        if problems(of: altered).isEmpty { accepted.append(index * 8 + bit) }
      }
    }
    #expect(accepted == [])
  }

  @Test func everyMissingOrAddedByteIsRefused() throws {
    let file = try certificate().file
    var accepted: [Int] = []
    for index in file.indices {
      var shorter = file
      shorter.remove(at: index)
      var longer = file
      longer.insert(UInt8(ascii: " "), at: index)
      if problems(of: shorter).isEmpty || problems(of: longer).isEmpty {
        accepted.append(index)
      }
    }
    let withNewline = problems(of: file + [10])
    #expect(accepted == [])
    #expect(!withNewline.isEmpty)
  }

  @Test func anotherEncodingOfTheSameMeaningIsRefusedAsNotCanonical() throws {
    let text = String(decoding: try certificate().file, as: UTF8.self)
    let others = [
      text.replacing("\"scope\":\"paper\"", with: "\"scope\": \"paper\""),
      text.replacing("\"paper\"", with: "\"p\\u0061per\""),
      text.replacing("\"seed\":1", with: "\"seed\":1.0"),
    ]
    for other in others {
      let found = problems(of: Array(other.utf8))
      let refused = found.contains { if case .notCanonical = $0 { true } else { false } }
      #expect(other != text && refused)
    }
  }

  @Test func aPayloadSignedByAnotherKeyIsRefused() throws {
    let forged = try Certificate(payload: payload(), key: SigningKey())
    let found = forged.problems(in: context())
    #expect(found == [.unknownKey(fingerprint: forged.publicKey.fingerprint)])
  }

  @Test func everyDifferenceIsNamed() throws {
    let signed = try certificate()
    func names(_ context: CertificateContext) -> [String] {
      signed.problems(in: context).map { String("\($0)".prefix { $0 != ":" }) }
    }
    let digest = Digest(of: [9])
    let bytes = Array(#"{"policy":{"a":2}}"#.utf8)
    #expect(names(context(executable: digest)) == ["executable"])
    #expect(names(context(executable: nil)) == ["executable"])
    #expect(names(context(data: [digest])) == ["data prices.csv"])
    #expect(names(context(data: [])) == ["data prices.csv"])
    #expect(names(context(data: [Digest(of: [2]), digest])) == ["certificate"])
    #expect(names(context(configuration: bytes)) == ["configuration", "policy"])
    #expect(names(context(configuration: nil)) == ["configuration"])
    #expect(names(context(now: 999)) == ["certificate"])
    #expect(names(context(now: 2000)) == ["certificate"])
    #expect(names(context(now: 1999)) == [])
  }

  @Test func aCertificateWithoutItsBindingsHoldsForNothing() throws {
    let empty = try Certificate(
      payload: ["schema": .string(Certificate.schema)], key: key)
    let found = empty.problems(in: context())
    // No validity, no executable, no configuration, no policy, no data.
    #expect(found.count >= 5)
  }

  @Test func keysAreReadOnlyFromLowerCaseDigits() throws {
    let secret = key.secret
    #expect(SigningKey(secret: secret)?.publicKey == key.publicKey)
    #expect(SigningKey(secret: secret.uppercased() + "") == nil || secret == secret.uppercased())
    #expect(SigningKey(secret: String(secret.dropLast())) == nil)
    #expect(PublicKey(hexadecimal: key.publicKey.hexadecimal + "00") == nil)
  }

  @Test func digestsAreThoseOfTheStandard() {
    // FIPS 180-4 examples.
    let empty = Digest(of: [UInt8]()).hexadecimal
    let abc = Digest(of: Array("abc".utf8)).hexadecimal
    #expect(empty == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(abc == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  // MARK: Parts

  private func payload() -> JSONValue {
    [
      "schema": .string(Certificate.schema), "scope": "paper", "seed": 1,
      "issuedMicroseconds": 1000, "expiresMicroseconds": 2000,
      "executable": ["sha256": .string(Digest(of: [1]).hexadecimal)],
      "configuration": [
        "name": "configuration.json", "sha256": .string(Digest(of: configuration).hexadecimal),
      ],
      "policySha256": .string(Digest(of: ["a": 1] as JSONValue).hexadecimal),
      "data": [["name": "prices.csv", "sha256": .string(Digest(of: [2]).hexadecimal)]],
    ]
  }

  private func certificate() throws -> Certificate {
    try Certificate(payload: payload(), key: key)
  }

  private func problems(of file: [UInt8]) -> [CertificateProblem] {
    do { return try Certificate(parsing: file).problems(in: context()) } catch { return [error] }
  }

  private func context(
    now: Int64 = 1500, executable: Digest? = Digest(of: [1]), configuration: [UInt8]?,
    data: [Digest?] = [Digest(of: [2])]
  ) -> CertificateContext {
    CertificateContext(
      trustedKeys: [key.publicKey], now: Timestamp(microseconds: now), executable: executable,
      configuration: configuration, data: data)
  }

  private func context(
    now: Int64 = 1500, executable: Digest? = Digest(of: [1]),
    data: [Digest?] = [Digest(of: [2])]
  ) -> CertificateContext {
    context(now: now, executable: executable, configuration: configuration, data: data)
  }
}
