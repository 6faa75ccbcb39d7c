// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@Suite("Support of the repository rules")
struct SupportTests {
  // The first four from NIST, Cryptographic Standards and Guidelines, example values for SHA-256
  // and FIPS 180-2, appendix B; the others around the edge of a block, from GNU sha256sum.
  @Test(
    "SHA-256",
    arguments: [
      ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      ("a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
      ("a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
      ("a", 1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
  func digest(text: String, count: Int, expected: String) {
    #expect(sha256(Array(String(repeating: text, count: count).utf8)) == expected)
  }

  @Test(
    "code without comments and strings",
    arguments: [
      ("a // b", "a"), ("a /* b /* c */ d */ e", "a e"), (#"a("b" + c)"#, #"a ( " " + c )"#),
      (#"a "\"b" c"#, #"a " " c"#), (#"a "b \(c("d \(e)")) f" g"#, #"a " ( c ( " ( e ) " ) ) " g"#),
      ("\"\"\"\n a \"b\" \\(c)\n \"\"\" d", "\" \" \" ( c ) \" \" \" d"),
      (##"#"a " \(b) \#(c)"# d"##, ##"# " ( c ) " # d"##), ("\"a\nb", "\" b"), ("#if a", "# if a"),
      ("é = 1", "é = 1"), ("", ""),
    ])
  func mask(source: String, code: String) {
    let masked = SwiftMask.masked(Array(source.utf8))
    #expect(masked.count == source.utf8.count)
    #expect(Token.tokens(of: masked).map(\.text).joined(separator: " ") == code)
  }

  @Test("the target graph of a manifest")
  func manifest() {
    let manifest = Manifest(
      SourceFile(
        path: "Package.swift",
        text: """
          let yams = Target.Dependency.product(name: "Yams", package: "Yams")
          let package = Package(
            products: [.executable(name: "c", targets: ["c"])],
            targets: [
              .systemLibrary(name: "A", pkgConfig: "a", providers: [.apt(["a-dev"])]),
              // .target(name: "X"),
              .target(name: "B", dependencies: ["A", yams], swiftSettings: []),
              .executableTarget(
                name: "C", dependencies: ["B", .product(name: "D", package: "d")]),
              .testTarget(name: "BTests"),
            ])
          """))
    #expect(manifest.targets.map(\.name) == ["A", "B", "C", "BTests"])
    #expect(manifest.targets.map(\.kind) == [.system, .library, .executable, .test])
    #expect(manifest.targets.map(\.dependencies) == [[], ["A", "Yams"], ["B", "D"], []])
    #expect(manifest.targets.map(\.line) == [5, 7, 9, 10])
  }

  @Test("what is taken for code is balanced in every Swift file")
  func balance() {
    for file in Repository.tree.files {
      for pair in [("(", ")"), ("[", "]"), ("{", "}")] {
        let opened = file.tokens.count { $0.text == pair.0 }
        #expect(opened == file.tokens.count { $0.text == pair.1 }, "\(file.path): \(pair)")
      }
    }
  }

  @Test("the repository holds what its rules need")
  func repository() {
    #expect(Repository.tree.file("Package.swift") != nil)
    #expect(Repository.tree.manifest?.order(of: "pmx") != nil)
    #expect(Repository.tree.files.count > 100)
  }
}
