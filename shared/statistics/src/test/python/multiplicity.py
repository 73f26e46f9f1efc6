"""Adjusted p-values, by statsmodels."""

import numpy as np
from golden import header, joined, row
from statsmodels.stats.multitest import multipletests

header(
    "Adjusted p-values: statsmodels.stats.multitest.multipletests (bonferroni, holm, fdr_bh, fdr_by). Relative 1e-12.",
    ["statsmodels", "numpy"],
    "pValues,bonferroni,holm,benjaminiHochberg,benjaminiYekutieli".split(","),
)
random = np.random.default_rng(20261102)
families = [
    [0.003, 0.012, 0.02, 0.04, 0.3],
    [0.3, 0.003, 0.04, 0.02, 0.012],
    [0.04],
    [0.01, 0.01, 0.01],
    [0.0, 1.0, 0.5],
    [0.9, 0.95, 1.0],
    [1e-300, 1e-20, 0.2, 0.2, 0.049],
]
families += [list(random.uniform(0, 1, size) ** power) for size, power in [(2, 1), (7, 3), (20, 4), (60, 2)]]
for p in families:
    adjusted = [joined(multipletests(p, method=m)[1]) for m in ["bonferroni", "holm", "fdr_bh", "fdr_by"]]
    row(joined(p), *adjusted)
