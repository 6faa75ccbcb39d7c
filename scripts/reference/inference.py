# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/NumericKernelsTests/Inference/InferenceReference.swift.

The numbers come from mpmath with 40 digits or exact fractions where the law has a formula, and from
scipy, statsmodels and arch where only the named test has an implementation. Where both exist the
script stops if they disagree.

Two formulas are evaluated here by other means than in the Swift sources: the limiting law of the
Anderson-Darling statistic by inversion of its characteristic function, and the two-sample law by
counting lattice paths in whole numbers.

Made with mpmath 1.4.1, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, arch 8.0.0. Usage:

    python3 scripts/reference/inference.py \\
      > Tests/NumericKernelsTests/Inference/InferenceReference.swift
"""
import math
from fractions import Fraction

import mpmath as mp
import numpy as np
import scipy.stats as st
from arch.unitroot import VarianceRatio
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.multitest import multipletests

mp.mp.dps = 40


def near(ours, theirs, tolerance):
    assert abs(float(ours) - float(theirs)) <= tolerance * max(abs(float(theirs)), 1e-300), (
        ours, theirs)
    return float(ours)


def sample(count):
    return [((i * 7919 + 13) % 1009) / 8 - 50 for i in range(count)]


def kolmogorov(n, d):
    """P(D >= d) by powers of Durbin's matrix in 40 digits."""
    d = mp.mpf(d)
    k = int(n * d) + 1
    m, h = 2 * k - 1, k - n * d
    f = [mp.factorial(i) for i in range(m + 2)]
    H = mp.matrix(m, m)
    for i in range(m):
        for j in range(min(m, i + 2)):
            x = mp.mpf(1)
            if j == 0:
                x -= h ** (i + 1)
            if i == m - 1:
                x -= h ** (m - j)
            if i == m - 1 and j == 0 and 2 * h > 1:
                x += (2 * h - 1) ** m
            H[i, j] = x / f[i - j + 1]
    row, power, rest = mp.matrix(1, m), H, n
    row[0, k - 1] = 1
    while rest:
        if rest & 1:
            row = row * power
        rest >>= 1
        if rest:
            power = power * power
    return 1 - row[0, k - 1] * mp.factorial(n) / mp.mpf(n) ** n


def kolmogorov_rows():
    rows = []
    for n, xs in [(1, [.6, .9]), (2, [.5, 1.1]), (5, [.6, 1, 1.5]), (20, [.5, .83, 1.2, 1.7, 2.5]),
                  (60, [.6, 1, 1.6, 2]), (140, [.4, .83, 1.3, 1.7]), (141, [.55, .83, 1.2, 1.7]),
                  (400, [.55, .83, 1.2]), (1000, [.55, .83])]:
        for x in xs:
            d = float(x / math.sqrt(n))
            rows.append([n, d, near(kolmogorov(n, d), st.kstwo.sf(d, n), 5e-5)])
    for n, x in [(1000, 2), (10 ** 5, 2), (10 ** 5, 3), (10 ** 6, 4)]:
        d = x / math.sqrt(n)
        rows.append([n, d, 2 * st.ksone.sf(d, n)])
    return rows


def two_sample(n, m, gap):
    """P(max |i m - j n| >= gap) over all paths from (0, 0) to (n, m), in whole numbers."""
    inside = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n + 1):
        for j in range(m + 1):
            if abs(i * m - j * n) < gap:
                before = (inside[i - 1][j] if i else 0) + (inside[i][j - 1] if j else 0)
                inside[i][j] = 1 if i == j == 0 else before
    return float(1 - Fraction(inside[n][m], math.comb(n + m, n)))


def two_sample_rows():
    rows = []
    for n, m, shift in [(1, 1, 3), (3, 5, 40), (10, 10, 30), (40, 40, 5), (37, 50, 40),
                        (100, 81, 20), (120, 60, 45)]:
        first = sample(n)
        second = [x + shift + 1 / 16 for x in sample(n + m)[n:]]
        result = st.ks_2samp(first, second, method="exact")
        gap = round(result.statistic * n * m)
        rows.append([n, m, shift + 1 / 16, result.statistic,
                     near(two_sample(n, m, gap), result.pvalue, 1e-9)])
    return rows


def anderson_darling_limit(z):
    """P(A > z) by the inversion formula of Gil-Pelaez."""
    def log_denominator(t):
        w = mp.pi / 2 * mp.sqrt(1 + 8j * t)
        return -1j * w + mp.log((1 + mp.exp(2j * w)) / 2) - mp.log(-2j * mp.pi * t)
    f = lambda t: mp.im(mp.exp(-1j * t * z - log_denominator(t) / 2)) / t
    cuts = [mp.mpf(10) ** -30, mp.mpf(10) ** -3, mp.mpf("0.1")]
    cuts += mp.linspace(0.5, 100, 100) + mp.linspace(110, 1000, 50)
    return mp.mpf(1) / 2 + mp.quad(f, cuts) / mp.pi


def unit(x):
    return (x + 50.0625) / 126.125


def distance_rows():
    """Distance of sample(n) from the uniform law on (-50.0625, 76.0625), and A squared."""
    rows = []
    for n in [1, 7, 100, 1000]:
        u = sorted(mp.mpf(unit(x)) for x in sample(n))
        a2 = -n - sum((2 * i + 1) * (mp.log(u[i]) + mp.log(1 - u[n - 1 - i]))
                      for i in range(n)) / n
        ks = st.kstest(sample(n), unit).statistic
        rows.append([n, ks, float(a2)])
    return rows


def exact_count_test(probabilities, observed):
    own = probabilities[observed]
    less = mp.fsum(p for p in probabilities if p < own * (1 - mp.mpf("1e-7")))
    equal = mp.fsum(p for p in probabilities if abs(p / own - 1) <= mp.mpf("1e-7"))
    return less, equal


def binomial_rows():
    rows = []
    for k, n, p in [(3, 10, .5), (0, 20, .1), (7, 20, .1), (0, 5, .99), (1, 1, .3), (9, 9, .5),
                    (520, 1000, .5), (3, 1000, .01), (1400, 2000, .625)]:
        q = mp.mpf(p)
        law = [mp.binomial(n, j) * q ** j * (1 - q) ** (n - j) for j in range(n + 1)]
        less, equal = exact_count_test(law, k)
        near(less + equal, st.binomtest(k, n, p).pvalue, 1e-10)
        rows.append([k, n, p, float(less), float(equal)])
    return rows


def poisson_rows():
    rows = []
    for k, mean in [(0, .5), (3, 3), (2, 3), (12, 4.5), (130, 100), (70, 100), (900, 1000)]:
        law = [mp.exp(-mean) * mp.mpf(mean) ** j / mp.factorial(j) for j in range(8 * k + 3000)]
        less, equal = exact_count_test(law, k)
        rows.append([k, mean, float(less), float(equal)])
    return rows


def chi_square_rows():
    rows = []
    for x, k in [(1e-3, 1), (3.84, 1), (700, 1), (12.5, 10), (1400, 100), (1e5, 1e5),
                 (101000, 1e5), (99000, 1e5)]:
        q = mp.gammainc(mp.mpf(k) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)
        rows.append([x, k, near(q, st.chi2.sf(x, k), 1e-10)])
    return rows


def series_rows():
    """n, lags, Ljung-Box Q and p; then horizon, ratio and z for constant and changing variance."""
    rows = []
    for n, lags, horizon in [(50, 5, 2), (300, 20, 5), (1000, 10, 16)]:
        x = np.array(sample(n))
        box = acorr_ljungbox(x, lags=[lags])
        q, p = float(box.lb_stat.iloc[0]), float(box.lb_pvalue.iloc[0])
        path = np.concatenate([[0], np.cumsum(x)])
        plain = VarianceRatio(path, lags=horizon, trend="c", debiased=True, robust=False)
        robust = VarianceRatio(path, lags=horizon, trend="c", debiased=True, robust=True)
        rows.append([n, lags, q, p, horizon, plain.vr, plain.stat, robust.stat])
    return rows


def combination_rows():
    p = [0.013, 0.2, 0.0004, 0.04, 0.04, 0.9, 0.011]
    fisher = st.combine_pvalues(p, method="fisher")
    return [p, multipletests(p, method="bonferroni")[1], multipletests(p, method="holm")[1],
            [fisher.statistic, fisher.pvalue]]


def mean_rows():
    rows = []
    for n, mean in [(2, 10), (50, 20), (400, 13)]:
        t = st.ttest_1samp(sample(n), mean)
        rows.append([n, mean, t.statistic, t.pvalue])
    return rows


def table(doc, name, rows, last=False):
    print(f"  /// {doc}")
    print(f"  static let {name}: [[Double]] = [")
    for row in rows:
        text = "    [" + ", ".join(repr(float(x)) for x in row) + "],"
        if len(text) <= 100:
            print(text)
            continue
        print("    [")
        line = "     "
        for x in row:
            item = f" {float(x)!r},"
            if len(line + item) > 100:
                print(line)
                line = "     "
            line += item
        print(line)
        print("    ],")
    print("  ]" if last else "  ]\n")


print("// SPDX-License-Identifier: GPL-3.0-or-later")
print("//\n// Printed by scripts/reference/inference.py; do not edit.\n")
print("/// Numbers for the tests of hypotheses; the script says where each comes from.")
print("enum InferenceReference {")
table("Count, distance and survival of Kolmogorov's one-sample law.", "kolmogorov",
      kolmogorov_rows())
table("Sizes, shift of the second sample, distance and exact p-value.", "twoSamples",
      two_sample_rows())
table("Statistic and survival of the limiting Anderson–Darling law.", "andersonDarlingLimit",
      [[z, anderson_darling_limit(mp.mpf(z))] for z in (0.1, .5, 1.933, 2.492, 3.857, 8, 15)])
table("Count, Kolmogorov–Smirnov and Anderson–Darling statistics of the sample.", "distances",
      distance_rows())
table("Value, degrees of freedom and survival of the chi-square law.", "chiSquare",
      chi_square_rows())
table("Successes, trials, probability; probability of less and of equally likely counts.",
      "binomial", binomial_rows())
table("Events, mean; probability of less and of equally likely counts.", "poisson",
      poisson_rows())
table("Count, lags, Ljung–Box Q and p; horizon, variance ratio, two z.", "series", series_rows())
table("P-values, Bonferroni's, Holm's; Fisher's statistic and p-value.", "combination",
      combination_rows())
table("Count, expectation, t and p of a test of the mean.", "means", mean_rows(), last=True)
print("}")
