package northstar.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import northstar.domain.Reason;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Novelty;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import northstar.domain.moments.PowerSums;
import northstar.statistics.ArmLevel;
import northstar.statistics.ArmMoments;
import northstar.statistics.Comparison;
import northstar.statistics.EffectEstimator;
import northstar.statistics.Estimand;
import northstar.statistics.FixedTest;
import northstar.statistics.NoveltyTest;
import northstar.statistics.TwoSidedResult;
import org.jspecify.annotations.Nullable;

/** Asks of each treatment whether its effect fades or grows with the days since exposure (METHODS 11.1). */
final class Novelties {
    private static final NoveltyTest TEST = NoveltyTest.STANDARD;

    private Novelties() {}

    /** Returns the answers by treatment for each metric that was summed by the day, the North Star Metric first. */
    static List<Novelty> of(PinnedExperiment pinned, Measurement measurement) {
        SortedSet<String> summed = new TreeSet<>();
        measurement
                .variants()
                .values()
                .forEach(moments -> summed.addAll(moments.daily().keySet()));
        Set<String> keys = new LinkedHashSet<>(List.of(pinned.northStar().metric()));
        keys.addAll(pinned.experiment().indicators());
        keys.retainAll(summed);
        String control = pinned.experiment().control().key();
        List<Novelty> answers = new ArrayList<>();
        for (String metric : keys) {
            for (Variant treatment : pinned.experiment().treatments()) {
                answers.add(of(
                        metric,
                        treatment.key(),
                        measurement.variants().get(control),
                        measurement.variants().get(treatment.key())));
            }
        }
        return List.copyOf(answers);
    }

    private static Novelty of(String metric, String variant, @Nullable Moments control, @Nullable Moments treatment) {
        if (control == null || treatment == null) {
            return Novelty.undefined(variant, metric, Reason.ONE_VARIANT);
        }
        PowerSums before = control.daily().get(metric);
        PowerSums after = treatment.daily().get(metric);
        if (before == null || after == null) {
            return Novelty.undefined(variant, metric, Reason.ONE_VARIANT);
        }
        ArmMoments first = Arms.of(before);
        ArmMoments second = Arms.of(after);
        double share = (before.n() + after.n()) / (double) (control.units() + treatment.units());
        return switch (TEST.test(first, second, share)) {
            case NoveltyTest.Result.Undefined none -> Novelty.undefined(variant, metric, Reasons.of(none.reason()));
            case NoveltyTest.Result.Tested tested ->
                new Novelty(
                        variant,
                        metric,
                        finding(tested.finding()),
                        days(before, after),
                        estimate(tested.slope()),
                        tested.pValue(),
                        level(tested.late().control()),
                        level(tested.late().treatment()),
                        estimate(tested.late()),
                        relative(tested.late()),
                        null);
        };
    }

    private static Novelty.Finding finding(NoveltyTest.Finding finding) {
        return switch (finding) {
            case STEADY -> Novelty.Finding.STEADY;
            case NOVELTY -> Novelty.Finding.NOVELTY;
            case PRIMACY -> Novelty.Finding.PRIMACY;
        };
    }

    private static List<Estimate> days(PowerSums control, PowerSums treatment) {
        List<Estimate> days = new ArrayList<>();
        for (int day = 0; day < control.variables(); day++) {
            Comparison comparison = EffectEstimator.withDefaults()
                    .compare(Estimand.MEAN, Arms.of(control, day), Arms.of(treatment, day));
            days.add(comparison instanceof Comparison.Estimated estimated ? estimate(estimated) : Estimate.NONE);
        }
        return days;
    }

    private static Estimate estimate(Comparison.Estimated comparison) {
        return new FixedTest(TEST.alpha()).test(comparison) instanceof TwoSidedResult.Tested tested
                ? new Estimate(comparison.effect(), comparison.standardError(), tested.ciLower(), tested.ciUpper())
                : new Estimate(comparison.effect(), comparison.standardError(), null, null);
    }

    private static Estimate relative(Comparison.Estimated comparison) {
        return new Estimate(boxed(comparison.relativeEffect()), boxed(comparison.relativeStandardError()), null, null);
    }

    private static Level level(ArmLevel arm) {
        return new Level(arm.n(), arm.mean(), arm.standardError());
    }

    /** Returns an effect that says so if it fades or grows. */
    static Effect flagged(Effect effect, List<Novelty> answers) {
        Optional<Reason> reason = answers.stream()
                .filter(answer -> answer.variant().equals(effect.variant())
                        && answer.metric().equals(effect.metric()))
                .findFirst()
                .flatMap(Novelties::reason);
        boolean isWon = effect.role() == Effect.Role.NORTH_STAR || effect.role() == Effect.Role.INDICATOR;
        if (!isWon || reason.isEmpty()) {
            return effect;
        }
        List<Reason> flags = new ArrayList<>(effect.flags());
        flags.add(reason.get());
        return effect.withFamily(effect.adjustedPValue(), flags);
    }

    private static Optional<Reason> reason(Novelty answer) {
        return switch (answer.finding()) {
            case NOVELTY -> Optional.of(Reason.NOVELTY);
            case PRIMACY -> Optional.of(Reason.PRIMACY);
            case STEADY -> Optional.empty();
            case null -> Optional.empty();
        };
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
