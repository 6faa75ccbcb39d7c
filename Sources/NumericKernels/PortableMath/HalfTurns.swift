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
    0xa2f9_836e_4e44_1529,
    0xfc27_57d1_f534_ddc0,
    0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0,
    0x0649_2eea_09d1_921c,
    0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41,
    0x3991_d639_8353_39f4,
    0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f,
    0x6d36_7ecf_27cb_09b7,
    0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea,
    0x6bfb_5fb1_1f8d_5d08,
    0x5603_3046_fc7b_6bab,
    0xf0cf_bc20_9af4_361d,
  ]
}
