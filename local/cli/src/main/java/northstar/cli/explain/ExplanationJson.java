package northstar.cli.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Variant;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Level;
import northstar.events.ForeignJson;
import northstar.measurement.activity.Explanation;
import northstar.measurement.activity.Explanation.Cohort;
import northstar.measurement.activity.Explanation.DaysRead;
import org.jspecify.annotations.Nullable;

/** An explanation for programs. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** Returns one object. */
    public static String of(PinnedExperiment pinned, Explanation explanation, List<Effect> effects) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("experiment", pinned.experiment().key());
        members.put("metric", explanation.metric().key());
        members.put("asOf", explanation.at().toString());
        members.put("rule", Rule.of(explanation.metric()));
        members.put("units", explanation.units());
        members.put("excluded", explanation.crossed());
        members.put("exposedEarly", explanation.early());
        members.put(
                "unknownVariants",
                explanation.unknown().stream()
                        .map(unknown -> object(
                                "variant", unknown.variant(),
                                "exposures", unknown.exposures(),
                                "units", unknown.units()))
                        .toList());
        Explanation.CapInForce cap = explanation.cap();
        members.put("cap", cap == null ? null : object("value", cap.value(), "above", cap.above()));
        members.put("isPending", explanation.isPending());
        members.put("exposures", read(explanation.exposures()));
        members.put("activities", read(explanation.activities()));
        members.put("sums", sums(explanation));
        members.put("effects", effects.stream().map(ExplanationJson::effect).toList());
        List<Variant> variants = pinned.experiment().variants();
        members.put(
                "cohorts",
                explanation.cohorts().stream()
                        .map(cohort -> cohort(variants, cohort))
                        .toList());
        members.put(
                "sql",
                explanation.statements().stream()
                        .map(statement -> object("purpose", statement.purpose(), "sql", statement.sql()))
                        .toList());
        return ForeignJson.write(members);
    }

    private static Map<String, @Nullable Object> object(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    private static Object read(DaysRead read) {
        return object(
                "days",
                read.days(),
                "rows",
                read.rows(),
                "duplicates",
                read.duplicates(),
                "conflicts",
                read.conflicts());
    }

    private static Object sums(Explanation explanation) {
        SortedMap<String, @Nullable Object> sums = new TreeMap<>();
        explanation.mature().forEach((variant, moments) -> {
            var metric = moments.metrics().get(explanation.metric().key());
            if (metric != null) {
                boolean isRatio = metric.leading() == 2;
                sums.put(
                        variant,
                        object(
                                "units",
                                metric.sums().n(),
                                "sum",
                                metric.sums().values().getFirst(),
                                "denominator",
                                isRatio ? metric.sums().values().get(1) : null,
                                "level",
                                Explanation.level(metric)));
            }
        });
        return sums;
    }

    private static Object effect(Effect effect) {
        Effect.Unadjusted raw = effect.unadjusted();
        return object(
                "variant",
                effect.variant(),
                "control",
                level(effect.control()),
                "treatment",
                level(effect.treatment()),
                "absolute",
                estimate(effect.absolute()),
                "relative",
                estimate(effect.relative()),
                "unadjusted",
                raw == null
                        ? null
                        : object(
                                "control",
                                level(raw.control()),
                                "treatment",
                                level(raw.treatment()),
                                "absolute",
                                estimate(raw.absolute()),
                                "relative",
                                estimate(raw.relative())));
    }

    private static Object level(Level level) {
        return object("units", level.n(), "level", level.mean(), "standardError", level.standardError());
    }

    private static Object estimate(Estimate estimate) {
        return object("value", estimate.value(), "standardError", estimate.standardError());
    }

    private static Object cohort(List<Variant> variants, Cohort cohort) {
        return object(
                "day",
                cohort.day().toString(),
                "mature",
                cohort.isMature(),
                "units",
                cohort.units(),
                "levels",
                cohort.levels(),
                "effects",
                ExplanationReport.effects(variants, cohort));
    }
}
