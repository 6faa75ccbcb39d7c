# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/NumericKernelsTests/Probability/StandardisedQuantileNumbers.swift.

Quantiles of the densities with mean 0 and variance 1, by bisection of their distribution functions
with 40 digits; each distribution function is compared with the integral of the density as its paper
has it. Made with mpmath 1.3.0, Python 3. Usage:

    python3 scripts/reference/standardised_quantiles.py > \\
        Tests/NumericKernelsTests/Probability/StandardisedQuantileNumbers.swift
"""
from mpmath import betainc, exp, gamma, gammainc, inf, mp, mpf, ncdf, npdf, pi, quad, sqrt

mp.dps = 40
PROBABILITIES = ["1e-6", "0.001", "0.05", "0.3", "0.5", "0.61", "0.9", "0.995"]


def t_cdf(x, nu):
    """Student's distribution function."""
    tail = betainc(nu / 2, mpf(1) / 2, 0, nu / (nu + x * x), regularized=True) / 2
    return tail if x < 0 else 1 - tail


def t_density(x, nu):
    """Student's density of variance 1."""
    c = gamma((nu + 1) / 2) / (gamma(nu / 2) * sqrt(pi * (nu - 2)))
    return c * (1 + x * x / (nu - 2)) ** (-(nu + 1) / 2)


def student(nu):
    return (lambda z: t_cdf(z * sqrt(nu / (nu - 2)), nu), lambda z: t_density(z, nu), 0)


def hansen(eta, lam):
    """Hansen (1994), equation 10."""
    c = gamma((eta + 1) / 2) / (sqrt(pi * (eta - 2)) * gamma(eta / 2))
    a = 4 * lam * c * (eta - 2) / (eta - 1)
    b = sqrt(1 + 3 * lam**2 - a**2)

    def density(z):
        side = 1 - lam if z < -a / b else 1 + lam
        return b * c * (1 + ((b * z + a) / side) ** 2 / (eta - 2)) ** (-(eta + 1) / 2)

    def cdf(z):
        y, root = b * z + a, sqrt(eta / (eta - 2))
        if y < 0:
            return (1 - lam) * t_cdf(y / (1 - lam) * root, eta)
        return (1 - lam) / 2 + (1 + lam) * (t_cdf(y / (1 + lam) * root, eta) - mpf(1) / 2)

    return cdf, density, -a / b


def ged(nu):
    scale = sqrt(2 ** (-2 / nu) * gamma(1 / nu) / gamma(3 / nu))

    def density(z):
        return nu * exp(-abs(z / scale) ** nu / 2) / (scale * 2 ** (1 + 1 / nu) * gamma(1 / nu))

    def cdf(z):
        tail = gammainc(1 / nu, abs(z / scale) ** nu / 2, inf, regularized=True) / 2
        return tail if z < 0 else 1 - tail

    return cdf, density, 0


def fernandez_steel(xi, plain_cdf, plain_density, absolute):
    """Fernandez and Steel (1998), equation 1, moved and scaled to mean 0 and variance 1."""
    mean = absolute * (xi - 1 / xi)
    deviation = sqrt((1 - absolute**2) * (xi**2 + xi**-2) + 2 * absolute**2 - 1)
    weight = 2 / (xi + 1 / xi)

    def density(z):
        x = mean + deviation * z
        return deviation * weight * plain_density(x / xi if x >= 0 else x * xi)

    def cdf(z):
        x = mean + deviation * z
        if x < 0:
            return weight / xi * plain_cdf(x * xi)
        return weight * (1 / (2 * xi) + xi * (plain_cdf(x / xi) - mpf(1) / 2))

    return cdf, density, -mean / deviation


def cases():
    for nu in ("2.1", "4.5", "9", "250"):
        yield "student", [nu], student(mpf(nu))
    for nu in ("0.5", "1", "1.37", "8"):
        yield "generalisedError", [nu], ged(mpf(nu))
    for eta, lam in (("2.5", "-0.6"), ("7", "-0.15"), ("30", "0.4")):
        yield "skewStudent", [eta, lam], hansen(mpf(eta), mpf(lam))
    for xi in ("0.6", "1.8"):
        yield "fernandezSteelNormal", [xi], fernandez_steel(mpf(xi), ncdf, npdf, sqrt(2 / pi))
    for xi, text in (("0.85", "6"), ("1.3", "3")):
        nu = mpf(text)
        cdf, density, _ = student(nu)
        absolute = 2 * t_density(mpf(0), nu) * (nu - 2) / (nu - 1)
        yield "fernandezSteel", [xi, text], fernandez_steel(mpf(xi), cdf, density, absolute)


def quantile(cdf, probability):
    low, high = mpf(-1), mpf(1)
    while cdf(low) > probability:
        low *= 2
    while cdf(high) < probability:
        high *= 2
    for _ in range(90):
        middle = (low + high) / 2
        low, high = (middle, high) if cdf(middle) < probability else (low, middle)
    return low


def check(cdf, density, joint):
    whole = quad(density, [-inf, -10, joint, 10, inf])
    part = quad(density, [min(joint, mpf("0.7")), max(joint, mpf("0.7"))])
    assert abs(whole - 1) < 1e-6
    assert abs(part - abs(cdf(mpf("0.7")) - cdf(mpf(joint)))) < 1e-12


def main():
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print("//")
    print("// Printed by scripts/reference/standardised_quantiles.py; do not edit.\n")
    print("import NumericKernels\n")
    print("enum StandardisedQuantileNumbers {")
    print("  /// Family, shape, probabilities and their quantiles.")
    print("  static let rows: [(StandardisedFamily, [Double], [(Double, Double)])] = [")
    for family, shape, (cdf, density, joint) in cases():
        check(cdf, density, joint)
        print(f"    (\n      .{family}, [{', '.join(shape)}],\n      [")
        for text in PROBABILITIES:
            # The probability as a double, so that its own rounding is no error of the quantile.
            value = quantile(cdf, mpf(float(text)))
            print(f"        ({float(text)!r}, {float(value)!r}),")
        print("      ]\n    ),")
    print("  ]\n}")


if __name__ == "__main__":
    main()
