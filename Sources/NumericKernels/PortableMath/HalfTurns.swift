// SPDX-License-Identifier: GPL-3.0-or-later
//
// Written by scripts/reference/portable_math.py; do not edit.

enum HalfTurns {
  /// π/2 in four parts of at most 34 bits, the last with all that are left.
  static let first = 0x1.921fb54400000p+0
  static let second = 0x1.0b4611a600000p-34
  static let third = 0x1.3198a2e000000p-69
  static let fourth = 0x1.b839a252049c1p-104
  /// 2/π.
  static let inverse = 0x1.45f306dc9c883p-1
  /// π/2 as two doubles.
  static let quarterHigh = 0x1.921fb54442d18p+0
  static let quarterLow = 0x1.1a62633145c07p-54
  /// The bits of 2/π behind the point, 64 a word.
  static let inverseWords: [UInt64] = [
    0xa2f9836e4e441529,
    0xfc2757d1f534ddc0,
    0xdb6295993c439041,
    0xfe5163abdebbc561,
    0xb7246e3a424dd2e0,
    0x06492eea09d1921c,
    0xfe1deb1cb129a73e,
    0xe88235f52ebb4484,
    0xe99c7026b45f7e41,
    0x3991d639835339f4,
    0x9c845f8bbdf9283b,
    0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f,
    0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d,
    0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea,
    0x6bfb5fb11f8d5d08,
    0x56033046fc7b6bab,
    0xf0cfbc209af4361d,
  ]
}
