"""A Bayesian reading: gbstats' posterior of a normal prior, and SciPy's quadrature over mixtures."""

import numpy as np
from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig, GaussianPrior
from gbstats.models.statistics import SampleMeanStatistic
from golden import header, joined, row
from scipy import integrate, stats

header(
    "Posterior of a relative effect under a mixture of normal priors: mean, standard deviation, chance above 0, expected loss"
    " E max(0, -theta), expected missed gain E max(0, theta), by scipy.integrate.quad over prior x likelihood. Where there is one"
    " component, chance and loss equal gbstats EffectBayesianABTest (chance_to_win, risk[1]) to 1e-6. Relative 1e-6.",
    ["scipy", "gbstats"],
    "effect,standardError,weights,means,deviations,mean,standardDeviation,chanceOfGain,expectedLoss,expectedMissedGain".split(
        ","
    ),
)


def quadrature(x, s, prior):
    def density(theta):
        return sum(w * stats.norm.pdf(theta, m, d) for w, m, d in prior) * stats.norm.pdf(x, theta, s)

    ends = [min(x - 12 * s, min(m - 12 * d for _, m, d in prior)), max(x + 12 * s, max(m + 12 * d for _, m, d in prior))]
    points = sorted({ends[0], ends[1], 0.0, x, x - 4 * s, x + 4 * s, *(m for _, m, _ in prior)})

    def integral(f):
        return sum(
            integrate.quad(lambda t: f(t) * density(t), a, b, epsabs=0, epsrel=1e-12, limit=400)[0]
            for a, b in zip(points, points[1:])
        )

    total = integral(lambda t: 1)
    mean = integral(lambda t: t) / total
    square = integral(lambda t: (t - mean) ** 2) / total
    return [
        mean, square**0.5, integral(lambda t: float(t > 0)) / total,
        integral(lambda t: max(0.0, -t)) / total, integral(lambda t: max(0.0, t)) / total,
    ]  # fmt: skip


def case(x, s, prior):
    values = quadrature(x, s, prior)
    if len(prior) == 1:
        # Two arms whose relative delta-method effect is x with error s: the control varies next to nothing.
        n = 10**6
        control = SampleMeanStatistic(n=n, sum=n, sum_squares=n + 1e-3)
        variance = s**2 * n
        treatment = SampleMeanStatistic(
            n=n, sum=n * (1 + x), sum_squares=variance * (n - 1) + n * (1 + x) ** 2
        )
        config = EffectBayesianConfig(
            difference_type="relative",
            prior_effect=GaussianPrior(mean=prior[0][1], variance=prior[0][2] ** 2, proper=True),
        )
        result = EffectBayesianABTest(control, treatment, config).compute_result()
        assert abs(result.chance_to_win - values[2]) < 1e-6, (result, values)
        assert abs(result.risk[1] - values[3]) < 1e-6, (result, values)
    row(x, s, *(joined(column) for column in zip(*prior)), *map(float, values))


case(0.03, 0.01, [(1.0, 0.0, 0.05)])
case(-0.02, 0.04, [(1.0, 0.0, 0.05)])
case(0.25, 0.03, [(1.0, 0.0, 0.05)])
case(0.01, 0.02, [(1.0, 0.01, 0.02)])
case(0.04, 0.02, [(0.5, 0.0, 0.01), (0.5, 0.0, 0.1)])
case(-0.03, 0.015, [(0.2, 0.01, 0.005), (0.5, 0.01, 0.02), (0.3, 0.01, 0.06)])
