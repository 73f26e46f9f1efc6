"""Golden numbers of P(best) and E[max] of independent normal gains, by adaptive quadrature of METHODS 8.8 as it stands."""

import numpy as np
from scipy.integrate import quad
from scipy.stats import norm

from golden import agree, header, joined, row


def pieces(means, sds):
    """Break points for the quadrature: where any of the densities bends."""
    marks = np.concatenate([means + c * sds for c in (-9, -4, -2, -1, 0, 1, 2, 4, 9)])
    return np.unique(marks)


def integrate(function, marks):
    return sum(quad(function, a, b, epsabs=1e-13 * (b - a + 1), epsrel=1e-12, limit=200)[0] for a, b in zip(marks, marks[1:]))


def chances(means, sds):
    marks = pieces(means, sds)
    result = []
    for k in range(len(means)):
        others = np.arange(len(means)) != k
        result.append(
            integrate(lambda x: norm.pdf(x, means[k], sds[k]) * np.exp(norm.logcdf(x, means[others], sds[others]).sum()), marks)
        )
    return np.array(result)


def expected_maximum(means, sds):
    marks = np.unique(np.append(pieces(means, sds), 0.0))
    below, above = marks[marks <= 0], marks[marks >= 0]
    distribution = lambda x: np.exp(norm.logcdf(x, means, sds).sum())
    tail = lambda x: -np.expm1(norm.logcdf(x, means, sds).sum())
    return integrate(tail, above) - integrate(distribution, below)


header(
    "P(best) and E[max] of independent normal gains by scipy.integrate.quad. Chances 1e-6 absolute, E[max] 1e-6 of the largest standard deviation.",
    ("scipy", "numpy"),
    ("name", "means", "sds", "chances", "expectedMaximum"),
)
random = np.random.default_rng(88)
cases = [
    ("per-effort", np.array([4000.0, 4000.0, 3000.0]), np.array([4000.0 / 3, 2400.0, 1000.0])),
    ("two", np.array([0.5, 0.3]), np.array([0.3, 0.5])),
    ("one", np.array([-2.0]), np.array([0.7])),
    ("far-apart", np.array([5.0, 0.0, -5.0]), np.array([1.0, 1.0, 1.0])),
    ("losses", np.array([-30.0, -31.0, -29.5, -33.0]), np.array([1.0, 2.0, 0.4, 3.0])),
    ("twenty", random.normal(0, 1, 20), random.uniform(0.3, 1.5, 20)),
    ("uneven", np.array([0.0, 0.02, -0.01, 0.5]), np.array([1.0, 0.01, 0.05, 3.0])),
]
for name, means, sds in cases:
    p, best = chances(means, sds), expected_maximum(means, sds)
    if name == "per-effort":
        for value, number in zip(p, (0.4153817804, 0.4591430803, 0.1254751393)):
            agree(value, number, 9)
        agree(best, 5198.685915, 5)
    if name == "two":
        agree(best, 0.6461723407, 9)
        agree(p[0], 0.6341997055, 9)
    row(name, joined(means), joined(sds), joined(p), float(best))
