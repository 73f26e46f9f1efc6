"""Post-stratification by statsmodels: the saturated regression with centred strata, errors HC2, and by NumPy by the formula."""

import numpy as np
import statsmodels.api as sm
from golden import header, joined, row

header(
    "Post-stratified effects of simulated units. `effect` and `within`: OLS of the value on treatment, strata and treatment x"
    " strata, strata as dummies less their share, covariance HC2: coefficient of treatment and its variance. `drawn`: NumPy,"
    " (1/N) sum w_k (effect_k - effect)^2. Cells are n, mean, variance (divisor n - 1) by stratum. Relative 1e-9.",
    ["statsmodels", "numpy"],
    "controlN,controlMeans,controlVariances,treatmentN,treatmentMeans,treatmentVariances,effect,within,drawn".split(","),
)
random = np.random.default_rng(20261123)


def case(sizes, means, spreads, shift):
    y, t, s = [], [], []
    for k, ((nc, nt), mean, spread) in enumerate(zip(sizes, means, spreads)):
        for treated, n in ((0, nc), (1, nt)):
            y.append(mean + spread * random.gamma(1.5, 1, n) + treated * shift * (k + 1))
            t.append(np.full(n, treated))
            s.append(np.full(n, k))
    y, t, s = map(np.concatenate, (y, t, s))
    strata = np.column_stack([(s == k) - (s == k).mean() for k in range(1, len(sizes))])
    x = np.column_stack([np.ones(len(y)), t, strata, strata * t[:, None]])
    fit = sm.OLS(y, x).fit(cov_type="HC2")
    weights = [(s == k).mean() for k in range(len(sizes))]
    cells = [[(y[(t == v) & (s == k)]) for k in range(len(sizes))] for v in (0, 1)]
    effects = [cells[1][k].mean() - cells[0][k].mean() for k in range(len(sizes))]
    drawn = sum(w * (e - fit.params[1]) ** 2 for w, e in zip(weights, effects)) / len(y)
    out = []
    for arm in cells:
        out += [" ".join(str(len(c)) for c in arm), joined(c.mean() for c in arm), joined(c.var(ddof=1) for c in arm)]
    row(*out, float(fit.params[1]), float(fit.cov_params()[1, 1]), float(drawn))


case([(400, 380), (100, 120)], [1, 8], [1, 3], 0.1)
case([(900, 100), (500, 500)], [1, 3], [2, 2], 0.2)
case([(50, 60), (70, 30), (40, 40), (25, 200)], [1, 2, 3, 4], [1, 2, 1, 2], -0.1)
