# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the numbers that the tests of Verification's closed forms compare with.

Each comes from mpmath with 50 digits, where possible by another formula than the sources use:
option prices by Gil-Pelaez's integrals, moments by quadrature. Made with mpmath 1.4.1, Python 3.
Run from the repository:

    python3 scripts/reference/closed_forms.py
"""
from mpmath import (
    betainc, erfc, exp, factorial, gamma, log, lu_solve, matrix, mp, mpc, mpf, pi, quad, re, sin,
    sqrt)

mp.dps = 50
I = mpc(0, 1)


def show(name, value, digits=18):
    if isinstance(value, mpc):
        print(f"{name}: {mp.nstr(value.real, digits)} {mp.nstr(value.imag, digits)}")
    else:
        print(f"{name}: {mp.nstr(mpf(value), digits)}")


def phi_normal(x):
    return erfc(-x / sqrt(2)) / 2


def density(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def black_scholes(s, k, r, q, sigma, t):
    deviation = sigma * sqrt(t)
    d1 = (log(s / k) + (r - q) * t) / deviation + deviation / 2
    return s * exp(-q * t) * phi_normal(d1) - k * exp(-r * t) * phi_normal(d1 - deviation)


def geometric(u, t, sigma):
    return exp(-sigma**2 * t * (I * u + u * u) / 2)


def merton(u, t, sigma, rate, mean, deviation):
    k = exp(mean + deviation**2 / 2) - 1
    jump = exp(I * u * mean - deviation**2 * u * u / 2)
    return geometric(u, t, sigma) * exp(rate * t * (jump - 1 - I * u * k))


def kou(u, t, sigma, rate, p, up, down):
    zeta_ = p * up / (up - 1) + (1 - p) * down / (down + 1) - 1
    jump = p * up / (up - I * u) + (1 - p) * down / (down + I * u)
    return geometric(u, t, sigma) * exp(rate * t * (jump - 1 - I * u * zeta_))


def heston(u, t, v0, kappa, theta, eps, rho):
    b = kappa - rho * eps * I * u
    d = sqrt(b * b + eps**2 * (I * u + u * u))
    g = (b - d) / (b + d)
    e = exp(-d * t)
    c = kappa * theta / eps**2 * ((b - d) * t - 2 * log((1 - g * e) / (1 - g)))
    return exp(c + v0 * (b - d) / eps**2 * (1 - e) / (1 - g * e))


def gil_pelaez(cf, s, k, r, q, t, knots):
    """A call by the two probabilities of Gil-Pelaez (1951)."""
    distance = log(s / k) + (r - q) * t

    def probability(shift):
        def integrand(u):
            return re(exp(I * u * distance) * cf(u - shift * I) / (I * u))
        return mpf(1) / 2 + quad(integrand, knots) / pi
    return s * exp(-q * t) * probability(1) - k * exp(-r * t) * probability(0)


def merton_series(s, k, r, q, t, sigma, rate, mean, deviation):
    growth = exp(mean + deviation**2 / 2)
    total = mpf(0)
    for n in range(160):
        weight = exp(-rate * growth * t) * (rate * growth * t)**n / factorial(n)
        sigma_n = sqrt(sigma**2 + n * deviation**2 / t)
        r_n = r - rate * (growth - 1) + n * log(growth) / t
        total += weight * black_scholes(s, k, r_n, q, sigma_n, t)
    return total


def haug(rate, share, t, k):
    rate, share, t = mpf(rate), mpf(share), mpf(t)
    deviation = mpf("0.25") * sqrt(share / rate)
    sigma = mpf("0.25") * sqrt(1 - share)
    return merton_series(
        mpf(100), mpf(k), mpf("0.08"), 0, t, sigma, rate, -deviation**2 / 2, deviation)


def options():
    m = mpf
    show("Black-Scholes call", black_scholes(m(100), m(100), m("0.05"), 0, m("0.2"), 1))
    show("Black-Scholes put", black_scholes(m(100), m(100), m("0.05"), 0, m("0.2"), 1)
         - 100 + 100 * exp(-m("0.05")))
    show("Merton 1", haug(1, "0.25", "0.5", 100))
    show("Merton 5", haug(5, "0.5", "0.25", 100))
    show("Merton 10", haug(10, "0.75", "0.1", 90))
    show("Merton 20 a year for 2 years, jumps -0.05 0.1, q 0.03", merton_series(
        m(100), m(110), m("0.05"), m("0.03"), 2, m("0.2"), 20, m("-0.05"), m("0.1")))
    mp.dps = 25
    knots = [m(0)] + [m(2)**j for j in range(-3, 8)]
    show("Kou", gil_pelaez(
        lambda u: kou(u, m("0.5"), m("0.16"), 1, m("0.4"), 10, 5),
        m(100), m(98), m("0.05"), 0, m("0.5"), knots), 15)
    stress = {
        "I": ((m("0.04"), m("0.5"), m("0.04"), m(1), m("-0.9")), 10, (70, 100, 140)),
        "II": ((m("0.04"), m("0.3"), m("0.04"), m("0.9"), m("-0.5")), 15, (70, 100, 140)),
        "III": ((m("0.09"), m(1), m("0.09"), m(1), m("-0.3")), 5, (60, 100, 140)),
    }
    knots = [m(0)] + [m(2)**j for j in range(-3, 10)]
    for name, (parameters, t, strikes) in stress.items():
        for k in strikes:
            show(f"Heston {name} {k}", gil_pelaez(
                lambda u: heston(u, t, *parameters), m(100), m(k), 0, 0, t, knots), 15)
    lewis = (m("0.04"), m(4), m("0.25"), m(1), m("-0.5"))
    for k in (80, 90, 100, 110, 120):
        show(f"Heston Lewis {k}", gil_pelaez(
            lambda u: heston(u, 1, *lewis), m(100), m(k), m("0.01"), m("0.02"), 1, knots), 15)
    short = (m("0.010201"), m("6.21"), m("0.019"), m("0.61"), m("-0.7"))
    long = (m("0.09"), m(2), m("0.09"), m(1), m("-0.3"))
    show("Heston Broadie-Kaya 1", gil_pelaez(
        lambda u: heston(u, 1, *short), m(100), m(100), m("0.0319"), 0, 1, knots), 15)
    show("Heston Broadie-Kaya 5", gil_pelaez(
        lambda u: heston(u, 5, *long), m(100), m(100), m("0.05"), 0, 5, knots), 15)
    mp.dps = 50


def characteristic_functions():
    m = mpf
    t, drift, u = m("0.75"), m("0.07"), m("3.5")
    turn = exp(I * u * drift * t)
    show("CF geometric", turn * geometric(u, t, m("0.25")))
    show("CF Merton", turn * merton(u, t, m("0.2"), 5, m("-0.05"), m("0.1")))
    show("CF Kou", turn * kou(u, t, m("0.16"), 1, m("0.4"), 10, 5))
    show("CF Heston", turn * heston(
        u, t, m("0.04"), m("1.5"), m("0.06"), m("0.7"), m("-0.6")))


def average_variance():
    """Twice the integral of the autocovariance over s < t, for the square-root process."""
    m = mpf
    kappa, theta, eps, v0 = m("1.5"), m("0.06"), m("0.7"), m("0.04")

    def variance(s):
        x = exp(-kappa * s)
        return v0 * eps**2 * x * (1 - x) / kappa + theta * eps**2 * (1 - x)**2 / (2 * kappa)
    for t in (m("0.001"), m("0.5"), m(10)):
        mp.dps = 20
        value = 2 * quad(
            lambda s: quad(lambda w: variance(s) * exp(-kappa * (w - s)), [s, t]), [0, t]) / t**2
        show(f"variance of the average variance {t}", value, 15)
    mp.dps = 50


def fractional():
    m = mpf
    for h, lags in ((m("0.7"), (1, 2, 10, 16, 1000, 10**6)), (m("0.1"), (1, 2, 10, 16, 10**6))):
        for k in lags:
            k = m(k)
            value = ((k + 1)**(2 * h) - 2 * k**(2 * h) + (k - 1)**(2 * h)) / 2
            show(f"fGn {mp.nstr(h, 2)} {int(k)}", value)
    # From the spectral density of the fractional Ornstein-Uhlenbeck process.
    h, kappa, nu = m("0.1"), m(2), m("0.5")
    mp.dps = 20
    # w = exp(x) makes both tails exponential.
    tail = quad(
        lambda x: exp((2 - 2 * h) * x) / (kappa**2 + exp(2 * x)), [-60, -20, 0, 5, 50, 300])
    show("fOU variance", nu**2 * gamma(2 * h + 1) * sin(pi * h) / pi * tail, 15)
    mp.dps = 50


def egarch():
    m = mpf
    omega, alpha, gamma_, beta = m("-0.1"), m("-0.08"), m("0.2"), m("0.95")
    mean_size = sqrt(2 / pi)
    mp.dps = 20

    def factor(s):
        half = lambda sign: quad(
            lambda z: exp(s * (sign * alpha * z + gamma_ * (z - mean_size))) * density(z),
            [0, 2, 5, 12])
        return half(1) + half(-1)

    def moment(p):
        value = exp(p * omega / (1 - beta))
        for i in range(500):
            value *= factor(p * beta**i)
        return value
    first, second = moment(1), moment(2)
    show("EGARCH variance", first, 15)
    show("EGARCH kurtosis", 3 * second / first**2, 15)
    mp.dps = 50


def copulas():
    m = mpf
    for nu, rho in ((4, "0.5"), (4, "0.3"), (10, "0.5")):
        rho, n = m(rho), m(nu + 1)
        t = sqrt(n * (1 - rho) / (1 + rho))
        show(f"tail dependence {nu} {rho}",
             betainc(n / 2, m(1) / 2, 0, n / (n + t * t), regularized=True))


def stay(y, a, b, s, terms=400):
    width = b - a
    total = mpf(0)
    for k in range(-terms, terms + 1):
        total += exp(-2 * k * width * (k * width + y) / s**2)
        total -= exp(-2 * (-a + k * width) * (y - a + k * width) / s**2)
    return total


def extremes():
    m = mpf
    show("stay golden", stay(m("0.3"), m("-0.6"), m("0.9"), 1))
    show("stay wide", stay(m("0.3"), m("-1.1"), m("0.9"), 1))
    mp.dps = 120
    for width in ("1.4", "0.6", "0.2"):
        w = m(width)
        show(f"stay narrow {width}", stay(w / 10, -w / 2, w / 2, 1))
    mp.dps = 50
    y = m("0.8")
    show("mean maximum", y + quad(lambda b: exp(-2 * b * (b - y)), [y, 2, 4, 12]))
    y = m(9)
    show("mean maximum far", y + quad(lambda b: exp(-2 * b * (b - y)), [y, y + 1, y + 4]))


def ranges():
    m = mpf
    mp.dps = 120

    def exceed(r):
        return 8 * sum((-1)**(k - 1) * k * phi_normal(-k * r) for k in range(1, int(40 / r) + 2))
    for r in ("0.7", "1", "1.5", "1.9999", "2", "3", "5"):
        show(f"range cumulative {r}", 1 - exceed(m(r)))
    show("range exceedance 8", exceed(m(8)))
    mp.dps = 30

    def range_density(r):
        return 8 * sum(
            (-1)**(k - 1) * k * k * density(k * r) for k in range(1, int(20 / r) + 2))
    for r in ("0.7", "1.5", "2.5"):
        show(f"range density {r}", range_density(m(r)))
    for p in (1, 2, 4):
        show(f"range moment {p}", quad(
            lambda r: r**p * range_density(r), [m("0.3"), 1, 2, 4, 8, 14]), 12)
    mp.dps = 50


def edges():
    m = mpf
    for phi in (m("0.05"), m("0.2"), m("0.6")):
        c = (1 - phi**2) / phi**2
        h = 2 * quad(lambda z: z * z / (z * z + c) * density(z), [0, 1, 3, 6, 12, 20])
        show(f"best ratio {mp.nstr(phi, 2)}", sqrt(h / (1 - h)))


def chains():
    m = mpf
    stay_, names = ("0.99", "0.97", "0.98", "0.90"), 4
    p = matrix(4, 4)
    for i in range(names):
        for j in range(names):
            p[i, j] = m(stay_[i]) if i == j else (1 - m(stay_[i])) * (j + 1) / (10 - (i + 1))
    system = p.T - mp.eye(4)
    for j in range(4):
        system[3, j] = 1
    shares = lu_solve(system, matrix([0, 0, 0, 1]))
    for i in range(4):
        show(f"chain share {i}", shares[i])


if __name__ == "__main__":
    options()
    characteristic_functions()
    average_variance()
    fractional()
    egarch()
    copulas()
    extremes()
    ranges()
    edges()
    chains()
