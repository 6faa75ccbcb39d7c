# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/EvaluationTests/ReferenceNumbers.swift.

Wilson's interval by scipy.stats.binomtest, ratios and scores by numpy. Made with numpy 2.4.6, scipy
1.17.1, Python 3. Usage:

    python3 scripts/reference/evaluation.py > Tests/EvaluationTests/ReferenceNumbers.swift
"""
import numpy as np
from scipy.stats import binomtest

SORTINO = [0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04]
PYPBO = [0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526]


def pairs(count):
    """Actuals and forecasts from a linear congruential generator, the same bits in Swift."""
    state, values = 777, []
    for _ in range(2 * count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state / 2**32 - 0.5)
    return np.array(values[:count]), np.array(values[count:])


def show(doc, name, row):
    print(f"  /// {doc}")
    print(f"  static let {name}: [Double] = [")
    for start in range(0, len(row), 4):
        print("    " + " ".join(f"{float(v)!r}," for v in row[start:start + 4]))
    print("  ]")


def main():
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print("//")
    print("// Printed by scripts/reference/evaluation.py; do not edit.\n")
    print("enum ReferenceNumbers {")
    print("  /// Successes, trials, level, lower and upper end of Wilson's interval.")
    print("  static let wilson: [[Double]] = [")
    for k, n in [(0, 1), (1, 1), (0, 10), (10, 10), (1, 2), (3, 10), (7, 10), (1, 100), (55, 100),
                 (99, 100), (0, 1000), (1000, 1000), (523, 1000), (5001, 10000)]:
        for level in (0.5, 0.9, 0.95, 0.999):
            interval = binomtest(k, n).proportion_ci(level, method="wilson")
            print(f"    [{k}, {n}, {level}, {float(interval.low)!r}, {float(interval.high)!r}],")
    print("  ]\n")
    sortino, returns = np.array(SORTINO), np.array(PYPBO) - 0.05
    downside = np.sqrt(np.mean(np.minimum(sortino, 0) ** 2))
    ratios = [returns.mean() / returns.std(ddof=1), sortino.mean() / downside]
    assert abs(ratios[0] - 0.834364) < 5e-7 and abs(ratios[1] - 4.417261043) < 5e-10
    show("The Sharpe ratio of pypbo's test less 0.05 and the Sortino ratio of sheet 7.2.", "ratios",
         ratios)
    print()
    y, f = pairs(50)
    e = y - f
    training = y[:20]
    show("RMSE, MAE, sMAPE, scaled errors of season 1 and 4, tracking error of 50 pairs.", "scores",
         [np.sqrt(np.mean(e**2)), np.mean(abs(e)), np.mean(2 * abs(e) / (abs(y) + abs(f))),
          np.mean(abs(e)) / np.mean(abs(np.diff(training))),
          np.mean(abs(e)) / np.mean(abs(training[4:] - training[:-4])), np.std(e)])
    print("}")


main()
