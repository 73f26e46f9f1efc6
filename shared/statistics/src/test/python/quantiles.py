"""Quantiles of clustered values: by order statistics, and by a table of thresholds."""

import numpy as np
from golden import header, joined, row
from scipy.optimize import brentq
from scipy.stats import norm

Z = float(norm.ppf(0.975))


def share(units, point):
    """F and Var F by the residuals of the units, not by the sums that the library uses."""
    n = np.array([len(unit) for unit in units], dtype=float)
    below = np.array([sum(value <= point for value in unit) for unit in units], dtype=float)
    f = below.sum() / n.sum()
    residuals = below - f * n
    return f, len(units) * np.var(residuals, ddof=1) / n.sum() ** 2


def by_order(units, p):
    values = np.concatenate(units)
    q = np.quantile(values, p, method="inverted_cdf")
    f, variance = share(units, q)
    ranks = np.sort(values)
    low = int(np.ceil(len(values) * (p - Z * variance**0.5)))
    high = int(np.floor(len(values) * (p + Z * variance**0.5))) + 1
    start, end = ranks[low - 1], ranks[high - 1]
    return q, f, variance, start, end, (end - start) / (2 * Z)


def by_thresholds(units, p, x):
    f, variance = (np.array(column) for column in zip(*(share(units, point) for point in x)))
    width = Z * np.sqrt(variance)
    q = brentq(lambda point: np.interp(point, x, f) - p, x[0], x[-1], xtol=1e-14, rtol=1e-14)
    start = brentq(lambda point: np.interp(point, x, f + width) - p, x[0], q, xtol=1e-14, rtol=1e-14)
    end = brentq(lambda point: np.interp(point, x, f - width) - p, q, x[-1], xtol=1e-14, rtol=1e-14)
    cell = np.searchsorted(x, q)
    gap = x[cell] - x[cell - 1]
    return q, p, np.interp(q, x, variance), start, end, (end - start) / (2 * Z) + gap / 12**0.5


header(
    "Quantiles of values clustered in units (semicolons between units): NumPy's inverted_cdf and ranks, and with thresholds "
    "SciPy's brentq on NumPy's interpolation. Relative 1e-10.",
    ["numpy", "scipy"],
    "level,units,thresholds,value,shareBelow,shareVariance,ciLower,ciUpper,standardError,designEffect".split(","),
)
random = np.random.default_rng(20261123)
for level, count in [(0.5, 60), (0.75, 90), (0.9, 150), (0.25, 80)]:
    units = []
    for _ in range(count):
        slow = random.normal(0, 0.5)
        units.append(np.round(np.exp(slow + random.normal(0, 0.7, random.poisson(3))), 3))
    values = np.concatenate(units)
    other = np.exp(random.normal(0.05, 0.85, 3 * count))
    side = np.minimum(level, 1 - level) / 2 * (np.arange(65) / 64) ** 2
    levels = np.unique(np.concatenate([level - side, level + side]))
    x = np.unique(np.quantile(np.concatenate([values, other]), levels))
    for thresholds in (None, x):
        found = by_order(units, level) if thresholds is None else by_thresholds(units, level, x)
        text = ";".join(joined(unit) for unit in units)
        effect = found[2] * len(values) / (level * (1 - level))
        row(level, text, "" if thresholds is None else joined(x), *(float(n) for n in found), float(effect))
