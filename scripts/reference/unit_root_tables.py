# SPDX-License-Identifier: GPL-3.0-or-later
"""Simulates the null distributions of the DF-GLS and Zivot-Andrews statistics, and prints
Sources/NumericKernels/Inference/ElliottRothenbergStockTable.swift and ZivotAndrewsTable.swift.

The tables hold quantiles of the statistics of Gaussian random walks, without lagged differences:
for each probability a polynomial in the reciprocal of the regression's rows, by least squares over
several lengths weighted with the Monte Carlo errors. A break's regressions are computed here with
running sums, which is another way than the test's own.

Made with numpy 2.4.6 (PCG64, seed and length as its key). Usage, some minutes:

    for n in 40 60 80 100 140 200 300 500 1000 2000; do
      python3 scripts/reference/unit_root_tables.py simulate $n 500000 >> quantiles.txt
    done
    folder=Sources/NumericKernels/Inference
    python3 scripts/reference/unit_root_tables.py fit quantiles.txt dfgls \
      > $folder/ElliottRothenbergStockTable.swift
    python3 scripts/reference/unit_root_tables.py fit quantiles.txt zivot-andrews \
      > $folder/ZivotAndrewsTable.swift
"""
import functools
import sys

import numpy as np

SEED = 20_220_611
DEGREE = 3
PROBABILITIES = np.array(
    [0.0001, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.02, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3]
    + [0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 0.98, 0.99, 0.995, 0.999, 0.9995]
)
TRIM = 0.15


def t_statistics(level, step, width):
    """The t statistic of a step on a level without a constant, for each row of two matrices."""
    squares = (level * level).sum(axis=1)
    products = (level * step).sum(axis=1)
    remainder = (step * step).sum(axis=1) - products * products / squares
    return products / np.sqrt(squares * remainder / (step.shape[1] - width))


def local_statistics(walks, columns, c):
    """DF-GLS: what is left after least squares of quasi-differences, then Dickey and Fuller's."""
    n = walks.shape[1]
    weight = 1 + c / n

    def quasi(values):
        return np.concatenate([values[..., :1], values[..., 1:] - weight * values[..., :-1]], -1)

    estimates = quasi(walks) @ np.linalg.pinv(quasi(columns))
    rest = walks - estimates @ columns
    return t_statistics(rest[:, :-1], np.diff(rest, axis=1), 1)


def from_end(values):
    """The sums from each column to the last."""
    return np.cumsum(values[:, ::-1], axis=1)[:, ::-1]


def straight(values):
    """The rows of a matrix less their least-squares lines."""
    rows = values.shape[1]
    line = np.vstack([np.ones(rows), np.arange(rows) - (rows - 1) / 2])
    basis = line / np.linalg.norm(line, axis=1, keepdims=True)
    return values - (values @ basis.T) @ basis


@functools.lru_cache
def break_shapes(n):
    """The places of a break, and the squares and products of its regressors less their lines."""
    cut = int(n * TRIM)
    places = np.arange(cut, n - cut)
    shape = (np.arange(n - 1) >= places[:, None]).astype(float)
    du, dt = straight(shape), straight(np.cumsum(shape, axis=1))
    return places, (du * du).sum(1), (du * dt).sum(1), (dt * dt).sum(1)


def break_statistics(walks):
    """Zivot-Andrews: the least t statistics over the breaks of level, slope and both."""
    rows = walks.shape[1] - 1
    places, du_du, du_dt, dt_dt = break_shapes(walks.shape[1])
    level, step = straight(walks[:, :-1]), straight(np.diff(walks, axis=1))
    levels, steps = from_end(level), from_end(step)
    u = {"level": levels[:, places], "step": steps[:, places]}
    w = {"level": from_end(levels)[:, places], "step": from_end(steps)[:, places]}
    xx = (level * level).sum(axis=1)[:, None]
    xy = (level * step).sum(axis=1)[:, None]
    yy = (step * step).sum(axis=1)[:, None]

    def least(parts, width):
        squares, products, total = xx, xy, yy
        for left, right, norm in parts:
            squares = squares - left * left / norm
            products = products - left * right / norm
            total = total - right * right / norm
        remainder = total - products * products / squares
        return (products / np.sqrt(squares * remainder / (rows - width))).min(axis=1)

    share = du_dt / du_du
    on_level = (u["level"], u["step"], du_du)
    on_slope = (w["level"], w["step"], dt_dt)
    on_rest = (
        w["level"] - share * u["level"], w["step"] - share * u["step"], dt_dt - share * du_dt)
    return {
        "zivot-andrews-level": least([on_level], 4),
        "zivot-andrews-slope": least([on_slope], 4),
        "zivot-andrews-both": least([on_level, on_rest], 5),
    }


def statistics(walks):
    """Every statistic of each row."""
    n = walks.shape[1]
    columns = np.vstack([np.ones(n), np.arange(1.0, n + 1) / n])
    found = {
        "dfgls-constant": local_statistics(walks, columns[:1], -7.0),
        "dfgls-trend": local_statistics(walks, columns, -13.5),
    }
    found.update(break_statistics(walks))
    return found


def simulate(n, replications):
    """Prints the quantiles of every statistic, and their Monte Carlo errors, for one length."""
    random = np.random.Generator(np.random.PCG64([SEED, n]))
    batch = max(1, 200_000 // n)
    values = {}
    for start in range(0, replications, batch):
        count = min(batch, replications - start)
        walks = np.cumsum(random.standard_normal((count, n)), axis=1)
        for name, found in statistics(walks).items():
            values.setdefault(name, []).append(found)
    error = np.sqrt(PROBABILITIES * (1 - PROBABILITIES) / replications)
    for name, parts in values.items():
        sample = np.concatenate(parts)
        places = [np.clip(PROBABILITIES + side * error, 0, 1) for side in (-1, 0, 1)]
        ends = [np.quantile(sample, place) for place in places]
        for p, q, e in zip(PROBABILITIES, ends[1], (ends[2] - ends[0]) / 2):
            print(name, n, float(p), repr(float(q)), repr(float(e)))


NAMES = {
    "dfgls": "ElliottRothenbergStockTable",
    "zivot-andrews": "ZivotAndrewsTable",
    "dfgls-constant": "constant",
    "dfgls-trend": "constantAndTrend",
    "zivot-andrews-level": "level",
    "zivot-andrews-slope": "slope",
    "zivot-andrews-both": "levelAndSlope",
}


def fit(path, family):
    """Prints the tables of a family as Swift, with how well they fit."""
    tables = {}
    for line in open(path):
        name, n, p, q, e = line.split()
        if name.startswith(family):
            tables.setdefault(name, {}).setdefault(float(p), []).append(
                (int(n), float(q), float(e)))
    lengths = sorted({n for table in tables.values() for points in table.values()
                      for n, _, _ in points})
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print("//")
    print("// Printed by scripts/reference/unit_root_tables.py from 500 000 simulated random walks")
    print(f"// at each of {len(lengths)} lengths from {lengths[0]} to {lengths[-1]}.")
    print(f"\nenum {NAMES[family]} {{")
    for place, (name, table) in enumerate(tables.items()):
        squares, freedom, largest, error = 0.0, 0, 0.0, 0.0
        lines = []
        for p, points in table.items():
            n, q, e = (np.array(column) for column in zip(*points))
            powers = np.vander(1 / (n - 1.0), DEGREE + 1, increasing=True)
            found = np.linalg.lstsq(powers / e[:, None], q / e, rcond=None)[0]
            rest = (q - powers @ found) / e
            if 0.01 <= p <= 0.99:
                squares += (rest * rest).sum()
                freedom += len(n) - DEGREE - 1
                largest = max(largest, np.abs(rest * e).max())
                error = max(error, e.max())
            numbers = ", ".join(f"{value:.6g}" for value in found)
            lines.append(f"      .init({p}, [{numbers}]),")
        if place:
            print()
        print(f"  /// From 1 to 99 % the largest residual is {largest:.4f}, the largest error of a")
        print(f"  /// simulated quantile {error:.4f}, and χ² by its degrees of freedom "
              f"{squares / freedom:.2f}.")
        print(f"  static let {NAMES[name]} = QuantileSurface(")
        print(f"    smallestCount: {lengths[0] - 1},\n    rows: [")
        print("\n".join(lines))
        print("    ])")
    print("}")


if __name__ == "__main__":
    if sys.argv[1] == "simulate":
        simulate(int(sys.argv[2]), int(sys.argv[3]))
    else:
        fit(sys.argv[2], sys.argv[3])
