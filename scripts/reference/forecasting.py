# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/ForecastingTests/ReferenceNumbers.swift.

Coefficients by numpy.linalg.lstsq; forecasts by powers of the companion matrix, and the errors of
forecasts and of their sums by the covariance matrix of the future errors: neither is how the Swift
sources compute them. Made with numpy 2.4.6, Python 3. Usage:

    python3 scripts/reference/forecasting.py > Tests/ForecastingTests/ReferenceNumbers.swift
"""
import numpy as np


def series(count):
    """A bounded series around 20 from a linear congruential generator, the same bits in Swift."""
    state, value, values = 12345, 0.0, []
    for _ in range(count):
        state = (1664525 * state + 1013904223) % 2**32
        value = 0.7 * value + (state / 2**32 - 0.5)
        values.append(20 + value)
    return values


def autoregression(order, window, horizon=6):
    y = np.array(series(120))[-window:]
    x = np.column_stack([np.ones(window - order)]
                        + [y[order - lag:window - lag] for lag in range(1, order + 1)])
    target = y[order:]
    beta = np.linalg.lstsq(x, target, rcond=None)[0]
    rss = float(np.sum((target - x @ beta) ** 2))
    sigma = np.sqrt(rss / (len(target) - order - 1))
    errors = sigma * np.sqrt(np.diag(np.linalg.inv(x.T @ x)))
    # The companion form of (y_t, …, y_{t-p+1}, 1).
    size = order + 1
    companion = np.zeros((size, size))
    companion[0, :order], companion[0, order] = beta[1:], beta[0]
    for row in range(1, order):
        companion[row, row - 1] = 1
    companion[order, order] = 1
    state = np.append(y[::-1][:order], 1)
    powers = [np.linalg.matrix_power(companion, k) for k in range(horizon + 1)]
    means = [float((powers[h] @ state)[0]) for h in range(1, horizon + 1)]
    shocks = np.array([[powers[h - s][0, 0] if s <= h else 0 for s in range(horizon)]
                       for h in range(horizon)])
    covariance = sigma**2 * shocks @ shocks.T
    ones = np.ones(horizon)
    return [list(beta), list(errors), means, list(np.sqrt(np.diag(covariance))),
            [sum(means), float(np.sqrt(ones @ covariance @ ones))]]


def trend(horizon=6):
    y = np.array(series(120))
    n = len(y)
    x = np.column_stack([np.ones(n), np.arange(1, n + 1)])
    beta = np.linalg.lstsq(x, y, rcond=None)[0]
    sigma = np.sqrt(float(np.sum((y - x @ beta) ** 2)) / (n - 2))
    inverse = np.linalg.inv(x.T @ x)
    rows = [np.array([1, n + h]) for h in range(1, horizon + 1)]
    return [list(beta), list(sigma * np.sqrt(np.diag(inverse))), [float(r @ beta) for r in rows],
            [float(sigma * np.sqrt(1 + r @ inverse @ r)) for r in rows],
            [float(sum(r @ beta for r in rows)),
             float(sigma * np.sqrt(horizon + sum(rows) @ inverse @ sum(rows)))]]


def main():
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print("//")
    print("// Printed by scripts/reference/forecasting.py; do not edit.\n")
    print("/// A model's coefficients and forecasts of the reference series.")
    print("struct ReferenceFit: Sendable {")
    for name in ("coefficients", "standardErrors", "means", "errors", "sum"):
        print(f"  let {name}: [Double]")
    print("\n  static let all: [String: ReferenceFit] = [")
    fits = [("trend", trend()), ("ar(1)", autoregression(1, 120)),
            ("ar(2)", autoregression(2, 120)), ("ar(3);window=60", autoregression(3, 60))]
    for name, rows in fits:
        print(f'    "{name}": ReferenceFit(')
        labels = ("coefficients", "standardErrors", "means", "errors", "sum")
        for label, row in zip(labels, rows):
            end = ")," if label == "sum" else ","
            if len(row) <= 2:
                print(f"      {label}: [{', '.join(repr(float(v)) for v in row)}]{end}")
                continue
            print(f"      {label}: [")
            for start in range(0, len(row), 4):
                print("        " + " ".join(f"{float(v)!r}," for v in row[start:start + 4]))
            print("      ],")
    print("  ]\n}")


main()
