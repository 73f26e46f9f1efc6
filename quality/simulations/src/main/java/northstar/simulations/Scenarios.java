package northstar.simulations;

import java.util.List;
import java.util.Set;
import northstar.statistics.ClusterRule;

/** The experiments that are run. */
final class Scenarios {
    private static final int DAYS = 14;

    private Scenarios() {}

    /** Returns all of them, in the order of the table. */
    static List<Scenario> all() {
        return List.of(
                Experiment.of("mean", Populations.mean(0.21), Plan.of(DAYS, 200, 0.5)),
                Experiment.of("skewed mean", Populations.skewed(0.14), Plan.of(DAYS, 200, 0.5)),
                Experiment.of("proportion 2 %", Populations.proportion(0.02, 0.01), Plan.of(DAYS, 500, 0.5)),
                Experiment.of("ratio", Populations.ratio(0.024), Plan.of(DAYS, 200, 0.5)),
                new Quantiles(),
                new Experiment(
                        "clustered",
                        Populations.clusters(0.32),
                        Plan.of(DAYS, 30, 0.5),
                        ClusterRule::applied,
                        Set.of(Method.values())),
                new Experiment(
                        "40 clusters",
                        Populations.clusters(1.05),
                        Plan.of(1, 40, 0.5),
                        ClusterRule::applied,
                        Set.of(Method.FIXED)),
                Experiment.of("CUPED", Populations.withHistory(0.15), Plan.of(DAYS, 200, 0.5)),
                Experiment.of("skewed mean 90:10", Populations.skewed(0.13), Plan.of(DAYS, 600, 0.1)),
                Experiment.of("proportion 2 % 90:10", Populations.proportion(0.02, 0.01), Plan.of(DAYS, 1_200, 0.1)),
                Experiment.of("ramp-up 10 to 50 %", Populations.mean(0.22), new Plan(DAYS, 200, 0.5, 4, 0.1, 0.1)),
                new FewUnits());
    }
}
