package northstar.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.Guardrail;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.EvaluatedLook;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Health;
import northstar.domain.evaluation.Health.CovariateCheck;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Novelty;
import northstar.domain.evaluation.Preview;
import northstar.domain.evaluation.Provenance;
import northstar.domain.evaluation.SequentialState;
import northstar.domain.evaluation.SequentialState.Running;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Segment;
import northstar.statistics.FamilyErrors;
import org.jspecify.annotations.Nullable;

/**
 * Makes evaluations of measurements.
 *
 * <p>Immutable; the same input gives the same evaluation.
 */
public final class Evaluator {
    private final String version;
    private final Function<Measurement, String> hash;

    /**
     * Creates an evaluator.
     *
     * @param version version of the product, for the provenance
     * @param hash makes the hash of a measurement, for the provenance
     */
    public Evaluator(String version, Function<Measurement, String> hash) {
        this.version = version;
        this.hash = hash;
    }

    /**
     * Evaluates all looks from the first.
     *
     * @param measurements of one experiment, in time order
     * @return one evaluation for each
     */
    public List<EvaluatedLook> replay(PinnedExperiment pinned, List<Measurement> measurements) {
        List<EvaluatedLook> looks = new ArrayList<>();
        SequentialState state = SequentialState.START;
        for (Measurement measurement : measurements) {
            EvaluatedLook look = evaluate(pinned, measurement, state);
            looks.add(look);
            state = look.state();
        }
        return List.copyOf(looks);
    }

    /**
     * Evaluates one look.
     *
     * @param pinned the experiment with its metrics
     * @param measurement what the look sees
     * @param before the state that the look before it left
     * @return the evaluation and the state for the next look
     */
    public EvaluatedLook evaluate(PinnedExperiment pinned, Measurement measurement, SequentialState before) {
        Experiment experiment = pinned.experiment();
        int look = before.looks() + 1;
        Plan plan = Plan.of(pinned, measurement.at());
        Map<String, Running> running = new HashMap<>(before.tests());
        List<MetricComparison> raw = compare(pinned, measurement, plan, running, plan.alpha());
        List<MetricComparison> comparisons = withFamilies(raw, pinned, measurement, plan, before);

        HealthChecks.SampleRatioStep sampleRatio =
                HealthChecks.sampleRatio(experiment, measurement, plan.isFinal(), before.sampleRatioAlarm());
        List<String> covariates =
                Arms.covariates(measurement, pinned.northStar().metric());
        List<CovariateCheck> checks = comparisons.stream()
                .filter(comparison -> comparison.effect().role() == Role.NORTH_STAR)
                .flatMap(comparison -> comparison.covariates().stream())
                .toList();
        Health health = HealthChecks.health(
                sampleRatio.result(),
                HealthChecks.multipleExposure(measurement),
                HealthChecks.isExposedEarly(measurement),
                HealthChecks.preExposureBias(covariates, checks),
                HealthChecks.segments(experiment, measurement, plan.isFinal()),
                new Surprises(pinned, measurement).of(comparisons));

        VerdictRule rule = new VerdictRule(plan, health, experiment.smallestWorthwhile());
        Readings readings = new Readings(pinned);
        List<VariantVerdict> verdicts = experiment.treatments().stream()
                .map(variant -> {
                    List<MetricComparison> own = only(comparisons, isOf(variant));
                    return readings.added(rule.of(variant.key(), own), own);
                })
                .toList();
        List<Novelty> novelty = plan.isFinal() ? Novelties.of(pinned, measurement) : List.of();
        Evaluation evaluation = new Evaluation(
                experiment.key(),
                experiment.feature(),
                status(pinned, measurement.at()),
                measurement.at(),
                look,
                plan.isFinal(),
                VerdictRule.overall(verdicts),
                verdicts,
                health,
                comparisons.stream()
                        .map(comparison -> Novelties.flagged(comparison.effect(), novelty))
                        .toList(),
                plan.isFinal() ? List.of() : preview(measurement),
                new Provenance(pinned.current().version(), hash.apply(measurement), measurement.engine(), version),
                plan.reported(comparisons.getFirst().running().effect()),
                novelty);
        return new EvaluatedLook(evaluation, new SequentialState(look, sampleRatio.alarm(), running));
    }

    /** Adjusts p-values by families; the intervals of the exploratory one follow from how many of it are selected. */
    private static List<MetricComparison> withFamilies(
            List<MetricComparison> raw,
            PinnedExperiment pinned,
            Measurement measurement,
            Plan plan,
            SequentialState before) {
        List<MetricComparison> adjusted =
                new ArrayList<>(Families.adjusted(raw, plan.alpha(), plan.exploratory(before.looks())));
        OptionalDouble alpha = Families.exploratoryAlpha(adjusted, plan.alpha());
        if (alpha.isPresent() && alpha.getAsDouble() < plan.alpha()) {
            List<MetricComparison> wider =
                    compare(pinned, measurement, plan, new HashMap<>(before.tests()), alpha.getAsDouble());
            for (int i = 0; i < adjusted.size(); i++) {
                MetricComparison comparison = adjusted.get(i);
                if (comparison.effect().role() == Role.EXPLORATORY) {
                    adjusted.set(
                            i,
                            comparison.withEffect(comparison
                                    .effect()
                                    .withIntervals(wider.get(i).effect())));
                }
            }
        }
        return List.copyOf(adjusted);
    }

    private static List<Preview> preview(Measurement measurement) {
        return measurement.preview().stream()
                .map(seen -> new Preview(seen.variant(), seen.metric(), new Level(seen.n(), seen.mean(), null)))
                .toList();
    }

    /**
     * Compares the units of one segment alone, each metric as if it were the only one. What comes of it is exploratory: it
     * bears no verdict, and of many segments some look remarkable by chance.
     *
     * @return effects in the order of the evaluation's; none if the measurement is not split so
     */
    public static List<Effect> segment(PinnedExperiment pinned, Measurement measurement, Segment segment) {
        if (!measurement.segments().containsKey(segment)) {
            return List.of();
        }
        Plan plan = Plan.of(pinned, measurement.at());
        return compare(pinned, measurement.of(segment), plan, new HashMap<>(), plan.alpha()).stream()
                .map(MetricComparison::effect)
                .toList();
    }

    private static Predicate<MetricComparison> isOf(Variant variant) {
        return comparison -> comparison.effect().variant().equals(variant.key());
    }

    private static List<MetricComparison> only(List<MetricComparison> all, Predicate<MetricComparison> which) {
        return all.stream().filter(which).toList();
    }

    private static Status status(PinnedExperiment pinned, Instant at) {
        if (!pinned.isFinal(at)) {
            return Status.RUNNING;
        }
        return pinned.current().stoppedAt() == null ? Status.COMPLETE : Status.STOPPED;
    }

    /** A metric in one of its roles; one that has two is compared in both. */
    record Part(String metric, Role role, @Nullable Guardrail guardrail) {}

    static List<Part> parts(PinnedExperiment pinned) {
        Experiment experiment = pinned.experiment();
        String northStar = pinned.northStar().metric();
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(northStar, Role.NORTH_STAR, null));
        experiment.indicators().stream()
                .filter(metric -> !metric.equals(northStar))
                .forEach(metric -> parts.add(new Part(metric, Role.INDICATOR, null)));
        pinned.guardrails().forEach(guardrail -> parts.add(new Part(guardrail.metric(), Role.GUARDRAIL, guardrail)));
        experiment.exploratory().forEach(metric -> parts.add(new Part(metric, Role.EXPLORATORY, null)));
        return parts;
    }

    private static List<MetricComparison> compare(
            PinnedExperiment pinned,
            Measurement measurement,
            Plan plan,
            Map<String, Running> running,
            double exploratoryAlpha) {
        Experiment experiment = pinned.experiment();
        List<Part> parts = parts(pinned);
        long indicators =
                parts.stream().filter(part -> part.role() == Role.INDICATOR).count();
        List<MetricComparison> comparisons = new ArrayList<>();
        for (Part part : parts) {
            double alpha = switch (part.role()) {
                case INDICATOR -> FamilyErrors.ofEachInterval(plan.alpha(), (int) indicators * plan.treatments());
                case EXPLORATORY -> exploratoryAlpha;
                case NORTH_STAR, GUARDRAIL -> plan.alpha();
            };
            for (Variant variant : experiment.treatments()) {
                String test = variant.key() + "/" + part.metric() + "/" + part.role();
                MetricComparison comparison = MetricComparison.of(
                        new MetricComparison.Question(
                                variant.key(),
                                pinned.metric(part.metric()),
                                part.role(),
                                part.guardrail(),
                                alpha,
                                ArmPair.of(
                                        measurement,
                                        pinned.metric(part.metric()),
                                        experiment.control().key(),
                                        variant.key()),
                                Arms.covariates(measurement, part.metric()),
                                measurement
                                        .permutation(part.metric(), variant.key())
                                        .orElse(null)),
                        plan,
                        running.getOrDefault(test, Running.START));
                running.put(test, comparison.running());
                comparisons.add(comparison);
            }
        }
        return comparisons;
    }
}
