package northstar.simulations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import northstar.statistics.Comparison;
import northstar.statistics.Estimand;
import northstar.statistics.Look;
import northstar.statistics.QuantileEstimator;
import northstar.statistics.StandardNormal;

/**
 * The 90 % quantile of waiting times: each unit has one to five of them, which are alike, and a table of 129 thresholds that the
 * first day fixed.
 */
record Quantiles() implements Scenario {
    private static final int RUNS = 1_000;
    private static final double P = 0.9;
    private static final Plan PLAN = Plan.of(14, 2_000, 0.5);
    private static final double RELATIVE_EFFECT = 0.034;
    private static final double OWN = 0.5;
    private static final double EACH = 0.5;

    /** The values are lognormal, so that their quantile is known. */
    private static final double LEVEL = Math.exp(StandardNormal.quantile(P) * Math.hypot(OWN, EACH));

    private static final QuantileEstimator ESTIMATOR = new QuantileEstimator(P);

    @Override
    public String name() {
        return "quantile 90 %";
    }

    @Override
    public int runs() {
        return RUNS;
    }

    @Override
    public Set<Method> methods() {
        return Set.of(Method.values());
    }

    @Override
    public Estimand estimand() {
        return Estimand.MEAN;
    }

    @Override
    public double level() {
        return LEVEL;
    }

    @Override
    public double effect() {
        return LEVEL * RELATIVE_EFFECT;
    }

    @Override
    public double plannedUnits() {
        return PLAN.units();
    }

    @Override
    public List<Double> times() {
        return PLAN.times();
    }

    @Override
    public Sample draw(RandomGenerator random, boolean isMoved) {
        List<double[]> first = new ArrayList<>();
        List<double[]> firstTreated = new ArrayList<>();
        units(random, isMoved, 0, first, firstTreated);
        double[] thresholds = thresholds(first, firstTreated);
        Counts control = new Counts(thresholds);
        Counts treatment = new Counts(thresholds);
        List<Look> looks = new ArrayList<>();
        for (int day = 0; day < PLAN.days(); day++) {
            List<double[]> untreated = day == 0 ? first : new ArrayList<>();
            List<double[]> treated = day == 0 ? firstTreated : new ArrayList<>();
            if (day > 0) {
                units(random, isMoved, day, untreated, treated);
            }
            untreated.forEach(control::add);
            treated.forEach(treatment::add);
            Comparison comparison =
                    ESTIMATOR.compare(ESTIMATOR.estimate(control.table()), ESTIMATOR.estimate(treatment.table()));
            double time = (day + 1.0) / PLAN.days();
            looks.add(
                    day + 1 == PLAN.days()
                            ? Look.last(comparison)
                            : new Look(comparison, false, OptionalDouble.of(time)));
        }
        return new Sample(looks, Optional.empty());
    }

    private static void units(
            RandomGenerator random, boolean isMoved, int day, List<double[]> control, List<double[]> treatment) {
        int units = PLAN.units(day);
        for (int i = 0; i < units; i++) {
            boolean isTreated = random.nextDouble() < PLAN.share();
            double own = OWN * random.nextGaussian();
            double factor = isTreated && isMoved ? 1 + RELATIVE_EFFECT : 1;
            double[] values = new double[random.nextInt(1, 6)];
            for (int v = 0; v < values.length; v++) {
                values[v] = factor * Math.exp(own + EACH * random.nextGaussian());
            }
            (isTreated ? treatment : control).add(values);
        }
    }

    /** Quantiles of the values of both arms at {@code p +- w (j/64)^2}, {@code w = min(p, 1 - p)/2}. */
    private static double[] thresholds(List<double[]> control, List<double[]> treatment) {
        double[] values = Stream.concat(control.stream(), treatment.stream())
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        double width = Math.min(P, 1 - P) / 2;
        double[] thresholds = new double[129];
        for (int j = -64; j <= 64; j++) {
            double rank = (values.length - 1) * (P + Math.signum(j) * width * Math.pow(j / 64.0, 2));
            int below = (int) rank;
            double next = values[Math.min(below + 1, values.length - 1)];
            thresholds[j + 64] = values[below] + (rank - below) * (next - values[below]);
        }
        return Arrays.stream(thresholds).distinct().toArray();
    }
}
