package northstar.simulations;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import northstar.statistics.ArmMoments;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.Look;
import northstar.statistics.UnitData;
import northstar.statistics.UnitEvidence;

/** Two small arms of skewed values, all known, for the permutation test and its bootstrap interval. */
record FewUnits() implements Scenario {
    private static final int RUNS = 1_000;
    private static final int CONTROL = 40;
    private static final int TREATMENT = 25;

    /** Gamma with shape 2: skewness 1.4. */
    private static final double LEVEL = 2;

    private static final double RELATIVE_EFFECT = 0.6;

    @Override
    public String name() {
        return "25 and 40 skewed units";
    }

    @Override
    public int runs() {
        return RUNS;
    }

    @Override
    public Set<Method> methods() {
        return Set.of(Method.FIXED);
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
        return CONTROL + TREATMENT;
    }

    @Override
    public List<Double> times() {
        return List.of(1.0);
    }

    @Override
    public Sample draw(RandomGenerator random, boolean isMoved) {
        double[][] control = values(random, CONTROL, 1);
        double[][] treatment = values(random, TREATMENT, isMoved ? 1 + RELATIVE_EFFECT : 1);
        Look look = Look.last(EffectEstimator.withDefaults()
                .compare(Estimand.MEAN, ArmMoments.ofRows(control), ArmMoments.ofRows(treatment)));
        return new Sample(
                List.of(look), UnitEvidence.of(UnitData.of(control, treatment), Method.ALPHA, random.nextLong()));
    }

    private static double[][] values(RandomGenerator random, int units, double factor) {
        double[][] values = new double[units][1];
        for (double[] value : values) {
            value[0] = -factor * (Math.log(1 - random.nextDouble()) + Math.log(1 - random.nextDouble()));
        }
        return values;
    }
}
