"""A/A calibration: SciPy's binomial band and test, and its Kolmogorov-Smirnov test."""

import numpy as np
from golden import header, row
from scipy import stats

header(
    "p-values k/(m+1) raised to a power, in an order that does not matter, with effects of known variance. Band: binom.ppf at"
    " .005 and .995; binomtest (two-sided); kstest against uniform (exact); variance of the effects over the mean of the"
    " squared errors by NumPy. effect_i = sin(i), standardError_i = scale (1 + (i mod 3)/10). Relative 1e-6.",
    ["scipy", "numpy"],
    "splits,power,scale,rejected,least,most,rejectionPValue,uniformityPValue,varianceRatio".split(","),
)
for m, power, scale in ((1000, 1.0, 0.65), (1000, 0.93, 0.7), (1000, 1.2, 0.6), (200, 1.0, 0.5), (1000, 0.7, 0.64)):
    p = (np.arange(1, m + 1) / (m + 1)) ** power
    i = np.arange(m)
    effect, error = np.sin(i), scale * (1 + (i % 3) / 10)
    rejected = int((p < 0.05).sum())
    row(
        m, power, scale, rejected, int(stats.binom.ppf(0.005, m, 0.05)), int(stats.binom.ppf(0.995, m, 0.05)),
        float(stats.binomtest(rejected, m, 0.05).pvalue), float(stats.kstest(p, "uniform", mode="exact").pvalue),
        float(effect.var(ddof=1) / (error**2).mean()),
    )  # fmt: skip
