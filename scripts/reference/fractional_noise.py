# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/NumericKernelsTests/FractionalReference.swift.

Autocovariances of fractional Gaussian noise from their definition, with 60 digits of mpmath. Made
with mpmath 1.4.1, Python 3. Usage, from Tests/NumericKernelsTests:

    python3 ../../scripts/reference/fractional_noise.py > FractionalReference.swift
"""
from mpmath import mp, mpf

mp.dps = 60

print("""// SPDX-License-Identifier: GPL-3.0-or-later
//
// Written by scripts/reference/fractional_noise.py; do not edit.

enum FractionalReference {
  /// Rows of the Hurst index, a lag and the noise's autocovariance.
  static let autocovariances: [[Double]] = [""")
for hurst in [0.001, 0.1, 0.25, 0.5, 0.7, 0.95, 0.999]:
    for lag in [0, 1, 2, 3, 7, 8, 9, 30, 127, 999, 1_000_000]:
        h, k = mpf(hurst), mpf(lag)
        value = (abs(k + 1) ** (2 * h) - 2 * abs(k) ** (2 * h) + abs(k - 1) ** (2 * h)) / 2
        if hurst == 0.5:
            value = mpf(1 if lag == 0 else 0)
        print(f"    [{hurst!r}, {lag:_}, {float(value)!r}],")
print("  ]\n}")
