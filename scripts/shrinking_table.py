# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the table of scripts/compare-shrinking from the figures of three engines."""
import datetime
import json
import math
import platform
import sys
from importlib.metadata import version

PUBLIC = ["bound5", "bound5-max1", "large-union-list", "reverse", "calculator", "length-list",
          "difference-zero", "difference-small", "difference-one", "binheap", "coupling",
          "deletion", "distinct", "nested-lists"]
OWN = ["x-float-gt", "x-float-fraction", "x-sum-reorder", "x-bars-gap", "x-bars-drawdown",
       "x-window-couple", "x-argmin-index"]
PEER_NAMES = {"length-list": "lengthlist", "nested-lists": "nestedlists", "bound5-max1": "bound5-max1"}
UNSOLVED = {"bound5", "binheap", "coupling"}


def peer_rows(path, seeds):
    with open(path) as file:
        data = json.load(file)
    data = data.get("results", data)
    rows = {}
    for name in PUBLIC + OWN:
        row = data[PEER_NAMES.get(name, name.replace("-", "_"))]
        rows[name] = (100 * row["minimal"] / seeds, 100 * row["exact"] / seeds, row["evals_mean"])
    return rows


def own_rows(path):
    figures = {}
    with open(path) as file:
        for line in file:
            figure = json.loads(line)
            if figure["task"] == "shrink-challenge":
                figures[figure["metric"]] = figure["value"]
    rows = {name: tuple(figures[f"{kind}:{name}"] for kind in
                        ("minimal-percent", "exact-percent", "calls-mean"))
            for name in PUBLIC + OWN}
    return rows, figures


def main(folder, seeds):
    engines = [("Hypothesis", peer_rows(f"{folder}/hypothesis.json", seeds)),
               ("Hegel", peer_rows(f"{folder}/hegel.json", seeds))]
    own, figures = own_rows(f"{folder}/own.jsonl")
    engines.append(("PropertyTesting", own))
    print("# Shrinking beside Hypothesis and Hegel\n")
    print(f"Written by `scripts/compare-shrinking` on {datetime.date.today()}: Hypothesis "
          f"{version('hypothesis')}, Hegel {version('hegeltest')} (its Python front end), Python "
          f"{platform.python_version()}, {seeds} seeds each; PropertyTesting 100 seeds. Database, "
          "deadline and health checks are off.\n")
    print("*min*: share of seeds whose result is the smallest counterexample or a mirror image as "
          "small; *exact*: the least in the order of tapes; *calls*: mean calls of the property from "
          "the first failure on.\n")
    print("| challenge | " + " | ".join(f"{name} min | exact | calls" for name, _ in engines) + " |")
    print("|---|" + "---:|" * 9)
    for name in PUBLIC + OWN:
        cells = [f"{rows[name][0]:.0f} % | {rows[name][1]:.0f} % | {rows[name][2]:,.0f}"
                 for _, rows in engines]
        print(f"| {name} | " + " | ".join(cells) + " |")
    solved = [name for name in PUBLIC if name not in UNSOLVED]
    means = [math.exp(sum(math.log(rows[name][2]) for name in solved) / len(solved))
             for _, rows in engines]
    print("\nGeometric mean of calls over the 11 public entries that Hypothesis solves: "
          + ", ".join(f"{engine} {mean:,.0f}" for (engine, _), mean in zip(engines, means)) + ".\n")
    print(f"PropertyTesting, all entries: at most {figures['calls-max']:,.0f} calls in a run; CPU time "
          f"of a shrink {figures['shrink-ms-median']:.2f} ms in the median, "
          f"{figures['shrink-ms-max']:.1f} ms at most, on the machine that wrote this.")


main(sys.argv[1], int(sys.argv[2]))
