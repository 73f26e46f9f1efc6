"""Exact studentised permutation tests: SciPy's permutation_test, and a loop over itertools.combinations."""

import itertools

import numpy as np
from golden import header, joined, row
from scipy import stats

header(
    "Exact two-sided and upper p-values of the studentised permutation test. kind mean: scipy.stats.permutation_test with the"
    " statistic of ttest_ind(equal_var=False), two-sided by its absolute value, and equal to the loop; ratio and strata:"
    " loop over itertools.combinations with NumPy (ratio: delta method; strata: sum w_k difference_k over its Welch standard"
    " error). Columns of a ratio: numerator;denominator. `strata` gives each unit's stratum. Relative 1e-9.",
    ["scipy", "numpy"],
    "kind,control,controlSecond,controlStrata,treatment,treatmentSecond,treatmentStrata,statistic,pValue,upperPValue".split(
        ","
    ),
)
random = np.random.default_rng(20261124)


def welch(t, c):
    return (t.mean() - c.mean()) / np.sqrt(t.var(ddof=1) / len(t) + c.var(ddof=1) / len(c))


def loop(n, chosen, statistic, groups=None):
    """All assignments of as many units as `chosen` within each group."""
    groups = groups if groups is not None else np.zeros(n, int)
    sets = []
    for k in np.unique(groups):
        members = np.flatnonzero(groups == k)
        sets.append([np.array(c) for c in itertools.combinations(members, int(sum(groups[chosen] == k)))])
    observed = statistic(np.array(chosen))
    values = np.array([statistic(np.concatenate(parts)) for parts in itertools.product(*sets)])
    slack = 1e-9 * abs(observed)
    return observed, (abs(values) >= abs(observed) - slack).mean(), (values >= observed - slack).mean()


def mean(control, treatment):
    all_ = np.concatenate([treatment, control])
    n = len(all_)

    def statistic(chosen):
        mask = np.zeros(n, bool)
        mask[chosen] = True
        return welch(all_[mask], all_[~mask])

    t, p, upper = loop(n, range(len(treatment)), statistic)
    two = stats.permutation_test(
        (treatment, control), lambda a, b: abs(welch(a, b)), n_resamples=np.inf, alternative="greater"
    )
    assert abs(two.pvalue - p) < 1e-12, (two.pvalue, p)
    row("mean", joined(control), "", "", joined(treatment), "", "", float(t), float(p), float(upper))


def ratio(control, treatment):
    all_ = np.vstack([treatment, control]).astype(float)
    n = len(all_)

    def level(x):
        r = x[:, 0].mean() / x[:, 1].mean()
        e = (x[:, 0] - r * x[:, 1]) / x[:, 1].mean()
        return r, e.var(ddof=1) / len(x)

    def statistic(chosen):
        mask = np.zeros(n, bool)
        mask[chosen] = True
        (a, va), (b, vb) = level(all_[mask]), level(all_[~mask])
        return (a - b) / np.sqrt(va + vb)

    t, p, upper = loop(n, range(len(treatment)), statistic)
    row(
        "ratio", joined(control[:, 0]), joined(control[:, 1]), "",
        joined(treatment[:, 0]), joined(treatment[:, 1]), "", float(t), float(p), float(upper),
    )  # fmt: skip


def strata(control, control_strata, treatment, treatment_strata):
    all_ = np.concatenate([treatment, control])
    groups = np.concatenate([treatment_strata, control_strata])
    n = len(all_)

    def statistic(chosen):
        mask = np.zeros(n, bool)
        mask[chosen] = True
        d = v = 0
        for k in np.unique(groups):
            w = (groups == k).mean()
            t, c = all_[mask & (groups == k)], all_[~mask & (groups == k)]
            d += w * (t.mean() - c.mean())
            v += w**2 * (t.var(ddof=1) / len(t) + c.var(ddof=1) / len(c))
        return d / np.sqrt(v)

    t, p, upper = loop(n, range(len(treatment)), statistic, groups)
    row(
        "strata", joined(control), "", joined(control_strata),
        joined(treatment), "", joined(treatment_strata), float(t), float(p), float(upper),
    )  # fmt: skip


mean(np.array([8.0, 7, 11, 6, 10]), np.array([12.0, 15, 9, 20]))
mean(random.lognormal(0, 1, 8).round(2), random.lognormal(0.5, 1, 6).round(2))
mean(random.lognormal(0, 2, 4).round(2), random.lognormal(0.5, 1, 9).round(2))
ratio(
    np.column_stack([random.poisson(3, 6), random.poisson(4, 6) + 1]),
    np.column_stack([random.poisson(5, 6), random.poisson(4, 6) + 1]),
)
ratio(
    np.column_stack([random.gamma(2, 1, 8).round(2), random.integers(1, 9, 8)]),
    np.column_stack([random.gamma(4, 1, 5).round(2), random.integers(1, 9, 5)]),
)
strata(
    np.array([1.0, 2, 4, 11, 13, 17]), np.array([0, 0, 0, 1, 1, 1]),
    np.array([3.0, 5, 4.5, 12, 19, 18, 16]), np.array([0, 0, 0, 1, 1, 1, 1]),
)  # fmt: skip
strata(
    random.exponential(2, 7).round(2), np.array([0, 0, 0, 0, 1, 1, 1]),
    random.exponential(3, 5).round(2), np.array([0, 0, 1, 1, 1]),
)  # fmt: skip
