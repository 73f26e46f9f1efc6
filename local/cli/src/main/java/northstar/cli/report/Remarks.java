package northstar.cli.report;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;

/** What a reason means to somebody who has not read the documentation. */
final class Remarks {
    private static final Map<Reason, String> ABSENCES = Map.ofEntries(
            Map.entry(Reason.NO_DATA, "there are no data yet"),
            Map.entry(Reason.ONE_VARIANT, "a group has no units"),
            Map.entry(Reason.NO_VARIANCE, "how much it varies is unknown, or it does not vary at all"),
            Map.entry(Reason.LOW_N, "there are too few units"),
            Map.entry(Reason.NOT_FINAL, "it is judged once, when the test is over"),
            Map.entry(Reason.BURN_IN, "there are too few units yet"),
            Map.entry(Reason.IMMATURE, "too few units are through yet"),
            Map.entry(Reason.METHOD_NOT_AVAILABLE, "its numbers do not allow it"),
            Map.entry(Reason.RELATIVE_UNDEFINED, "the control's mean is too near zero for a percentage"),
            Map.entry(Reason.SKEWED, "a few very large values decide it"),
            Map.entry(Reason.ALLOCATION_UNKNOWN, "the planned sizes are not declared"),
            Map.entry(Reason.OVERFLOW, "its numbers are too large"));

    private static final Map<Reason, String> OF_METRICS = new EnumMap<>(Map.ofEntries(
            Map.entry(Reason.GATED, "Hints only, until the North Star Metric has won"),
            Map.entry(Reason.SKEWED, "Decided by a few very large values, so cap it or collect more"),
            Map.entry(Reason.LOW_N, "Too few units to be sure"),
            Map.entry(
                    Reason.RELATIVE_UNDEFINED,
                    "Shown in its own unit, because the control's mean is too near zero for a percentage"),
            Map.entry(
                    Reason.COVARIATE_TAINTED,
                    "Moves too far when the units' history is taken out, so check that it ends before the experiment begins"),
            Map.entry(Reason.COLLINEAR, "The units' history could not be taken out"),
            Map.entry(Reason.METRIC_CHANGED, "Redefined during the test and measured anew"),
            Map.entry(Reason.MARGIN_MISSING, "Has no margin, so its safety cannot be shown"),
            Map.entry(Reason.METHOD_NOT_AVAILABLE, "Cannot be judged from numbers that were only reported"),
            Map.entry(Reason.NO_VARIANCE, "How much it varies is unknown, or it does not vary at all"),
            Map.entry(
                    Reason.UNCALIBRATED, "Not calibrated (its test does not keep its promise), so do not believe it")));

    private Remarks() {}

    /** Returns why a number is absent, to be read after a colon. */
    static String absence(Reason reason) {
        return ABSENCES.getOrDefault(
                reason, reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** Returns what a reader should know about the metrics' numbers; what only the details need is left out. */
    static List<String> ofMetrics(List<Effect> effects) {
        Map<Reason, Set<String>> metrics = new EnumMap<>(Reason.class);
        for (Effect effect : effects) {
            Stream.concat(effect.flags().stream(), Stream.ofNullable(effect.undefined()))
                    .filter(OF_METRICS::containsKey)
                    .forEach(reason -> metrics.computeIfAbsent(reason, _ -> new LinkedHashSet<>())
                            .add(effect.metric()));
        }
        return metrics.entrySet().stream()
                .map(entry -> OF_METRICS.get(entry.getKey()) + ": " + String.join(", ", entry.getValue()) + ".")
                .toList();
    }
}
