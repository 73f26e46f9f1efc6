"""Critical values of the power family by the solver of spotify-confidence, a port of ldbounds."""

import importlib.util
from importlib.metadata import files

import numpy as np
from golden import header, joined, row

# The module alone: the package would ask for charting libraries.
solver = next(f for f in files("spotify-confidence") if f.name == "sequential_bound_solver.py")
spec = importlib.util.spec_from_file_location("sequential_bound_solver", solver.locate())
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
bounds = module.bounds

header(
    "One-sided group-sequential critical values, spending alpha t^exponent:"
    " spotify_confidence.analysis.frequentist.sequential_bound_solver.bounds, whose own grid is exact to four digits."
    " Absolute 2e-3.",
    ["spotify-confidence", "pandas", "scipy", "numpy"],
    "exponent,alpha,times,criticalValues".split(","),
)
for exponent, alpha, times in [
    (2.0, 0.05, np.arange(1, 6) / 5),
    (2.0, 0.025, np.arange(1, 15) / 14),
    (1.0, 0.05, np.arange(1, 6) / 5),
    (3.0, 0.1, np.array([0.2, 0.45, 0.5, 0.8, 1.0])),
    (2.0, 0.05, np.arange(1, 29) / 28),
]:
    values = bounds(times, alpha=alpha, rho=exponent, ztrun=8, sides=1).bounds
    row(exponent, alpha, joined(times), joined(values))
