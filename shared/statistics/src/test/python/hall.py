"""Hall's transformation by mpmath, its inverse by root finding, p-values and Fieller's ends by SciPy."""

import mpmath
from golden import header, row
from scipy import optimize, stats

header(
    "Hall's h(t) = t + g t^2/3 + g^2 t^3/27 + g/6 (mpmath, 40 digits), its inverse (mpmath.findroot), the normal and"
    " the t p-value of h(t) (scipy.stats) and the ends of Fieller's set whose lower end uses h^-1(z), its upper end"
    " -h^-1(-z), z the normal .975 quantile (scipy.optimize.brentq on the linear contrast). Relative 1e-9.",
    ["mpmath", "scipy"],
    "skewness,effect,standardError,controlMean,controlError,transformed,pValue,pValueT50,below,above,"
    "relativeLower,relativeUpper".split(","),
)
mpmath.mp.dps = 40
z = float(stats.norm.ppf(0.975))


def h(t, g):
    t, g = mpmath.mpf(t), mpmath.mpf(g)
    return t + g * t**2 / 3 + g**2 * t**3 / 27 + g / 6


def inverse(x, g):
    return float(mpmath.findroot(lambda t: h(t, g) - mpmath.mpf(x), mpmath.mpf(x)))


def end(effect, se, mean, error, q, sign):
    """A root of (effect - L mean)^2 = q^2 Var(effect - L mean), no covariance of the levels: Var = se^2 + L(2 + L) error^2."""

    def contrast(relative):
        return (effect - relative * mean) ** 2 - q**2 * (se**2 + relative * (2 + relative) * error**2)

    point = effect / mean
    step = 1e-4
    while contrast(point + sign * step) < 0:
        step *= 1.3
    return optimize.brentq(contrast, point, point + sign * step, xtol=1e-15, rtol=1e-14)


for g in (0.12, -0.12, 0.3, -0.3, 0.06, 1e-9):
    for effect, se, mean, error in ((0.4, 0.2, 5, 0.1), (-0.3, 0.1, 2, 0.05), (0.02, 0.1, 1, 0.06)):
        t = mpmath.mpf(effect) / mpmath.mpf(se)
        value = float(h(t, g))
        below, above = inverse(z, g), -inverse(-z, g)
        row(
            g, effect, se, float(mean), error, value,
            float(2 * stats.norm.sf(abs(value))), float(2 * stats.t.sf(abs(value), 50)), below, above,
            end(effect, se, mean, error, below, -1), end(effect, se, mean, error, above, 1),
        )  # fmt: skip
