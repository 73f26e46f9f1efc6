"""Sample ratio: chi-square by SciPy, Dirichlet-multinomial e-values by mpmath with 60 digits."""

import mpmath as mp
from golden import header, joined, row
from scipy import stats

mp.mp.dps = 60
header(
    "Sample ratio: scipy.stats.chisquare (relative 1e-11); logarithm of the mean of the Dirichlet-multinomial e-values at"
    " concentration 100 and 10000 by mpmath.loggamma with 60 digits (absolute 1e-11 plus relative 1e-12).",
    ["scipy", "mpmath"],
    "counts,weights,statistic,degreesOfFreedom,pValue,logEValue".split(","),
)
cases = [
    ([50000, 50600], [0.5, 0.5]),
    ([821588, 815482], [0.5, 0.5]),
    ([4000, 4100, 1900], [0.4, 0.4, 0.2]),
    ([500, 600], [0.5, 0.5]),
    ([16687, 33396], [1 / 3, 2 / 3]),
    ([1, 0], [0.5, 0.5]),
    ([0, 40], [0.5, 0.5]),
    ([999, 1], [0.999, 0.001]),
    ([990000, 1000, 9000], [0.99, 0.001, 0.009]),
    ([10, 10, 10, 10, 11], [0.2] * 5),
    ([500000300000, 499999700000], [0.5, 0.5]),
    ([250001000000, 749999000000], [0.25, 0.75]),
    ([3000, 2000], [0.5, 0.5]),
]


def log_e(n, weights, concentration):
    k = mp.mpf(concentration)
    w = [mp.mpf(x) for x in weights]
    w = [x / mp.fsum(w) for x in w]
    value = mp.loggamma(k) - mp.loggamma(k + sum(n))
    for count, weight in zip(n, w):
        value += mp.loggamma(k * weight + count) - mp.loggamma(k * weight) - count * mp.log(weight)
    return value


for counts, weights in cases:
    total = sum(counts)
    test = stats.chisquare(counts, [total * w for w in weights])
    mean = mp.log((mp.exp(log_e(counts, weights, 100)) + mp.exp(log_e(counts, weights, 10000))) / 2)
    row(
        " ".join(map(str, counts)),
        joined(weights),
        float(test.statistic),
        len(counts) - 1,
        float(test.pvalue),
        float(mean),
    )
