"""Control variates by statsmodels GLS, Fieller's interval by SciPy root finding, from raw rows."""

import numpy as np
from golden import header, joined, row
from scipy import optimize, stats
from statsmodels.regression.linear_model import GLS

header(
    "Adjusted effects. GLS of (D_Y, D_X) on (1, 0) with the known covariance of the differences, from simulated rows"
    " (numpy.cov, ratio linearised row by row); standard error before the small-sample factor; Fieller's interval of the"
    " factored comparison by brentq on the linear contrast with t quantile .975. Relative 1e-9.",
    ["statsmodels", "scipy", "numpy"],
    "kind,nC,meansC,covariancesC,nT,meansT,covariancesT,effect,standardError,degreesOfFreedom,relativeLower,relativeUpper".split(","),
)
random = np.random.default_rng(20261103)


def simulate(kind, n, covariates, shift):
    x = random.normal(3, 1, (n, covariates)) @ np.triu(np.ones((covariates, covariates)))
    noise = random.gamma(2, 1, n)
    y = 2 + x.sum(axis=1) + noise + shift
    if kind == "ratio":
        d = 4 + random.poisson(3, n) + 0.5 * x[:, 0]
        return np.column_stack([y * 0.2 * d, d, x])
    if kind == "negative":
        return np.column_stack([-y, x])
    return np.column_stack([y, x])


def linearised(kind, data):
    if kind != "ratio":
        return data[:, 0].mean(), data
    r = data[:, 0].mean() / data[:, 1].mean()
    e = (data[:, 0] - r * data[:, 1]) / data[:, 1].mean()
    return r, np.column_stack([e, data[:, 2:]])


def case(kind, nc, nt, p, shift):
    raw_c, raw_t = simulate(kind, nc, p, 0), simulate(kind, nt, p, shift)
    level_c, c = linearised(kind, raw_c)
    level_t, t = linearised(kind, raw_t)
    cc, ct = np.cov(c, rowvar=False), np.cov(t, rowvar=False)
    v = cc / nc + ct / nt
    d = np.concatenate([[level_t - level_c], t[:, 1:].mean(axis=0) - c[:, 1:].mean(axis=0)])
    fit = GLS(d, np.eye(p + 1)[:, :1], sigma=v).fit()
    effect, variance = float(fit.params[0]), float(fit.normalized_cov_params[0, 0])
    theta = np.linalg.solve(v[1:, 1:], v[1:, 0])
    # Residual variances, row by row.
    rc, rt = (np.var(a[:, 0] - a[:, 1:] @ theta, ddof=1) / n for a, n in ((c, nc), (t, nt)))
    df = (rc + rt) ** 2 / (rc**2 / (nc - 1) + rt**2 / (nt - 1)) - p
    # Adjusted levels as linear combinations of the four independent means.
    pc, pt = nc / (nc + nt), nt / (nc + nt)
    weights_t = {"t": np.concatenate([[1], -pc * theta]), "c": np.concatenate([[0], pc * theta])}
    weights_c = {"t": np.concatenate([[0], pt * theta]), "c": np.concatenate([[1], -pt * theta])}
    factor = (nc + nt - 2) / (nc + nt - 2 - p)

    def covariance(a, b):
        return factor * (a["t"] @ ct @ b["t"] / nt + a["c"] @ cc @ b["c"] / nc)

    m_t = level_t - pc * theta @ d[1:]
    m_c = level_c + pt * theta @ d[1:]
    z = stats.t.ppf(0.975, df)

    def contrast(ratio):
        variance = (
            covariance(weights_t, weights_t)
            - 2 * ratio * covariance(weights_t, weights_c)
            + ratio**2 * covariance(weights_c, weights_c)
        )
        return (m_t - ratio * m_c) ** 2 - z**2 * variance

    point = m_t / m_c
    ends = []
    for sign in (-1, 1):
        step = 1e-3
        while contrast(point + sign * step) < 0:
            step *= 1.5
        ends.append(optimize.brentq(contrast, point, point + sign * step, xtol=1e-15, rtol=1e-14) - 1)
    if m_c < 0:
        ends = [-ends[1], -ends[0]]
    row(
        kind, nc, joined(raw_c.mean(axis=0)), joined(np.cov(raw_c, rowvar=False).ravel()),
        nt, joined(raw_t.mean(axis=0)), joined(np.cov(raw_t, rowvar=False).ravel()),
        effect, variance**0.5, float(df), float(ends[0]), float(ends[1]),
    )  # fmt: skip


for kind in ("mean", "negative", "ratio"):
    for nc, nt, p in ((60, 60, 1), (400, 100, 2), (300, 900, 4)):
        case(kind, nc, nt, p, 0.3)
