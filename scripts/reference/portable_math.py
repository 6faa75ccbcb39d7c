# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the tables of NumericKernels/PortableMath and the numbers that its tests compare with.

All come from mpmath with 1,400 bits. Made with mpmath 1.4.1, Python 3. Run from the repository:

    python3 scripts/reference/portable_math.py
"""
import math
import random
from pathlib import Path

from mpmath import cos, exp, floor, log, mp, mpf, nint, pi, sin, sqrt

mp.prec = 1400
HEADER = """// SPDX-License-Identifier: GPL-3.0-or-later
//
// Written by scripts/reference/portable_math.py; do not edit.

"""


def double(x):
    """The nearest double."""
    return float(mpf(x))


def grid(x, bits):
    """x rounded to a multiple of 2^-bits, as a double."""
    return float(nint(mpf(x) * mpf(2) ** bits) / mpf(2) ** bits)


def literal(x):
    return float(x).hex() if x != 0 else "0"


def pairs(name, doc, rows):
    lines = [f"  /// {doc}", f"  static let {name}: [(high: Double, low: Double)] = ["]
    lines += [f"    ({literal(hi)}, {literal(lo)})," for hi, lo in rows]
    return "\n".join(lines + ["  ]"])


def exp_table():
    rows = []
    for j in range(64):
        value = mpf(2) ** (mpf(j) / 64)
        hi = double(value)
        rows.append((hi, double(value - hi)))
    step = log(2) / 64
    step_hi = grid(step, 38)
    return f"""{HEADER}enum ExpTable {{
  /// 64 / ln 2.
  static let scale = {literal(double(64 / log(2)))}
  /// ln 2 / 64 in two parts, the first with so few bits that its products with steps are exact.
  static let stepHigh = {literal(step_hi)}
  static let stepLow = {literal(double(step - step_hi))}
{pairs("powers", "2^(j/64) for j in 0..<64.", rows)}
}}
"""


def log_table():
    rows, factors, first_upper = [], [], 128
    for i in range(128):
        # Intervals of [1, 2); those from the square root of two on belong to the next power.
        centre = (mpf(i) + mpf("0.5")) / 128 + 1
        if centre > sqrt(2):
            centre = centre / 2
            first_upper = min(first_upper, i)
        factor = mpf(1) if i in (0, 127) else nint(512 / centre) / 512
        value = -log(factor)
        hi = grid(value, 42)
        factors.append(double(factor))
        rows.append((hi, double(value - mpf(hi))))
    two_hi = grid(log(2), 42)
    text = "\n".join(f"    {literal(f)}," for f in factors)
    return f"""{HEADER}enum LogTable {{
  /// ln 2 in two parts, the first a multiple of 2^-42.
  static let twoHigh = {literal(two_hi)}
  static let twoLow = {literal(double(log(2) - two_hi))}
  /// The first interval whose numbers are above the square root of two.
  static let firstUpper = {first_upper}
  /// A number of at most ten bits near the reciprocal of each of 128 intervals of [1, 2), of those
  /// above the square root of two for half their numbers.
  static let reciprocals: [Double] = [
{text}
  ]
{pairs("logarithms", "Minus their logarithms, the first parts multiples of 2^-42.", rows)}
}}
"""


def trig_table():
    half = pi / 2
    parts = []
    rest = half
    for bits in (33, 66, 99):
        part = floor(rest * mpf(2) ** bits) / mpf(2) ** bits
        # The first part has 34 bits, so that its products with 19-bit numbers are exact.
        parts.append(double(part))
        rest -= part
    parts.append(double(rest))
    words = []
    fraction = 2 / pi
    for _ in range(20):
        fraction *= mpf(2) ** 64
        word = int(floor(fraction))
        words.append(word)
        fraction -= word
    text = "\n".join(f"    0x{w:016x}," for w in words)
    names = ["first", "second", "third", "fourth"]
    lines = "\n".join(f"  static let {n} = {literal(p)}" for n, p in zip(names, parts))
    pi_hi = double(pi)
    return f"""{HEADER}enum HalfTurns {{
  /// π/2 in four parts of at most 34 bits, the last with all that are left.
{lines}
  /// 2/π.
  static let inverse = {literal(double(2 / pi))}
  /// π/2 as two doubles.
  static let quarterHigh = {literal(double(pi / 2))}
  static let quarterLow = {literal(double(pi / 2 - mpf(double(pi / 2))))}
  /// The bits of 2/π behind the point, 64 a word.
  static let inverseWords: [UInt64] = [
{text}
  ]
}}
"""


def arguments(name):
    """Ordinary arguments, the ends of the range, and those that are hard to reduce."""
    draw = random.Random(name)
    if name == "exp":
        picks = [0.5, 1, -1, 1e-17, 2.0**-30, 709.78, 709.782712893384, -708.39, -708.4, -740.25,
                 -745.13, math.log(2) / 128, 0.3465735902799727]
        return picks + [draw.uniform(-745, 709) for _ in range(40)] + [
            draw.uniform(-1, 1) for _ in range(20)]
    if name == "log":
        picks = [0.5, 2, 10, 1 - 2**-53, 1 + 2**-52, 5e-324, 2.3e-308, 1.797e308, math.sqrt(2),
                 math.nextafter(math.sqrt(2), 1), 0.99609375, 1.0078125]
        return picks + [2 ** draw.uniform(-1074, 1023) for _ in range(40)] + [
            draw.uniform(0.98, 1.02) for _ in range(20)]
    # 5.31937264832654e+255 lies nearer to a multiple of pi/2 than almost any other double.
    picks = [1e-300, 2.0**-27, 0.785398163397448, 0.7853981633974484, 1.5707963267948966,
             3.141592653589793, 11.0, 22.0, 355.0, 524287.9, 524288.0, 6381956970095103 * 2.0**797,
             1e22, 1.797e308, 2.0**120, 2.0**53 + 2]
    picks += [k * 1.5707963267948966 for k in (3, 77, 12345, 333333)]
    return picks + [draw.uniform(-30, 30) for _ in range(20)] + [
        draw.choice((-1, 1)) * 2 ** draw.uniform(-20, 1023) for _ in range(40)]


def number(x):
    """A literal that Swift reads exactly: it rounds decimal ones twice, to 80 bits and then to 64,
    and warns of subnormal ones."""
    if 0 < abs(x) < 2.2250738585072014e-308:
        sign = "-" if x < 0 else ""
        return f"{sign}Double(bitPattern: {round(abs(x) / 5e-324)})"
    return float(x).hex()


def reference(functions):
    """For every argument the nearest double and how far the exact value lies from it, in ulps."""
    blocks = []
    for name, function in functions:
        rows = []
        for x in arguments(name):
            exact = function(mpf(x))
            near = double(exact)
            rest = float((exact - mpf(near)) / mpf(math.ulp(near)))
            rows.append(f"    [{number(x)}, {number(near)}, {rest:.4f}],")
        blocks.append(f"  static let {name}: [[Double]] = [\n" + "\n".join(rows) + "\n  ]")
    return (HEADER + "/// Rows of an argument, the nearest double, and how far above it the exact "
            "value lies, in\n/// units in the last place.\nenum PortableReference {\n"
            + "\n\n".join(blocks) + "\n}\n")


def main():
    for name, text in (("ExpTable", exp_table()), ("LogTable", log_table()),
                       ("HalfTurns", trig_table())):
        Path("Sources/NumericKernels/PortableMath", name + ".swift").write_text(text)
    Path("Tests/NumericKernelsTests/PortableReference.swift").write_text(
        reference([("exp", exp), ("log", log), ("sin", sin), ("cos", cos)]))


main()
