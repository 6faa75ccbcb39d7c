# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/EvaluationTests/ReferenceNumbers.swift.

Wilson's interval by scipy.stats.binomtest, ratios and scores by numpy, ranked probability scores and
the test of Diebold and Mariano from their definitions by numpy, scipy and mpmath. Made with numpy 2.4.6, scipy
1.17.1, Python 3. Usage:

    python3 scripts/reference/evaluation.py > Tests/EvaluationTests/ReferenceNumbers.swift
"""
import mpmath
import numpy as np
from scipy.stats import binomtest, norm
from scipy.stats import t as student

SORTINO = [0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04]
PYPBO = [0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526]


def pairs(count):
    """Actuals and forecasts from a linear congruential generator, the same bits in Swift."""
    state, values = 777, []
    for _ in range(2 * count):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state / 2**32 - 0.5)
    return np.array(values[:count]), np.array(values[count:])


def ranked(y, mean, sd):
    """The integral of (F(x) - [x >= y])^2 for a normal F, by quadrature to 20 digits."""
    mpmath.mp.dps = 30
    cdf = lambda x: mpmath.ncdf((x - mean) / sd)
    left = mpmath.quad(lambda x: cdf(x) ** 2, [mean - 40 * sd, y - 2 * sd, y])
    right = mpmath.quad(lambda x: (1 - cdf(x)) ** 2, [y, y + 2 * sd, mean + 40 * sd])
    return left + right


def ranked_by_quantiles(y, mean, sd):
    """Twice the mean pinball loss over the quantiles 0.05 to 0.95."""
    p = np.arange(1, 20) / 20
    e = y - (mean + sd * norm.ppf(p))
    return 2 * np.mean(np.where(e >= 0, p * e, (p - 1) * e))


def diebold_mariano(first, second, h, bartlett=False):
    """Statistic, corrected statistic and p-value."""
    d = first - second
    n, c = len(d), first - second - np.mean(first - second)
    gamma = [np.sum(c[k:] * c[:n - k]) / n for k in range(h)]
    weights = [1 - k / h if bartlett else 1 for k in range(h)]
    variance = (gamma[0] + 2 * sum(w * g for w, g in zip(weights[1:], gamma[1:]))) / n
    if variance <= 0:
        return diebold_mariano(first, second, h, bartlett=True)
    plain = np.mean(d) / np.sqrt(variance)
    corrected = plain * np.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)
    return [plain, corrected, 2 * student.sf(abs(corrected), n - 1)]


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
    print()
    print("  /// Actual, mean, standard error; the normal score by its integral; by 19 quantiles.")
    print("  static let rankedProbabilityScores: [[Double]] = [")
    for value, mean, sd in [(0, 0, 1), (1, 0, 1), (2.5, 0, 1), (-3, 0.5, 0.25), (1e-3, 0, 2)]:
        print(f"    [{float(value)!r}, {float(mean)!r}, {float(sd)!r},"
              f" {float(ranked(value, mean, sd))!r}, {float(ranked_by_quantiles(value, mean, sd))!r}],")
    print("  ]\n")
    print("  /// Horizon, statistic, corrected statistic, p-value of the squares of 50 pairs'")
    print("  /// actuals against those of their forecasts; at 13 the rectangular sum is negative.")
    print("  static let dieboldMariano: [[Double]] = [")
    for h in (1, 2, 3, 13):
        row = ", ".join(repr(float(v)) for v in diebold_mariano(y**2, f**2, h))
        print(f"    [{h}, {row}],")
    print("  ]")
    print("}")


main()
