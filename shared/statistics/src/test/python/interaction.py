"""Interaction of two experiments by statsmodels: OLS of the value on both treatments and their product, errors HC2."""

import numpy as np
import statsmodels.api as sm
from golden import header, joined, row
from scipy import stats

header(
    "Difference in differences of four cells (neither, first, second, both; n, mean, variance of each). Coefficient of the"
    " product and its HC2 error by statsmodels OLS of simulated rows; p-value by scipy.stats.t with Satterthwaite's degrees of"
    " freedom of the four cells; relative difference and its error by the delta method in NumPy. Relative 1e-9.",
    ["statsmodels", "scipy", "numpy"],
    "n,means,variances,difference,standardError,pValue,relativeDifference,relativeStandardError".split(","),
)
random = np.random.default_rng(20261126)


def case(sizes, means, spread):
    cells = [m + spread * random.gamma(2, 1, n) for n, m in zip(sizes, means)]
    y = np.concatenate(cells)
    a = np.concatenate([np.full(len(c), i in (1, 3)) for i, c in enumerate(cells)]).astype(float)
    b = np.concatenate([np.full(len(c), i in (2, 3)) for i, c in enumerate(cells)]).astype(float)
    fit = sm.OLS(y, np.column_stack([np.ones(len(y)), a, b, a * b])).fit(cov_type="HC2")
    v = np.array([c.var(ddof=1) / len(c) for c in cells])
    df = v.sum() ** 2 / sum(v**2 / (np.array([len(c) for c in cells]) - 1))
    difference, error = float(fit.params[3]), float(fit.bse[3])
    m = [c.mean() for c in cells]
    lifts = [m[1] / m[0] - 1, m[3] / m[2] - 1]
    lv = [v[1] / m[0] ** 2 + (m[1] / m[0] ** 2) ** 2 * v[0], v[3] / m[2] ** 2 + (m[3] / m[2] ** 2) ** 2 * v[2]]
    row(
        " ".join(map(str, sizes)), joined(m), joined(c.var(ddof=1) for c in cells), difference, error,
        float(2 * stats.t.sf(abs(difference / error), df)), float(lifts[1] - lifts[0]), float(np.sqrt(sum(lv))),
    )  # fmt: skip


case([500, 480, 510, 520], [3, 3.2, 3.1, 3.6], 1)
case([60, 40, 50, 45], [1, 2, 1.5, 1.8], 2)
case([900, 100, 800, 120], [5, 5, 5.5, 5.5], 3)
