"""Welch's t test from summary statistics, by SciPy."""

import numpy as np
from golden import header, row
from scipy import stats

header(
    "Welch's t test from summary statistics: scipy.stats.ttest_ind_from_stats and its confidence interval. Relative 1e-11.",
    ["scipy", "numpy"],
    "nC,meanC,varianceC,nT,meanT,varianceT,statistic,degreesOfFreedom,pValue,alpha,ciLower,ciUpper".split(","),
)
random = np.random.default_rng(20261101)
cases = [
    (1000, 5.0, 4.004004004004004, 1000, 5.3, 4.914914914914915, 0.05),
    (2, 0.0, 1.0, 2, 1.0, 3.0, 0.05),
    (3, -4.0, 0.0, 12, -3.0, 2.0, 0.1),
    (16687, 0.0178582130, 0.0175403488, 33396, 0.0220385675, 0.0215535124, 0.05),
    (200, 1.0, 1.0, 300, 2.5, 1.2, 0.01),
    (1000000, 10.0, 100.0, 1000000, 10.5, 100.0, 0.001),
]
for _ in range(40):
    nc, nt = (int(10 ** random.uniform(0.31, 5)) for _ in range(2))
    vc, vt = (float(10 ** random.uniform(-6, 6)) for _ in range(2))
    spread = (vc / nc + vt / nt) ** 0.5
    mc = float(random.normal(0, 10) * spread)
    mt = mc + float(random.normal(0, 3) * spread)
    cases.append((nc, mc, vc, nt, mt, vt, float(random.choice([0.2, 0.05, 0.01, 0.001]))))
for nc, mc, vc, nt, mt, vt, alpha in cases:
    test = stats.ttest_ind_from_stats(mt, vt**0.5, nt, mc, vc**0.5, nc, equal_var=False)
    a, b = vc / nc, vt / nt
    df = (a + b) ** 2 / (a**2 / (nc - 1) + b**2 / (nt - 1))
    half = stats.t.isf(alpha / 2, df) * (a + b) ** 0.5
    row(nc, mc, vc, nt, mt, vt, float(test.statistic), df, float(test.pvalue), alpha, mt - mc - half, mt - mc + half)
