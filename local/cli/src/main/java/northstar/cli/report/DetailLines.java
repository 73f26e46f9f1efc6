package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Health.CovariateCheck;
import northstar.domain.evaluation.Health.SampleRatio;
import northstar.domain.evaluation.VariantVerdict;
import org.jspecify.annotations.Nullable;

/** The numbers behind an evaluation, for those who want to check it. */
public final class DetailLines {
    private DetailLines() {}

    /** Returns the lines, the first of them a heading. */
    public static List<Line> of(Evaluation evaluation, int width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("Details", Emphasis.STRONG));
        lines.addAll(effects(evaluation).lines(width));
        lines.add(Line.EMPTY);
        Stream.of(
                        MethodWords.of(evaluation.effects()),
                        verdicts(evaluation),
                        plan(evaluation),
                        nonInferiority(evaluation),
                        health(evaluation),
                        provenance(evaluation))
                .flatMap(List::stream)
                .forEach(text -> lines.addAll(Paragraph.lines(Line.of(text), width, 0, 2)));
        return lines;
    }

    private static Table effects(Evaluation evaluation) {
        Table table = new Table(List.of(
                Column.wrapped("metric", 12),
                Column.wrapped("variant", 8),
                Column.text("method", 4),
                Column.number("effect", 0),
                Column.number("std. error", 1),
                Column.number("interval", 3),
                Column.number("level", 5),
                Column.number("p", 0),
                Column.number("adjusted p", 0),
                Column.number("variance cut", 2)));
        for (Effect effect : evaluation.effects()) {
            table.add(Stream.of(
                            effect.metric(),
                            effect.variant(),
                            method(effect),
                            number(effect.absolute().value()),
                            number(effect.absolute().standardError()),
                            number(effect.absolute().ciLower()) + " to "
                                    + number(effect.absolute().ciUpper()),
                            Figures.chosen(effect.confidenceLevel()),
                            number(effect.pValue()),
                            number(effect.adjustedPValue()),
                            effect.varianceReduction() == null || effect.varianceReduction() == 0
                                    ? ""
                                    : Figures.share(effect.varianceReduction()))
                    .map(Line::of)
                    .toList());
            String flags = flags(effect);
            if (!flags.isEmpty()) {
                table.addWide(Line.of(flags, Emphasis.FAINT), 2);
            }
            Effect.Unadjusted raw = effect.unadjusted();
            if (raw != null) {
                table.addWide(
                        Line.of(
                                "unadjusted: effect " + number(raw.absolute().value()) + ", std. error "
                                        + number(raw.absolute().standardError()) + ", p " + number(raw.pValue()),
                                Emphasis.FAINT),
                        2);
            }
        }
        return table;
    }

    private static String method(Effect effect) {
        String method = ScreenWords.json(effect.method());
        return effect.adjustment() == Effect.Adjustment.NONE
                ? method
                : method + ", " + ScreenWords.json(effect.adjustment());
    }

    private static String flags(Effect effect) {
        Stream<Reason> undefined = Stream.ofNullable(effect.undefined());
        return Stream.concat(undefined, effect.flags().stream())
                .distinct()
                .map(Reason::name)
                .collect(Collectors.joining(" "));
    }

    private static List<String> verdicts(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        for (VariantVerdict verdict : evaluation.variants()) {
            lines.add(verdict.variant() + ": " + verdict.verdict() + ", because " + String.join("; ", verdict.reasons())
                    + ".");
        }
        return lines;
    }

    private static List<String> plan(Evaluation evaluation) {
        return evaluation.plan() == null ? List.of() : List.of(PlanWords.details(evaluation.plan()));
    }

    private static List<String> nonInferiority(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        for (Effect effect : evaluation.effects()) {
            NonInferiority test = effect.nonInferiority();
            if (test != null) {
                lines.add("Non-inferiority of " + effect.metric() + " (" + effect.variant() + "): margin "
                        + Figures.chosen(test.margin()) + ", statistic " + number(test.statistic()) + ", one-sided p "
                        + number(test.pValue()) + ", " + (test.passed() ? "passed" : "not passed") + ".");
            }
        }
        return lines;
    }

    private static List<String> health(Evaluation evaluation) {
        List<String> lines = new ArrayList<>();
        SampleRatio ratio = evaluation.health().sampleRatio();
        lines.add("Sample ratio: p " + number(ratio.pValue()) + ", e-value " + number(ratio.eValue())
                + (ratio.undefined() == null ? "." : ", undefined (" + ratio.undefined() + ")."));
        if (evaluation.health().preExposureBias() != null) {
            for (CovariateCheck check : evaluation.health().preExposureBias().checks()) {
                lines.add("Before exposure: " + check.covariate() + " (" + check.variant() + ") difference "
                        + number(check.difference()) + ", p " + number(check.pValue()) + ".");
            }
        }
        if (!evaluation.health().flags().isEmpty()) {
            lines.add("Flags: "
                    + evaluation.health().flags().stream().map(Reason::name).collect(Collectors.joining(" ")) + ".");
        }
        return lines;
    }

    private static List<String> provenance(Evaluation evaluation) {
        var provenance = evaluation.provenance();
        return List.of("Definition version " + provenance.definitionVersion() + ", summary data "
                + provenance.momentsHash() + ", summed by " + provenance.engine() + ", Northstar "
                + provenance.northstar() + ".");
    }

    private static String number(@Nullable Double value) {
        return value == null ? Figures.ABSENT : String.format(Locale.ROOT, "%.6g", value);
    }
}
