"""Golden numbers of the between-experiment variance.

DerSimonian-Laird and Paule-Mandel by statsmodels. REML is the root of the restricted likelihood's score in matrix form, found by brentq; PyMARE, whose
optimiser stops earlier, has to agree to 1e-5.
"""

import numpy as np
from pymare import Dataset
from pymare.estimators import VarianceBasedLikelihoodEstimator
from scipy.optimize import brentq
from statsmodels.stats.meta_analysis import combine_effects

from golden import agree, header, joined, row


def score(t, x, s):
    inverse = np.diag(1 / (s**2 + t))
    ones = np.ones((len(x), 1))
    p = inverse - inverse @ ones @ ones.T @ inverse / (ones.T @ inverse @ ones)
    return float(x @ p @ p @ x - np.trace(p))


def reml(x, s):
    if score(0.0, x, s) <= 0:
        return 0.0
    high = float(np.var(x)) + 1e-12
    while score(high, x, s) > 0:
        high *= 2
    root = brentq(score, 0.0, high, args=(x, s), xtol=1e-300, rtol=1e-15)
    data = Dataset(y=x[:, None], v=(s**2)[:, None])
    other = float(VarianceBasedLikelihoodEstimator(method="REML").fit_dataset(data).summary().tau2[0, 0])
    if abs(other - root) > 1e-5 * max(root, 1e-3):
        raise SystemExit(f"PyMARE says {other!r}, the score {root!r}")
    return root


def estimates(x, s):
    laird = float(combine_effects(x, s**2, method_re="dl").tau2)
    # A smaller atol lets rounding push its estimating equation below 0, where it gives up and says 0.
    paule = float(combine_effects(x, s**2, method_re="iterated", atol=1e-9, maxiter=10_000).tau2)
    return max(laird, 0.0), max(paule, 0.0), reml(x, s)


published = (
    np.array([3.0, 1.2, -2.1, 0.4, -0.6, 0.1, 4.1, -1.0]),
    np.array([0.8, 0.6, 0.9, 0.5, 0.7, 0.4, 1.2, 1.0]),
)
cases = [("published", *published)]
random = np.random.default_rng(8)
for name, count, tau in (("two", 2, 3.0), ("few", 6, 1.0), ("many", 60, 0.5), ("equal", 12, 0.0), ("uneven", 25, 2.0)):
    s = random.uniform(0.2, 1.5, count) if name != "uneven" else np.exp(random.normal(0, 1.5, count))
    cases.append((name, random.normal(0.3, tau, count) + s * random.normal(size=count), s))

header(
    "Between-experiment variance: DL and PM of statsmodels; REML: root of the restricted score (PyMARE agrees to 1e-5). Relative 1e-6, 1e-9 for DL.",
    ("statsmodels", "PyMARE", "scipy", "numpy"),
    ("name", "effects", "standardErrors", "derSimonianLaird", "pauleMandel", "restrictedMaximumLikelihood"),
)
for name, x, s in cases:
    values = estimates(x, s)
    if name == "published":
        for value, number in zip(values, (1.7098118953, 3.2857612855, 2.9003761098)):
            agree(value, number, 9)
    row(name, joined(x), joined(s), *values)
