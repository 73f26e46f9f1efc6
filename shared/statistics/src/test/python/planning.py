"""Sample sizes, chances and values of tests, by statsmodels and by SciPy's quadrature."""

import numpy as np
from golden import header, joined, row
from scipy.integrate import quad
from scipy.stats import multivariate_normal, norm
from statsmodels.stats.power import NormalIndPower, normal_power_het, normal_sample_size_one_tail

header(
    "Planning: statsmodels (units, chance), scipy.integrate.quad over the true effect (predictive, assurance, value),"
    " scipy.stats.multivariate_normal (sequential chance). Inputs as in PlanningGoldenTest. Relative tolerance in the row.",
    ["statsmodels", "scipy", "numpy"],
    "quantity,inputs,expected,tolerance".split(","),
)
random = np.random.default_rng(20261123)


def number(low, high):
    return float(random.uniform(low, high))


def out(quantity, inputs, expected, tolerance):
    row(quantity, joined(inputs), float(expected), tolerance)


# Units of both arms, equal variances: one-sided errors, ratio of treatment to control.
for _ in range(12):
    delta, variance = number(0.01, 1), number(0.1, 9)
    alpha, power, treatment = number(0.001, 0.1), number(0.55, 0.97), number(0.1, 0.9)
    ratio = treatment / (1 - treatment)
    n = NormalIndPower().solve_power(
        effect_size=delta / variance**0.5, alpha=alpha, power=power, ratio=ratio, alternative="larger"
    )
    out("units", (delta, variance, alpha, power, 1 - treatment), n * (1 + ratio), 1e-7)

# Units of each of two arms with different variances, the variance not pooled under the hypothesis.
for _ in range(8):
    p, lift = number(0.01, 0.4), number(0.02, 0.5)
    q = p * (1 + lift)
    alpha, power = number(0.001, 0.1), number(0.55, 0.97)
    std = (p * (1 - p) + q * (1 - q)) ** 0.5
    n = normal_sample_size_one_tail(q - p, power, alpha, std_null=std, std_alternative=std)
    out("shares", (p, q, alpha, power), n, 1e-9)

# The chance that a given number of units in each arm finds a relative change of a mean.
for _ in range(8):
    mean, variance, lift = number(0.5, 20), number(0.5, 50), number(0.005, 0.1)
    alpha, n = number(0.001, 0.1), number(500, 50_000)
    std = (variance * (1 + (1 + lift) ** 2)) ** 0.5
    chance = normal_power_het(mean * lift, n, alpha, std_null=std, std_alternative=std, alternative="larger")
    out("chance", (mean, variance, lift, alpha, n), np.atleast_1d(chance)[0], 1e-9)

# A test under way: the chance at the last look, averaged over what is believed of the effect.
for _ in range(10):
    z, i, growth, critical = number(-2, 3), number(50, 5000), number(1.05, 8), number(1.5, 3)
    mean, sd = number(-0.02, 0.02), number(0.005, 0.1)
    largest = i * growth
    variance = 1 / (1 / sd**2 + i)
    centre = variance * (mean / sd**2 + z * i**0.5)

    def chance(effect):
        rest = largest - i
        return norm.cdf((z * i**0.5 + effect * rest - critical * largest**0.5) / rest**0.5)

    expected = quad(
        lambda u: norm.pdf(u) * chance(centre + u * variance**0.5), -10, 10, epsabs=1e-13, epsrel=1e-12, limit=500
    )[0]
    out("predictive", (z, i, largest, critical, mean, sd), expected, 1e-8)
    out("conditional", (z, i, largest, critical, mean), chance(mean), 1e-9)

# Before a test: the chance of a win, and what an estimate is worth for the decision, averaged over the true effect.
for _ in range(10):
    mean, sd, se, critical = number(-0.05, 0.05), number(0.005, 0.1), number(0.002, 0.1), number(1.5, 3)
    win = quad(
        lambda u: norm.pdf(u) * norm.sf(critical - (mean + u * sd) / se), -10, 10, epsabs=1e-13, epsrel=1e-12, limit=500
    )[0]
    out("assurance", (mean, sd, critical, se), win, 1e-8)
    omega = sd**2 / (sd**2 + se**2) ** 0.5
    kink = -mean / omega
    gain = quad(lambda u: norm.pdf(u) * (mean + u * omega), kink, 10 + abs(kink), epsabs=1e-15, epsrel=1e-12, limit=500)
    out("value", (mean, sd, se), gain[0] - max(0, mean), 1e-6)

# The chance that a one-sided test at several looks finds an effect, and the bounds that were taken.
for times in ((0.5, 1.0), (0.3, 0.6, 1.0), (0.25, 0.5, 0.75, 1.0)):
    for drift in (1.0, 2.5, 3.2):
        t = np.array(times)
        bounds = 2.1 / t**0.5
        mean = drift * t**0.5
        cov = np.sqrt(np.minimum.outer(t, t) / np.maximum.outer(t, t))
        stay = multivariate_normal.cdf(
            bounds - mean, cov=cov, maxpts=2_000_000, abseps=1e-9, releps=0, rng=np.random.default_rng(7)
        )
        out("sequential", (drift, *times), 1 - stay, 2e-6)
