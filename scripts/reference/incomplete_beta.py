# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/NumericKernelsTests/StudentReference.swift.

The numbers come from mpmath with 60 digits: Student's probabilities from its incomplete beta
function, scores from a root of the complementary error function's logarithm. Both are checked here
against integrals of the densities. Made with mpmath 1.4.1, Python 3. Usage:

    python3 scripts/reference/incomplete_beta.py > Tests/NumericKernelsTests/StudentReference.swift
"""
from mpmath import betainc, erfc, findroot, gamma, inf, log, loggamma, mp, mpf, pi, quad, sqrt

mp.dps = 60

DEGREES = [1, 2, 2.5, 3, 4, 5.5, 10, 30, 77.7, 200, 10_000]
VALUES = [1e-8, 0.01, 0.3, 0.9, 1.2, 1.3, 1.7, 2.5, 4, 8, 20, 100, 1000, 1e8, 1e160]
SMALL = [mpf(1) / 4, 2, 7]


def literal(x):
    """The nearest double; 0 below the normal numbers, whose digits are too few to compare."""
    return repr(float(x)) if x == 0 or abs(x) > mpf(2) ** -1022 else "0"


def table(doc, name, rows):
    print(f"  /// {doc}")
    print(f"  static let {name}: [[Double]] = [")
    for row in rows:
        items = [literal(x) for x in row]
        text = "    [" + ", ".join(items) + "],"
        if len(text) <= 100:
            print(text)
            continue
        half = len(items) - 2
        print("    [")
        print("      " + ", ".join(items[:half]) + ",")
        print("      " + ", ".join(items[half:]) + ",")
        print("    ],")
    print("  ]")


def tail(degrees, x):
    """P(T > x) for x > 0."""
    nu, x = mpf(degrees), mpf(x)
    return betainc(nu / 2, mpf(1) / 2, 0, nu / (nu + x * x), regularized=True) / 2


def score(p):
    """The magnitude that a standard normal variable exceeds with probability p."""
    def gap(s):
        return log(erfc(s / sqrt(2)) / 2) - log(p)
    size = -2 * log(2 * p)
    start = sqrt(size) if size < 4 else sqrt(size - log(2 * pi * size) if size > 9 else size)
    return findroot(gap, (start * mpf("0.95"), start + mpf("1e-3")), tol=mpf(10) ** -50)


def check():
    for nu in [2.5, 30]:
        nu = mpf(nu)
        scale = gamma((nu + 1) / 2) / (gamma(nu / 2) * sqrt(nu * pi))
        for x in SMALL:
            integral = quad(lambda t: scale * (1 + t * t / nu) ** (-(nu + 1) / 2), [x, 20, inf])
            assert abs(integral / tail(nu, x) - 1) < mpf(10) ** -12, (nu, x)
            s = score(tail(nu, x))
            normal = quad(lambda t: mp.exp(-t * t / 2) / sqrt(2 * pi), [s, s + 5, inf])
            assert abs(normal / tail(nu, x) - 1) < mpf(10) ** -12, (nu, x)


def main():
    check()
    print("""// SPDX-License-Identifier: GPL-3.0-or-later
//
// Written by scripts/reference/incomplete_beta.py; do not edit.

enum StudentReference {""")
    points = [1e-10, 0.125, 0.5, 0.75, 1.5, 2.5, 4, 9.5, 10, 11.5, 50, 100.5, 1000, 1e8]
    table("Rows of x and log Γ(x).", "logGammas", [(x, loggamma(mpf(x))) for x in points])
    print()
    shapes = [(0.5, 0.5), (0.5, 4), (4, 0.5), (2, 3), (30, 0.25), (12.5, 60), (100, 0.5)]
    arguments = [1e-12, 0.0625, 0.25, 0.5, 0.875, 0.9921875]
    table(
        "Rows of x, a, b and I(x; a, b).", "incompleteBetas",
        [(x, a, b, betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True))
         for a, b in shapes for x in arguments])
    print()
    rows = []
    for nu in DEGREES:
        for x in VALUES:
            p = tail(nu, x)
            rows.append((nu, x, p, score(p)))
    table(
        "Rows of ν, x, P(T > x), 0 where it is no normal number, and the normal score of x.",
        "tails", rows)
    print("}")


main()
