"""What gbstats' two-sided t test takes: reads pairs of arms and prints its version, the median and the p-values.

A line is size, mean and variance of the control, then of the treatment. The statistics are made before the clock
starts, as the moments are on the other side.
"""

import statistics
import sys
import time
from importlib.metadata import version

from gbstats.frequentist.tests import FrequentistConfig, TwoSidedTTest  # type: ignore[import-not-found]
from gbstats.models.statistics import SampleMeanStatistic  # type: ignore[import-not-found]

WARM_UP = 500
CALLS = 5000


def statistic(n: float, mean: float, variance: float) -> SampleMeanStatistic:
    """An arm as gbstats has it."""
    return SampleMeanStatistic(n=int(n), sum=n * mean, sum_squares=variance * (n - 1) + n * mean**2)


def pair(line: str) -> tuple[SampleMeanStatistic, SampleMeanStatistic]:
    """The arms of a line."""
    numbers = [float(word) for word in line.split()]
    return statistic(*numbers[:3]), statistic(*numbers[3:])


config = FrequentistConfig(difference_type="absolute")
pairs = [pair(line) for line in sys.stdin]
p_values = [TwoSidedTTest(control, treatment, config).compute_result().p_value for control, treatment in pairs]
nanos = []
for call in range(WARM_UP + CALLS):
    control, treatment = pairs[call % len(pairs)]
    start = time.perf_counter_ns()
    TwoSidedTTest(control, treatment, config).compute_result()
    nanos.append(time.perf_counter_ns() - start)
print(version("gbstats"))
print(statistics.median(nanos[WARM_UP:]))
for p_value in p_values:
    print(float(p_value))
