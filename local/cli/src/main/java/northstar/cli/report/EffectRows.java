package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import northstar.cli.report.Csv.Column;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Effect.Unadjusted;
import northstar.domain.evaluation.Estimate;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Level;
import northstar.domain.evaluation.Verdict;
import org.jspecify.annotations.Nullable;

/** Evaluations as rows of a spreadsheet, one for each effect. */
public final class EffectRows {
    private static final Csv<Row> CSV = new Csv<>(columns());

    private EffectRows() {}

    private record Row(Evaluation evaluation, Effect effect) {
        private Verdict verdict() {
            return evaluation.variants().stream()
                    .filter(variant -> variant.variant().equals(effect.variant()))
                    .findFirst()
                    .orElseThrow()
                    .verdict();
        }
    }

    /** Returns head and rows. */
    public static String text(List<Evaluation> evaluations) {
        return CSV.text(evaluations.stream()
                .flatMap(evaluation -> evaluation.effects().stream().map(effect -> new Row(evaluation, effect)))
                .toList());
    }

    private static List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>();
        add(columns, "experiment", row -> row.evaluation().experiment());
        add(columns, "feature", row -> row.evaluation().feature());
        add(columns, "status", row -> row.evaluation().status());
        add(columns, "asOf", row -> row.evaluation().asOf());
        add(columns, "look", row -> row.evaluation().look());
        add(columns, "final", row -> row.evaluation().isFinal());
        add(columns, "verdict", row -> row.evaluation().verdict());
        add(columns, "variants.verdict", Row::verdict);
        add(columns, "effects.variant", row -> row.effect().variant());
        add(columns, "effects.metric", row -> row.effect().metric());
        add(columns, "effects.role", row -> ScreenWords.json(row.effect().role()));
        add(columns, "effects.method", row -> ScreenWords.json(row.effect().method()));
        add(columns, "effects.adjustment", row -> ScreenWords.json(row.effect().adjustment()));
        estimates(
                columns,
                "effects",
                row -> row.effect().control(),
                row -> row.effect().treatment(),
                row -> row.effect().absolute(),
                row -> row.effect().relative());
        add(columns, "effects.pValue", row -> row.effect().pValue());
        add(columns, "effects.adjustedPValue", row -> row.effect().adjustedPValue());
        add(columns, "effects.confidenceLevel", row -> row.effect().confidenceLevel());
        add(columns, "effects.varianceReduction", row -> row.effect().varianceReduction());
        estimates(
                columns,
                "effects.unadjusted",
                row -> of(row.effect().unadjusted(), Unadjusted::control),
                row -> of(row.effect().unadjusted(), Unadjusted::treatment),
                row -> of(row.effect().unadjusted(), Unadjusted::absolute),
                row -> of(row.effect().unadjusted(), Unadjusted::relative));
        add(columns, "effects.unadjusted.pValue", row -> of(row.effect().unadjusted(), Unadjusted::pValue));
        nonInferiority(columns);
        add(columns, "effects.undefined", row -> row.effect().undefined());
        add(
                columns,
                "effects.flags",
                row -> row.effect().flags().stream().map(Reason::name).collect(Collectors.joining(" ")));
        return columns;
    }

    private static void nonInferiority(List<Column<Row>> columns) {
        String path = "effects.nonInferiority.";
        add(columns, path + "margin", row -> of(row.effect().nonInferiority(), NonInferiority::margin));
        add(columns, path + "statistic", row -> of(row.effect().nonInferiority(), NonInferiority::statistic));
        add(columns, path + "pValue", row -> of(row.effect().nonInferiority(), NonInferiority::pValue));
        add(columns, path + "passed", row -> of(row.effect().nonInferiority(), NonInferiority::passed));
    }

    private static void estimates(
            List<Column<Row>> columns,
            String path,
            Function<Row, @Nullable Level> control,
            Function<Row, @Nullable Level> treatment,
            Function<Row, @Nullable Estimate> absolute,
            Function<Row, @Nullable Estimate> relative) {
        level(columns, path + ".control", control);
        level(columns, path + ".treatment", treatment);
        add(columns, path + ".effect", row -> of(absolute.apply(row), Estimate::value));
        add(columns, path + ".standardError", row -> of(absolute.apply(row), Estimate::standardError));
        add(columns, path + ".ciLower", row -> of(absolute.apply(row), Estimate::ciLower));
        add(columns, path + ".ciUpper", row -> of(absolute.apply(row), Estimate::ciUpper));
        add(columns, path + ".relativeEffect", row -> of(relative.apply(row), Estimate::value));
        add(columns, path + ".relativeStandardError", row -> of(relative.apply(row), Estimate::standardError));
        add(columns, path + ".relativeCiLower", row -> of(relative.apply(row), Estimate::ciLower));
        add(columns, path + ".relativeCiUpper", row -> of(relative.apply(row), Estimate::ciUpper));
    }

    private static void level(List<Column<Row>> columns, String path, Function<Row, @Nullable Level> level) {
        add(columns, path + ".n", row -> of(level.apply(row), Level::n));
        add(columns, path + ".mean", row -> of(level.apply(row), Level::mean));
        add(columns, path + ".standardError", row -> of(level.apply(row), Level::standardError));
    }

    private static <T, V> @Nullable V of(@Nullable T part, Function<T, @Nullable V> value) {
        return part == null ? null : value.apply(part);
    }

    private static void add(List<Column<Row>> columns, String head, Function<Row, @Nullable Object> value) {
        columns.add(new Column<>(head, value));
    }
}
