package northstar.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import northstar.domain.definition.Analysis.Method;
import northstar.domain.definition.DataSource;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Permutation;
import northstar.statistics.BootstrapT;
import northstar.statistics.Claim;
import northstar.statistics.Comparison;
import northstar.statistics.Direction;
import northstar.statistics.Estimand;
import northstar.statistics.FamilyErrors;
import northstar.statistics.GuardedTest;
import northstar.statistics.PermutationTest;
import northstar.statistics.UnitData;
import org.jspecify.annotations.Nullable;

/**
 * Asks the units of a table where their moments cannot tell (METHODS 11.4, 11.5): an arm has few units, or a few very large
 * values decide. Whatever a normal approximation is good for is never asked.
 *
 * <p>The draws depend on the experiment's key, the metric and the treatment alone.
 */
public final class UnitGuard {
    /** Most units of control and a treatment that are permuted; above, what the moments say stands. */
    public static final long MOST_UNITS = 100_000;

    private static final long MOST_UNITS_IN_ALL = 2_000_000;

    /** Of how many findings may be selected, so many steps are kept; between them the wider interval is taken. */
    private static final int EXPLORATORY_STEPS = 16;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private UnitGuard() {}

    /** Reads the values of units. */
    @FunctionalInterface
    public interface Rows {
        /** Returns one row for each unit of the variant that has the metric: its value, or numerator and denominator. */
        double[][] of(String metric, String variant);
    }

    /**
     * Returns a measurement with what its units say wherever they have to be asked.
     *
     * @param measurement of a table of units; any other is returned as it is
     * @param rows the values of the units that were measured
     */
    public static Measurement completed(PinnedExperiment pinned, Measurement measurement, Rows rows) {
        Plan plan = Plan.of(pinned, measurement.at());
        if (!(pinned.experiment().data() instanceof DataSource.Units)
                || plan.method() == Method.ANYTIME
                || !plan.isFinal()) {
            return measurement;
        }
        Map<String, SortedSet<Double>> alphas = alphas(pinned, plan);
        List<Permutation> found = new ArrayList<>();
        long left = MOST_UNITS_IN_ALL;
        for (Map.Entry<String, SortedSet<Double>> metric : alphas.entrySet()) {
            for (Variant treatment : pinned.experiment().treatments()) {
                Asked asked = asked(pinned, measurement, plan, metric.getKey(), treatment.key());
                if (asked != null && asked.units() <= Math.min(MOST_UNITS, left)) {
                    left -= asked.units();
                    asked.answer(rows, metric.getValue()).ifPresent(found::add);
                }
            }
        }
        return measurement.withPermutations(found);
    }

    /** Returns the errors that the intervals of each metric may have, of which the plan's is the largest. */
    private static Map<String, SortedSet<Double>> alphas(PinnedExperiment pinned, Plan plan) {
        List<Evaluator.Part> parts = Evaluator.parts(pinned);
        Map<String, SortedSet<Double>> alphas = new LinkedHashMap<>();
        for (Evaluator.Part part : parts) {
            int tests = plan.treatments()
                    * (int) parts.stream()
                            .filter(other -> other.role() == part.role())
                            .count();
            SortedSet<Double> own = alphas.computeIfAbsent(part.metric(), _ -> new TreeSet<>());
            own.add(plan.alpha());
            switch (part.role()) {
                case INDICATOR -> own.add(FamilyErrors.ofEachInterval(plan.alpha(), tests));
                case EXPLORATORY ->
                    IntStream.rangeClosed(0, EXPLORATORY_STEPS)
                            .map(step -> (int) ((long) tests * step / EXPLORATORY_STEPS))
                            .mapToDouble(selected ->
                                    FamilyErrors.ofSelectedIntervals(Families.EXPLORATORY_SHARE, selected, tests))
                            .forEach(alpha -> own.add(Math.min(plan.alpha(), alpha)));
                case NORTH_STAR, GUARDRAIL -> {}
            }
        }
        return alphas;
    }

    /** A comparison that only its units can decide. */
    private record Asked(
            String experiment,
            Metric metric,
            String control,
            String treatment,
            Comparison.Estimated comparison,
            @Nullable Guardrail guardrail) {
        long units() {
            return comparison.control().n() + comparison.treatment().n();
        }

        private long seed() {
            long seed = FNV_OFFSET;
            for (char letter : (experiment + "/" + metric.key() + "/" + treatment).toCharArray()) {
                seed = (seed ^ letter) * FNV_PRIME;
            }
            return seed;
        }

        Optional<Permutation> answer(Rows rows, SortedSet<Double> alphas) {
            double[][] ofControl = rows.of(metric.key(), control);
            double[][] ofTreatment = rows.of(metric.key(), treatment);
            UnitData data = UnitData.of(ofControl, ofTreatment);
            Optional<PermutationTest.Result.Tested> tested = tested(data);
            Optional<BootstrapT> drawn = tested.flatMap(_ -> BootstrapT.of(data, seed()))
                    .filter(distribution -> distribution.tells(alphas.last()));
            return drawn.map(distribution -> new Permutation(
                    metric.key(),
                    treatment,
                    tested.orElseThrow().pValue(),
                    tested.orElseThrow().upperPValue(),
                    tested.orElseThrow().lowerPValue(),
                    nonInferiority(ofControl, ofTreatment),
                    alphas.stream()
                            .filter(distribution::tells)
                            .map(alpha -> new Permutation.Ends(
                                    alpha,
                                    Math.max(0, distribution.quantile(1 - alpha / 2)),
                                    Math.max(0, -distribution.quantile(alpha / 2))))
                            .toList()));
        }

        private Optional<PermutationTest.Result.Tested> tested(UnitData data) {
            return PermutationTest.ofSeed(seed()).test(data) instanceof PermutationTest.Result.Tested tested
                    ? Optional.of(tested)
                    : Optional.empty();
        }

        /** At the margin the treatment's values are those of control times a weight. */
        private @Nullable Double nonInferiority(double[][] ofControl, double[][] ofTreatment) {
            if (guardrail == null) {
                return null;
            }
            Direction better = MetricComparison.better(metric);
            double weight = new Claim.NonInferiority(guardrail.margin(), better)
                    .weight(comparison.control().mean());
            double[][] atMargin = new double[ofControl.length][];
            for (int i = 0; i < atMargin.length; i++) {
                atMargin[i] = ofControl[i].clone();
                atMargin[i][0] *= weight;
            }
            return tested(UnitData.of(atMargin, ofTreatment))
                    .map(tested -> better == Direction.UP ? tested.upperPValue() : tested.lowerPValue())
                    .orElse(null);
        }
    }

    private static @Nullable Asked asked(
            PinnedExperiment pinned, Measurement measurement, Plan plan, String key, String treatment) {
        Metric metric = pinned.metric(key);
        String control = pinned.experiment().control().key();
        Estimand estimand = Arms.estimand(metric);
        if (estimand != null
                && ArmPair.of(measurement, metric, control, treatment) instanceof ArmPair.Compared compared
                && compared.comparison() instanceof Comparison.Estimated comparison
                && new GuardedTest(plan.alpha()).isHelpedByUnits(estimand, comparison)) {
            Guardrail guardrail = pinned.guardrails().stream()
                    .filter(other -> other.metric().equals(key))
                    .findFirst()
                    .orElse(null);
            return new Asked(pinned.experiment().key(), metric, control, treatment, comparison, guardrail);
        }
        return null;
    }
}
