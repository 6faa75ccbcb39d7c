# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/NumericKernelsTests/ReferenceNumbers.swift.

The numbers come from arithmetic that shares nothing with the Swift sources: mpmath with 60 digits
for the distributions, exact fractions for moments and least squares. numpy and scipy stand beside
them as a second witness: the script stops where they disagree beyond their own rounding.

Made with mpmath 1.3.0, numpy 2.4.6, scipy 1.17.1, Python 3. Usage:

    python3 scripts/reference/numeric_kernels.py > Tests/NumericKernelsTests/ReferenceNumbers.swift
"""
from fractions import Fraction

import mpmath as mp
import numpy as np
import scipy.special
import scipy.stats

mp.mp.dps = 60


def near(ours, theirs, tolerance):
    assert abs(float(ours) - theirs) <= tolerance * max(abs(theirs), 1e-300), (ours, theirs)
    return float(ours)


def table(doc, name, rows):
    print(f"  /// {doc}")
    print(f"  static let {name}: [[Double]] = [")
    for row in rows:
        text = "    [" + ", ".join(repr(float(x)) for x in row) + "],"
        if len(text) > 100:
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
        else:
            print(text)
    print("  ]" if name == "plainSolution" else "  ]\n")


def normal_quantile(p):
    """Newton on the logarithm of the tail, from scipy's value, in 60 digits."""
    p = mp.mpf(p)
    lower = p <= 0.5
    tail = p if lower else 1 - p
    if tail == 0.5:
        return mp.mpf(0)
    x = mp.mpf(scipy.special.ndtri(float(tail)))
    for _ in range(8):
        cdf = mp.erfc(-x / mp.sqrt(2)) / 2
        x -= mp.log(cdf / tail) * cdf / (mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi))
    return x if lower else -x


def t_cumulative(t, nu):
    tail = mp.betainc(nu / mp.mpf(2), mp.mpf(1) / 2, 0, nu / (nu + t * t), regularized=True) / 2
    return tail if t < 0 else 1 - tail


def t_quantile(p, nu):
    p, nu = mp.mpf(p), mp.mpf(nu)
    x = mp.mpf(scipy.stats.t.ppf(float(p), float(nu)))
    constant = mp.gamma((nu + 1) / 2) / (mp.sqrt(nu * mp.pi) * mp.gamma(nu / 2))
    for _ in range(6):
        density = constant * (1 + x * x / nu) ** (-(nu + 1) / 2)
        x -= (t_cumulative(x, nu) - p) / density
    return x


def sample(count):
    """Exact doubles in no order: eighths between -50 and 76."""
    return [((i * 7919 + 13) % 1009) / 8 - 50 for i in range(count)]


def root(fraction):
    return mp.sqrt(mp.mpf(fraction.numerator) / fraction.denominator)


def number(fraction):
    return mp.mpf(fraction.numerator) / fraction.denominator


def moments(values):
    exact = [Fraction(v) for v in values]
    n = len(exact)
    mean = sum(exact) / n
    m2, m3, m4 = (sum((v - mean) ** k for v in exact) / n for k in (2, 3, 4))
    row = [number(mean), root(m2 * n / (n - 1)), root(m2),
           number(m3) / (number(m2) * root(m2)), number(m4 / m2 ** 2)]
    near(row[0], np.mean(values), 1e-13)
    near(row[1], np.std(values, ddof=1), 1e-13)
    near(row[3], scipy.stats.skew(values), 1e-9)
    near(row[4], scipy.stats.kurtosis(values, fisher=False), 1e-12)
    for lag in (1, 2, 7):
        products = sum((exact[i] - mean) * (exact[i + lag] - mean) for i in range(n - lag))
        row.append(number(products / (m2 * n)))
    return row


def least_squares(columns, response):
    """Coefficients, standard errors and residual sum of squares in exact fractions."""
    x = [[Fraction(v) for v in column] for column in columns]
    y = [Fraction(v) for v in response]
    k, n = len(x), len(y)
    a = [[sum(p * q for p, q in zip(x[i], x[j])) for j in range(k)]
         + [Fraction(int(i == j)) for j in range(k)]
         + [sum(p * q for p, q in zip(x[i], y))] for i in range(k)]
    for i in range(k):
        pivot = next(r for r in range(i, k) if a[r][i] != 0)
        a[i], a[pivot] = a[pivot], a[i]
        a[i] = [v / a[i][i] for v in a[i]]
        for r in range(k):
            if r != i:
                a[r] = [v - a[r][i] * w for v, w in zip(a[r], a[i])]
    beta = [a[i][-1] for i in range(k)]
    rss = sum((y[t] - sum(beta[i] * x[i][t] for i in range(k))) ** 2 for t in range(n))
    errors = [root(rss / (n - k) * a[i][k + i]) for i in range(k)]
    solution = np.linalg.lstsq(np.array(columns).T, np.array(response), rcond=None)[0]
    for i in range(k):
        near(number(beta[i]), solution[i], 1e-7)
    return [number(b) for b in beta], errors, number(rss)


LONGLEY = """60323 83.0 234289 2356 1590 107608 1947
61122 88.5 259426 2325 1456 108632 1948
60171 88.2 258054 3682 1616 109773 1949
61187 89.5 284599 3351 1650 110929 1950
63221 96.2 328975 2099 3099 112075 1951
63639 98.1 346999 1932 3594 113270 1952
64989 99.0 365385 1870 3547 115094 1953
63761 100.0 363112 3578 3350 116219 1954
66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956
68169 108.4 442769 2936 2798 120445 1957
66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959
69564 114.2 502601 3931 2514 125368 1960
69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962"""


def philox(counter, key):
    """Salmon et al. (2011), section 4.3, in Python's unbounded integers."""
    c, k = list(counter), list(key)
    for _ in range(10):
        even, odd = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [odd >> 32 ^ c[1] ^ k[0], odd & 0xFFFFFFFF, even >> 32 ^ c[3] ^ k[1], even & 0xFFFFFFFF]
        k = [(k[0] + 0x9E3779B9) & 0xFFFFFFFF, (k[1] + 0xBB67AE85) & 0xFFFFFFFF]
    return c


def stream(seed, purpose, count):
    """The first 64-bit words of a random stream."""
    name = 0xCBF29CE484222325
    for byte in purpose.encode():
        name = (name ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    words = []
    for block in range((count + 1) // 2):
        a, b, c, d = philox([block, 0, name & 0xFFFFFFFF, name >> 32],
                            [seed & 0xFFFFFFFF, seed >> 32])
        words += [a | b << 32, c | d << 32]
    return words[:count]


def main():
    assert philox([0xFFFFFFFF] * 4, [0xFFFFFFFF] * 2)[0] == 0x408F276D
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print("//")
    print("// Printed by scripts/reference/numeric_kernels.py; do not edit.\n")
    print("/// Numbers from 60-digit and exact arithmetic, correctly rounded.")
    print("enum ReferenceNumbers {")

    print("  /// The first words of the stream of seed 0x0123456789abcdef, \"noise control\".")
    print("  static let streamWords: [UInt64] = [")
    words = [f"0x{word:_x}," for word in stream(0x0123456789ABCDEF, "noise control", 5)]
    for start in range(0, len(words), 4):
        print("    " + " ".join(words[start:start + 4]))
    print("  ]\n")

    tails = [1e-300, 1e-200, 1e-100, 1e-50, 1e-20, 1e-16, 1e-12, 1e-11, 1e-9, 1e-6, 1e-4, 0.001,
             0.01, 0.025, 0.05, 0.0749, 0.075, 0.0751, 0.1, 0.2, 0.25, 0.3, 0.4, 0.49, 0.499999]
    upper = [0.5, 0.500001, 0.51, 0.6, 0.75, 0.9, 0.925, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9999,
             1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - 1e-15, 1 - 1e-16]
    rows = [(p, near(normal_quantile(p), scipy.special.ndtri(p), 1e-13)) for p in tails + upper]
    table("Probability and quantile of the standard normal distribution.", "normalQuantiles", rows)

    points = [-37, -30, -20, -15, -10, -8.5, -6, -5, -4, -3, -2.5, -2, -1.5, -1, -0.7, -0.3, -0.01,
              0, 0.01, 0.3, 0.7, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9]
    rows = [(x, near(mp.erfc(-mp.mpf(x) / mp.sqrt(2)) / 2, scipy.special.ndtr(x), 1e-12),
             float(mp.exp(-mp.mpf(x) ** 2 / 2) / mp.sqrt(2 * mp.pi))) for x in points]
    table("Value, cumulative probability and density of the standard normal distribution.",
          "normalProbabilities", rows)

    rows = []
    for nu in (1, 2, 3, 4.5, 10, 30, 120, 1000):
        for p in (1e-10, 1e-6, 0.001, 0.01, 0.025, 0.1, 0.3, 0.6, 0.9, 0.975, 0.99, 0.9999):
            rows.append((nu, p, near(t_quantile(p, nu), scipy.stats.t.ppf(p, nu), 1e-8)))
    table("Degrees of freedom, probability and quantile of Student's t.", "studentQuantiles", rows)

    table("Mean, sd (n - 1), sd (n), skewness, kurtosis, autocorrelation at lags 1, 2 and 7.",
          "moments", [moments(sample(n)) for n in (10, 100, 1000)])

    ascending = sorted(sample(37))
    probabilities = [i / 20 for i in range(21)] + [0.025, 0.975, 1 / 3, 1e-9]
    rows = [(p, np.quantile(ascending, p, method="linear")) for p in probabilities]
    table("Probability and type-7 quantile of 37 values.", "quantiles", rows)

    data = [[float(v) for v in line.split()] for line in LONGLEY.splitlines()]
    columns = [[1.0] * 16] + [[row[j] for row in data] for j in range(1, 7)]
    beta, errors, rss = least_squares(columns, [row[0] for row in data])
    table("Longley's data: employment and its six regressors, one row a year.", "longley", data)
    table("Coefficients, standard errors and residual sum of squares of Longley's data.",
          "longleySolution", [beta, errors, [rss]])

    noise = sample(200)
    columns = [[1.0] * 48, noise[:48], noise[60:108], noise[140:188]]
    beta, errors, rss = least_squares(columns, noise[100:148])
    table("Coefficients, standard errors and residual sum of squares of a plain regression.",
          "plainSolution", [beta, errors, [rss]])
    print("}")


main()
