"""Small proportions: SciPy's Fisher test and hypergeometric distribution, statsmodels' Newcombe interval."""

from golden import header, row
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

header(
    "Fisher's exact test (scipy.stats.fisher_exact), the same less half of the tables as likely as the observed one"
    " (scipy.stats.hypergeom), Newcombe's interval (statsmodels confint_proportions_2indep, method newcomb). Relative 1e-9.",
    ["scipy", "statsmodels"],
    "controlSuccesses,controlUnits,treatmentSuccesses,treatmentUnits,pValue,midPValue,ciLower,ciUpper".split(","),
)
for xc, nc, xt, nt in (
    (2, 45, 7, 40), (0, 50, 0, 60), (0, 50, 5, 50), (50, 50, 45, 50), (1, 1000, 9, 900), (3, 20, 17, 20),
    (9, 100000, 2, 90000), (4000, 5000, 6, 10), (1, 1, 0, 1), (995, 1000, 999, 1000), (5, 1000000, 400, 3000000),
):  # fmt: skip
    table = [[xt, nt - xt], [xc, nc - xc]]
    p = float(stats.fisher_exact(table).pvalue)
    d = stats.hypergeom(nc + nt, xc + xt, nt)
    own = d.pmf(xt)
    low, high = max(0, xc + xt - nc), min(xc + xt, nt)
    equal = sum(q for q in d.pmf(range(low, high + 1)) if abs(q / own - 1) < 1e-7)
    lower, upper = confint_proportions_2indep(xt, nt, xc, nc, method="newcomb", compare="diff")
    row(xc, nc, xt, nt, p, max(0.0, p - equal / 2), float(lower), float(upper))
