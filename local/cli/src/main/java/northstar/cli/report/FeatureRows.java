package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import northstar.cli.report.Csv.Column;
import northstar.domain.Reason;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantPosterior;
import northstar.domain.ranking.VariantPosterior.DirectEffect;
import org.jspecify.annotations.Nullable;

/** Rankings as rows of a spreadsheet, one for each feature; what cannot be ranked follows without a rank. */
public final class FeatureRows {
    private static final Csv<Row> CSV = new Csv<>(columns());

    private FeatureRows() {}

    private sealed interface Row {
        record Ranked(Ranking ranking, RankedFeature feature) implements Row {}

        record Absent(Ranking ranking, Ranking.NotRanked variant) implements Row {}
    }

    /** Returns head and rows. */
    public static String text(List<Ranking> rankings) {
        List<Row> rows = new ArrayList<>();
        for (Ranking ranking : rankings) {
            ranking.features().forEach(feature -> rows.add(new Row.Ranked(ranking, feature)));
            ranking.notRanked().forEach(variant -> rows.add(new Row.Absent(ranking, variant)));
        }
        return CSV.text(rows);
    }

    private static List<Column<Row>> columns() {
        List<Column<Row>> columns = new ArrayList<>();
        columns.add(new Column<>("northStar", row -> ranking(row).northStar()));
        columns.add(new Column<>("asOf", row -> ranking(row).asOf()));
        feature(columns, "rank", RankedFeature::rank);
        feature(columns, "rankLower", RankedFeature::rankLower);
        feature(columns, "rankUpper", RankedFeature::rankUpper);
        feature(columns, "probabilityBest", RankedFeature::probabilityBest);
        both(columns, "feature", RankedFeature::feature, Ranking.NotRanked::feature);
        both(columns, "experiment", RankedFeature::experiment, Ranking.NotRanked::experiment);
        both(columns, "variant", feature -> feature.lead().variant(), Ranking.NotRanked::variant);
        lead(columns);
        feature(
                columns,
                "gainBasis",
                feature -> feature.gainBasis() == null ? null : ScreenWords.json(feature.gainBasis()));
        feature(columns, "effort", RankedFeature::effort);
        feature(columns, "gainPerEffort", RankedFeature::gainPerEffort);
        feature(
                columns,
                "action.name",
                feature ->
                        feature.action().name().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        feature(columns, "action.value", feature -> feature.action().value());
        feature(columns, "action.why", feature -> feature.action().why());
        feature(
                columns,
                "flags",
                feature -> feature.flags().stream().map(Reason::name).collect(Collectors.joining(" ")));
        both(columns, "reason", _ -> null, Ranking.NotRanked::reason);
        return columns;
    }

    private static void lead(List<Column<Row>> columns) {
        lead(columns, "status", VariantPosterior::status);
        lead(columns, "verdict", VariantPosterior::verdict);
        effect(columns, "direct", VariantPosterior::direct);
        effect(columns, "projected", VariantPosterior::projected);
        effect(columns, "combined", VariantPosterior::combined);
        lead(columns, "posteriorMean", VariantPosterior::posteriorMean);
        lead(columns, "posteriorSd", VariantPosterior::posteriorSd);
        lead(columns, "posteriorLower", VariantPosterior::posteriorLower);
        lead(columns, "posteriorUpper", VariantPosterior::posteriorUpper);
        lead(columns, "probabilityPositive", VariantPosterior::probabilityPositive);
        lead(columns, "yearlyGain", VariantPosterior::yearlyGain);
        lead(columns, "yearlyGainLower", VariantPosterior::yearlyGainLower);
        lead(columns, "yearlyGainUpper", VariantPosterior::yearlyGainUpper);
    }

    private static Ranking ranking(Row row) {
        return switch (row) {
            case Row.Ranked ranked -> ranked.ranking();
            case Row.Absent absent -> absent.ranking();
        };
    }

    private static void effect(
            List<Column<Row>> columns, String path, Function<VariantPosterior, @Nullable DirectEffect> effect) {
        lead(columns, path + ".effect", lead -> {
            DirectEffect found = effect.apply(lead);
            return found == null ? null : found.effect();
        });
        lead(columns, path + ".standardError", lead -> {
            DirectEffect found = effect.apply(lead);
            return found == null ? null : found.standardError();
        });
    }

    private static void lead(
            List<Column<Row>> columns, String head, Function<VariantPosterior, @Nullable Object> value) {
        feature(columns, head, feature -> value.apply(feature.lead()));
    }

    private static void feature(
            List<Column<Row>> columns, String head, Function<RankedFeature, @Nullable Object> value) {
        both(columns, head, value, _ -> null);
    }

    private static void both(
            List<Column<Row>> columns,
            String head,
            Function<RankedFeature, @Nullable Object> ranked,
            Function<Ranking.NotRanked, @Nullable Object> absent) {
        columns.add(new Column<>(head, row -> switch (row) {
            case Row.Ranked(Ranking _, RankedFeature feature) -> ranked.apply(feature);
            case Row.Absent(Ranking _, Ranking.NotRanked variant) -> absent.apply(variant);
        }));
    }
}
