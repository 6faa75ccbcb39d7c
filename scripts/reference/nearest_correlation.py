# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints Tests/VerificationTests/Dependence/NearestCorrelationReference.swift.

Eigenvalues come from LAPACK through numpy. Nearest correlation matrices come from the textbook form
of Higham's iteration, which keeps whole matrices of corrections, and from a root finder on the
diagonal as a second witness: the script stops where the two disagree, or where either misses the
conditions of optimality.

Made with numpy 2.4.6, scipy 1.17.1, Python 3. Usage:

    python3 scripts/reference/nearest_correlation.py \\
        > Tests/VerificationTests/Dependence/NearestCorrelationReference.swift
"""
import numpy as np
import scipy.optimize


def projected(matrix, bound):
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.maximum(values, bound)) @ vectors.T


def higham(matrix, bound):
    """The iteration as published: X is the projection, Y has ones on the diagonal."""
    y = matrix.copy()
    np.fill_diagonal(y, 1)
    correction = np.zeros_like(y)
    for _ in range(100_000):
        r = y - correction
        x = projected(r, bound)
        correction = x - r
        y = x.copy()
        np.fill_diagonal(y, 1)
        if np.abs(x - y).max() < 1e-14:
            break
    return y


def by_root(matrix, bound):
    """The same from the diagonal d for which the projection of matrix + d has ones on its own."""
    start = matrix.copy()
    np.fill_diagonal(start, 1)
    found = scipy.optimize.root(
        lambda d: np.diag(projected(start + np.diag(d), bound)) - 1,
        np.zeros(len(start)), tol=1e-14)
    return projected(start + np.diag(found.x), bound)


def nearest(matrix, bound):
    ours = higham(matrix, bound)
    assert np.abs(ours - by_root(matrix, bound)).max() < 1e-10
    # Optimality: with d on the diagonal, the change is one of eigenvalues at the bound alone.
    change = ours - matrix
    assert np.linalg.eigvalsh(ours)[0] > bound - 1e-13
    lifted = ours - bound * np.eye(len(ours))
    # (change + d)·lifted = 0 must have a solution d; least squares finds it.
    system = np.vstack([np.einsum("i,ij->ij", e, lifted).ravel() for e in np.eye(len(ours))]).T
    d = np.linalg.lstsq(system, -(change @ lifted).ravel(), rcond=None)[0]
    assert np.abs((change + np.diag(d)) @ lifted).max() < 1e-10
    assert np.linalg.eigvalsh(change + np.diag(d))[0] > -1e-10
    return ours


def literal(values):
    lines, line = [], "     "
    for value in values:
        item = f" {float(value)!r},"
        if len(line + item) > 100:
            lines.append(line)
            line = "     "
        line += item
    return "\n".join(lines + [line])


def show(name, doc, matrix):
    print(f"  /// {doc}\n  static let {name}: [[Double]] = [")
    for row in matrix:
        short = "    [" + ", ".join(repr(float(value)) for value in row) + "],"
        print(short if len(short) <= 100 else "    [\n" + literal(row) + "\n    ],")
    print("  ]")


def given():
    generator = np.random.default_rng(20020722)
    for size in (2, 3, 5, 8, 12):
        entries = np.tril(generator.integers(-99, 100, (size, size)) / 100.0, -1)
        yield entries + entries.T + np.eye(size)
    # Equal eigenvalues, a singular matrix and sizes far apart.
    yield np.full((4, 4), 0.5) + 0.5 * np.eye(4)
    yield np.ones((3, 3))
    yield np.array([[1e8, 1.0, 1e-4], [1.0, 1.0, 1e-4], [1e-4, 1e-4, -1e-6]])


def main():
    print("// SPDX-License-Identifier: GPL-3.0-or-later")
    print("//\n// Printed by scripts/reference/nearest_correlation.py. Do not edit.\n")
    print("enum NearestCorrelationReference {")
    matrices = list(given())
    for index, matrix in enumerate(matrices):
        show(f"matrix{index}", f"Symmetric matrix {index}.", matrix)
    print("  /// All of them.")
    names = [f"matrix{index}" for index in range(len(matrices))]
    print("  static let matrices = [\n    " + ", ".join(names) + ",\n  ]")
    show("eigenvalues", "The eigenvalues of the matrices, ascending.",
         [np.linalg.eigvalsh(m) for m in matrices])
    higham_example = np.array([[2, -1, 0, 0], [-1, 2, -1, 0], [0, -1, 2, -1], [0, 0, -1, 2.0]])
    show("highamNearest", "The one nearest to Higham's tridiagonal example, bound 1e-6.",
         nearest(higham_example, 1e-6))
    for index in range(1, 5):
        show(f"nearest{index}", f"The one nearest to matrix {index}, bound 1e-6.",
             nearest(matrices[index], 1e-6))
    show("nearest3WideBound", "The one nearest to matrix 3, bound 0.1.",
         nearest(matrices[3], 0.1))
    print("}")


main()
