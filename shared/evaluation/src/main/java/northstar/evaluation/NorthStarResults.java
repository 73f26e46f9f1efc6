package northstar.evaluation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import northstar.domain.Reason;
import northstar.domain.definition.CurrentExperiment;
import northstar.domain.definition.Experiment;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Novelty;
import northstar.domain.evaluation.VariantVerdict;
import northstar.domain.moments.Measurement;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.domain.ranking.VariantResult.Scale;
import org.jspecify.annotations.Nullable;

/** What the ranking needs of an evaluation: each treatment's relative effect on the North Star Metric and its scale. */
public final class NorthStarResults {
    private static final double DAYS_PER_YEAR = 365;

    private NorthStarResults() {}

    /**
     * Returns one result for each treatment, in the order of the definition.
     *
     * @param pinned the experiment
     * @param measurement what the look saw
     * @param evaluation what came of it
     */
    public static List<VariantResult> of(PinnedExperiment pinned, Measurement measurement, Evaluation evaluation) {
        Experiment experiment = pinned.experiment();
        List<VariantResult> results = new ArrayList<>();
        for (VariantVerdict verdict : evaluation.variants()) {
            Effect effect = evaluation.northStarEffect(verdict.variant()).orElseThrow();
            Measured measured = late(evaluation, effect)
                    .map(novelty ->
                            measured(pinned, novelty.lateRelative(), novelty.lateControl(), novelty.lateTreatment()))
                    .orElseGet(() -> measured(pinned, effect.relative(), effect.control(), effect.treatment()));
            results.add(new VariantResult(
                    pinned.northStar().key(),
                    experiment.key(),
                    experiment.feature(),
                    verdict.variant(),
                    evaluation.asOf(),
                    experiment.start(),
                    evaluation.status(),
                    verdict.verdict(),
                    measured,
                    measured == null ? reason(effect) : null,
                    scale(pinned.current(), measurement, effect),
                    experiment.effort(),
                    experiment.replicates(),
                    flags(evaluation, effect)));
        }
        return List.copyOf(results);
    }

    /** What stays of an effect that fades is what is seen of it in the late days (METHODS 9.3). */
    private static Optional<Novelty> late(Evaluation evaluation, Effect effect) {
        return evaluation.novelty().stream()
                .filter(novelty -> novelty.metric().equals(effect.metric())
                        && novelty.variant().equals(effect.variant())
                        && novelty.finding() == Novelty.Finding.NOVELTY
                        && novelty.lateRelative().standardError() != null)
                .findFirst();
    }

    private static @Nullable Measured measured(
            PinnedExperiment pinned, Estimate effect, Level control, Level treatment) {
        Double relative = effect.value();
        Double standardError = effect.standardError();
        Double controlMean = control.mean();
        Double controlError = control.standardError();
        if (relative == null || standardError == null || controlMean == null || controlError == null) {
            return null;
        }
        double treatmentMean = Objects.requireNonNull(treatment.mean());
        return new Measured(
                relative * pinned.northStarMetric().direction().sign(),
                standardError,
                treatmentMean / controlMean,
                controlError / Math.abs(controlMean));
    }

    private static Reason reason(Effect effect) {
        Reason undefined = effect.undefined();
        if (undefined == Reason.NO_DATA || effect.absolute().standardError() == null) {
            return undefined == null ? Reason.NO_VARIANCE : undefined;
        }
        return Reason.RELATIVE_UNDEFINED;
    }

    private static @Nullable Scale scale(CurrentExperiment current, Measurement measurement, Effect effect) {
        Experiment experiment = current.experiment();
        Double controlMean = effect.control().mean();
        if (controlMean == null) {
            return null;
        }
        if (experiment.unitsPerYear() != null) {
            return new Scale(Math.abs(controlMean), experiment.unitsPerYear(), Basis.STATED);
        }
        Instant until = measurement.at().isBefore(experiment.end()) ? measurement.at() : experiment.end();
        double days = Duration.between(experiment.start(), until).toMillis()
                / (double) Duration.ofDays(1).toMillis();
        if (!(days > 0)) {
            return null;
        }
        double unitsPerYear = measurement.units() / days * DAYS_PER_YEAR / current.meanAllocation(until);
        return new Scale(Math.abs(controlMean), unitsPerYear, Basis.MEASURED);
    }

    private static List<Reason> flags(Evaluation evaluation, Effect effect) {
        List<Reason> flags = new ArrayList<>(evaluation.health().flags());
        effect.flags().stream().filter(flag -> !flags.contains(flag)).forEach(flags::add);
        Reason undefined = effect.undefined();
        if (undefined != null && !flags.contains(undefined)) {
            flags.add(undefined);
        }
        return List.copyOf(flags);
    }
}
