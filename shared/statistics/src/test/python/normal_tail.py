"""The tail of the normal distribution: golden points, and with the argument `coefficients` what NormalTail is made of."""

import sys

import mpmath as mp
from golden import header, row

mp.mp.dps = 60


def tail(x):
    return mp.erfc(x / mp.sqrt(2)) / 2


def smooth(s, middle=mp.mpf("4.5"), shift=2):
    """exp(x^2/2) Q(x) (x + 2) at x = 4.5 (1 + s) / (1 - s); far out by the asymptotic series of Q."""
    x = middle * (1 + s) / (1 - s)
    if x < 200:
        return mp.exp(x * x / 2) * tail(x) * (x + shift)
    return (1 - 1 / x**2 + 3 / x**4 - 15 / x**6) / mp.sqrt(2 * mp.pi) * (1 + shift / x)


def coefficients(count=26, nodes=64):
    angles = [mp.pi * (j + mp.mpf("0.5")) / nodes for j in range(nodes)]
    values = [smooth(mp.cos(angle)) for angle in angles]
    for k in range(count):
        total = mp.fsum(value * mp.cos(k * angle) for value, angle in zip(values, angles))
        yield float(total * (1 if k == 0 else 2) / nodes)


if sys.argv[1:] == ["coefficients"]:
    print(",\n".join(repr(value) for value in coefficients()))
else:
    header("Tails P(Z > x) of the normal distribution, by mpmath with 60 digits. Relative 1e-15.", ["mpmath"], ["x", "value"])
    for i in range(1, 76):
        x = (i / 75) ** 2 * 37.5
        row(x, float(tail(mp.mpf(x))))
