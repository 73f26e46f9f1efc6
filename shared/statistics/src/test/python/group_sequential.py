"""Critical values of spending functions from rectangle probabilities of the multivariate normal distribution."""

import numpy as np
from golden import header, joined, row
from scipy.optimize import brentq
from scipy.stats import multivariate_normal, norm

SPENDING = {
    "obrien-fleming": lambda t, a: 2 * norm.sf(norm.isf(a / 2) / np.sqrt(t)),
    "pocock": lambda t, a: a * np.log1p((np.e - 1) * t),
    "power-2": lambda t, a: a * t**2,
    "power-0.5": lambda t, a: a * t**0.5,
}


def staying(information, bounds, sides):
    """P(no look stops), by SciPy's quasi-Monte-Carlo integration with a fixed seed."""
    i = np.asarray(information)
    correlation = np.sqrt(np.minimum.outer(i, i) / np.maximum.outer(i, i))
    upper = np.asarray(bounds)
    lower = -upper if sides == "two" else np.full(len(upper), -np.inf)
    if len(upper) == 1:
        return norm.cdf(upper[0]) - norm.cdf(lower[0])
    return multivariate_normal.cdf(
        upper,
        cov=correlation,
        lower_limit=lower,
        maxpts=400_000,
        abseps=1e-8,
        releps=0,
        rng=np.random.default_rng(7),
    )


def critical_values(spending, sides, alpha, times, information):
    per_side = alpha / 2 if sides == "two" else alpha
    bounds = []
    for k, t in enumerate(times):
        spent = (2 if sides == "two" else 1) * spending(t, per_side)
        bounds.append(
            brentq(lambda c: staying(information[: k + 1], bounds + [c], sides) - (1 - spent), 0.5, 8, xtol=1e-7)
        )
    return bounds


header(
    "Group-sequential critical values: brentq on scipy.stats.multivariate_normal.cdf of the region in which no look stops."
    " Absolute 5e-5.",
    ["scipy", "numpy"],
    "spending,sides,alpha,times,information,criticalValues".split(","),
)
for name, sides, alpha, times, information in [
    ("obrien-fleming", "two", 0.05, (0.25, 0.5, 0.75, 1), (0.25, 0.5, 0.75, 1)),
    ("obrien-fleming", "two", 0.05, (0.3, 0.6, 1), (0.2, 0.7, 1)),
    ("obrien-fleming", "two", 0.01, (0.5, 0.75, 1), (40, 90, 100)),
    ("obrien-fleming", "one", 0.05, (0.4, 0.7, 1), (0.4, 0.7, 1)),
    ("obrien-fleming", "one", 0.0025, (0.5, 0.8, 1), (0.3, 0.9, 1)),
    ("pocock", "two", 0.05, (0.2, 0.4, 0.6, 0.8, 1), (0.2, 0.4, 0.6, 0.8, 1)),
    ("pocock", "one", 0.025, (0.1, 0.5, 1), (0.05, 0.6, 1)),
    ("power-2", "two", 0.05, (0.25, 0.5, 0.75, 1), (0.1, 0.2, 0.8, 1)),
    ("power-0.5", "two", 0.1, (0.3, 1), (0.3, 1)),
    ("power-2", "one", 0.2, (0.3, 0.6), (0.3, 0.6)),
]:
    bounds = critical_values(SPENDING[name], sides, alpha, times, information)
    row(name, sides, alpha, joined(times), joined(information), joined(bounds))
