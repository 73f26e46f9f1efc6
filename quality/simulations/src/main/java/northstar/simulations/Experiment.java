package northstar.simulations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import northstar.statistics.Comparison;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.Look;
import northstar.statistics.PostStratification;

/**
 * An experiment whose units come in day by day. A unit counts once its window has passed: a look sees the cohorts that are mature,
 * and its spending time is their share of all.
 *
 * @param name what it is called
 * @param population where the units come from
 * @param plan which come when
 * @param reading how the comparison of a look is read, if not as it is
 * @param methods what it is read by
 */
record Experiment(String name, Population population, Plan plan, UnaryOperator<Comparison> reading, Set<Method> methods)
        implements Scenario {
    private static final int RUNS = 10_000;

    Experiment {
        methods = Set.copyOf(methods);
    }

    static Experiment of(String name, Population population, Plan plan) {
        return new Experiment(name, population, plan, UnaryOperator.identity(), Set.of(Method.values()));
    }

    @Override
    public int runs() {
        return RUNS;
    }

    @Override
    public Estimand estimand() {
        return population.estimand();
    }

    @Override
    public double level() {
        return population.level() + plan.meanTrend();
    }

    @Override
    public double effect() {
        return population.effect();
    }

    @Override
    public double plannedUnits() {
        return plan.units();
    }

    @Override
    public List<Double> times() {
        return plan.times();
    }

    @Override
    public Sample draw(RandomGenerator random, boolean isMoved) {
        List<Arms> epochs = IntStream.range(0, plan.firstDays() > 0 ? 2 : 1)
                .mapToObj(_ -> arms())
                .toList();
        List<Look> looks = new ArrayList<>();
        for (int day = 0; day < plan.days(); day++) {
            Arms cohort = cohort(random, day, isMoved);
            epochs.get(epochs.size() == 1 ? 0 : plan.epoch(day)).add(cohort);
            Comparison comparison = reading.apply(compare(epochs));
            boolean isFinal = day + 1 == plan.days();
            looks.add(
                    isFinal
                            ? Look.last(comparison)
                            : new Look(comparison, false, OptionalDouble.of((day + 1.0) / plan.days())));
        }
        return new Sample(looks, Optional.empty());
    }

    private Arms cohort(RandomGenerator random, int day, boolean isMoved) {
        Arms cohort = arms();
        double[] row = new double[population.columns()];
        int units = plan.units(day);
        double share = plan.shareOn(day);
        for (int i = 0; i < units; i++) {
            boolean isTreated = random.nextDouble() < share;
            population.draw(random, isTreated && isMoved, row);
            row[0] += plan.trend() * day;
            (isTreated ? cohort.treatment : cohort.control).add(row);
        }
        return cohort;
    }

    private Comparison compare(List<Arms> epochs) {
        if (epochs.size() == 1) {
            Arms arms = epochs.getFirst();
            return EffectEstimator.withDefaults().compare(estimand(), arms.control.moments(), arms.treatment.moments());
        }
        List<PostStratification.Stratum> strata = epochs.stream()
                .map(arms -> new PostStratification.Stratum(arms.control.moments(), arms.treatment.moments()))
                .toList();
        return PostStratification.with(EffectEstimator.withDefaults())
                .compare(estimand(), strata)
                .comparison();
    }

    private Arms arms() {
        int metric = estimand().columns();
        return new Arms(new Sums(population.columns(), metric), new Sums(population.columns(), metric));
    }

    private record Arms(Sums control, Sums treatment) {
        void add(Arms other) {
            control.add(other.control);
            treatment.add(other.treatment);
        }
    }
}
