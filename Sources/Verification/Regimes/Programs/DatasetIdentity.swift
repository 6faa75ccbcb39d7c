// SPDX-License-Identifier: GPL-3.0-or-later
//
// The name of a synthetic dataset says what made it, so that whoever has the name, the program and
// the generator can make it again.

import Promotion

/// The version of the code that makes markets of programs.
public enum MarketGeneratorVersion {
  /// The version now; it rises with every change that gives some program and seed other bytes.
  public static let current = 1
}

/// The name of a synthetic dataset: "syn_" and 32 hexadecimal digits.
///
/// The digits are the first 128 bits of the SHA-256 digest of generator version, seed and canonical
/// text. Among a billion datasets, two different ones share a name with probability
/// n²/2¹²⁹ ≈ 1.5 · 10⁻²¹; 64 bits would make that 0.03.
public struct DatasetIdentity: Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let name: String

  /// The identity of the market that a generator makes of a program and a seed.
  public init(
    _ program: MarketProgram, seed: UInt64,
    generatorVersion: Int = MarketGeneratorVersion.current
  ) {
    let text = Self.manifest(program, seed: seed, generatorVersion: generatorVersion)
    name = "syn_" + Digest(of: Array(text.utf8)).hexadecimal.prefix(32)
  }

  public var description: String { name }

  /// What is digested; each part ends where its line does, the program at the end.
  static func manifest(
    _ program: MarketProgram, seed: UInt64, generatorVersion: Int
  ) -> String {
    "generator: \(generatorVersion)\nseed: \(seed)\n\(program.text)"
  }
}

extension MarketProgram {
  /// The identity of the market of a seed.
  public func identity(seed: UInt64) -> DatasetIdentity { DatasetIdentity(self, seed: seed) }
}
