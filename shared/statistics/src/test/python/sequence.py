"""Mixture e-values by SciPy quadrature of the mixed likelihood ratio itself."""

from golden import header, row
from math import exp, log, pi, sqrt
from scipy import integrate

header(
    "E-value: integral of the likelihood ratio exp(x d / V - d^2 / (2 V)) over d ~ N(0, r2 t V), by scipy.integrate.quad."
    " Relative 1e-9.",
    ["scipy"],
    "statistic,units,r2,eValue".split(","),
)
for statistic, units, r2 in [
    (3.176619129, 2000, 8.211968062068253 / 10000),
    (0.0, 2000, 8.211968062068253 / 10000),
    (-1.2, 150, 0.01),
    (2.5, 100000, 0.0008),
    (4.75, 500, 0.0008),
    (-8.0, 40000, 0.0001),
]:
    tau2 = r2 * units

    def integrand(d):
        return exp(statistic * d - d * d / 2 - d * d / (2 * tau2)) / sqrt(2 * pi * tau2)

    centre = statistic * tau2 / (1 + tau2)
    width = 12 * sqrt(tau2 / (1 + tau2))
    value, _ = integrate.quad(integrand, centre - width, centre + width, epsabs=0, epsrel=1e-13, limit=400)
    row(statistic, units, r2, value)
