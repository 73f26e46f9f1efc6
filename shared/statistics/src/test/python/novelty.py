"""Novelty: slopes per unit by NumPy's polyfit, their Welch test by SciPy and by statsmodels."""

import numpy as np
from golden import header, joined, row
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

header(
    "Trend of an effect over the days since exposure, from simulated rows (given as means and covariances by day, divisor"
    " n - 1). Slopes: numpy.polyfit per unit; Welch: scipy.stats.ttest_ind(equal_var=False), equal to statsmodels CompareMeans"
    " (usevar unequal). late: mean of the last half of the days; difference: late less first half. Relative 1e-9.",
    ["numpy", "scipy", "statsmodels"],
    "days,nC,meansC,covariancesC,nT,meansT,covariancesT,slope,slopeError,degreesOfFreedom,pValue,late,lateError,"
    "difference,differenceError,overall,finding".split(","),
)
random = np.random.default_rng(20261125)


def error(t, c):
    return float(np.sqrt(t.var(ddof=1) / len(t) + c.var(ddof=1) / len(c)))


def case(days, nc, nt, effects):
    base = lambda n: 5 + random.normal(0, 1, (n, 1)) + random.normal(0, 0.5, (n, days)).cumsum(axis=1)  # noqa: E731
    c, t = base(nc), base(nt) + np.asarray(effects)
    j = np.arange(days)
    bc, bt = (np.polyfit(j, arm.T, 1)[0] for arm in (c, t))
    test = stats.ttest_ind(bt, bc, equal_var=False)
    other = CompareMeans(DescrStatsW(bt), DescrStatsW(bc)).ttest_ind(usevar="unequal")
    assert abs(other[1] / test.pvalue - 1) < 1e-9
    half = days // 2
    late = [arm[:, days - half :].mean(axis=1) for arm in (t, c)]
    gap = [late[i] - arm[:, :half].mean(axis=1) for i, arm in enumerate((t, c))]
    overall = t.mean() - c.mean()
    slope = bt.mean() - bc.mean()
    finding = "STEADY" if test.pvalue > 0.05 else "PRIMACY" if slope * overall > 0 else "NOVELTY"
    row(
        days, nc, joined(c.mean(axis=0)), joined(np.cov(c, rowvar=False).ravel()),
        nt, joined(t.mean(axis=0)), joined(np.cov(t, rowvar=False).ravel()),
        float(slope), error(bt, bc), float(test.df), float(test.pvalue),
        float(late[0].mean() - late[1].mean()), error(*late), float(gap[0].mean() - gap[1].mean()), error(*gap),
        float(overall), finding,
    )  # fmt: skip


case(14, 300, 320, np.linspace(2, 0, 14))
case(14, 300, 200, np.linspace(0, 2, 14))
case(7, 200, 200, np.full(7, 0.5))
case(7, 150, 400, -np.linspace(1.5, 0.2, 7))
