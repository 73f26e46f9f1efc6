package northstar.domain.definition;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of variants on randomised units.
 *
 * @param key names the experiment
 * @param feature the feature that it is about; several experiments may share it
 * @param notes what people want to remember
 * @param unit what is randomised, for instance {@code user}
 * @param variants two or more, exactly one of them the control; all have weights that sum to 1, or none has
 * @param start the test window's first instant
 * @param end the test window's end, exclusive
 * @param lateness how late data may arrive after the last window has closed
 * @param timeZone what a day is
 * @param northStar key of the North Star, or null for the only one there is
 * @param indicators keys of the leading indicators that are declared as success metrics
 * @param guardrails metrics that must not get worse than a margin
 * @param exploratory keys of metrics that are shown but bear no verdict
 * @param segments attributes to split by
 * @param smallestWorthwhile relative effect inside which a difference is of no consequence, in (0, 1)
 * @param analysis how it is tested
 * @param allocation share of the eligible units that enter the experiment, in (0, 1]
 * @param effort person-weeks still needed to ship, above 0, or null if unknown
 * @param replicates key of an experiment to pool with, or null
 * @param unitsPerYear units a year at full rollout as stated by the owner, or null to measure them
 * @param data the door through which the data come
 */
public record Experiment(
        String key,
        String feature,
        Notes notes,
        String unit,
        List<Variant> variants,
        Instant start,
        Instant end,
        Duration lateness,
        ZoneId timeZone,
        @Nullable String northStar,
        List<String> indicators,
        List<Guardrail> guardrails,
        List<String> exploratory,
        List<String> segments,
        double smallestWorthwhile,
        Analysis analysis,
        double allocation,
        @Nullable Double effort,
        @Nullable String replicates,
        @Nullable Double unitsPerYear,
        DataSource data) {
    private static final double WEIGHT_TOLERANCE = 1e-6;
    private static final int MAX_VARIANTS = 50;

    public Experiment {
        Arguments.key("key", key);
        Arguments.key("feature", feature);
        Arguments.text("unit", unit);
        variants = List.copyOf(variants);
        checkVariants(variants);
        if (!end.isAfter(start)) {
            throw Arguments.refusal("end", end, "after start (" + start + ")");
        }
        Arguments.notNegative("lateness", lateness);
        if (northStar != null) {
            Arguments.key("northStar", northStar);
        }
        indicators = Arguments.distinct("indicators", indicators);
        guardrails = List.copyOf(guardrails);
        Arguments.distinct(
                "guardrails", guardrails.stream().map(Guardrail::metric).toList());
        exploratory = Arguments.distinct("exploratory", exploratory);
        segments = Arguments.distinct("segments", segments);
        Arguments.openUnit("smallestWorthwhile", smallestWorthwhile);
        Arguments.share("allocation", allocation);
        if (effort != null) {
            Arguments.positive("effort", effort);
        }
        if (replicates != null) {
            Arguments.key("replicates", replicates);
        }
        if (unitsPerYear != null) {
            Arguments.positive("reach.unitsPerYear", unitsPerYear);
        }
    }

    private static void checkVariants(List<Variant> variants) {
        if (variants.size() < 2 || variants.size() > MAX_VARIANTS) {
            throw Arguments.refusal("variants.length", variants.size(), "in [2, " + MAX_VARIANTS + "]");
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < variants.size(); i++) {
            String key = variants.get(i).key();
            if (!keys.add(key)) {
                throw Arguments.refusal("variants[" + i + "].key", Arguments.quoted(key), "named only once");
            }
        }
        long controls = variants.stream().filter(Variant::control).count();
        if (controls != 1) {
            throw Arguments.refusal("variants with control: true", controls, "exactly 1");
        }
        checkWeights(variants);
    }

    private static void checkWeights(List<Variant> variants) {
        double sum = 0;
        int weights = 0;
        for (Variant variant : variants) {
            Double weight = variant.weight();
            if (weight != null) {
                sum += weight;
                weights++;
            }
        }
        if (weights != 0 && weights != variants.size()) {
            throw Arguments.refusal("variants with a weight", weights, "all " + variants.size() + " or none");
        }
        if (weights != 0 && !(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
            throw Arguments.refusal("sum of variants[].weight", sum, "1 within " + WEIGHT_TOLERANCE);
        }
    }

    /** Returns the variant that the others are compared with. */
    public Variant control() {
        return variants.stream().filter(Variant::control).findFirst().orElseThrow();
    }

    /** Returns the variants that are compared with the control, in the order of the definition. */
    public List<Variant> treatments() {
        return variants.stream().filter(variant -> !variant.control()).toList();
    }

    /** Returns whether the planned shares are known. */
    public boolean isAllocationKnown() {
        return variants.getFirst().weight() != null;
    }

    /** Returns the keys of all metrics that it names itself: indicators, guardrails, exploratory. */
    public List<String> namedMetrics() {
        List<String> names = new ArrayList<>(indicators);
        guardrails.forEach(guardrail -> names.add(guardrail.metric()));
        names.addAll(exploratory);
        return names.stream().distinct().toList();
    }

    /** Returns a copy with another end. */
    public Experiment withEnd(Instant newEnd) {
        return new Experiment(
                key,
                feature,
                notes,
                unit,
                variants,
                start,
                newEnd,
                lateness,
                timeZone,
                northStar,
                indicators,
                guardrails,
                exploratory,
                segments,
                smallestWorthwhile,
                analysis,
                allocation,
                effort,
                replicates,
                unitsPerYear,
                data);
    }
}
