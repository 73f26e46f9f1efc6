package northstar.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import northstar.cli.terminal.Axis;
import northstar.cli.terminal.Axis.Interval;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Percents;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.Ranking.NotRanked;
import northstar.domain.ranking.VariantPosterior;

/** A ranking as people read it: what is ready, then the features in groups, in the order in which they are given. */
public final class RankingReport {
    private static final int BAR = 21;
    private static final int WIDE = 175;
    private static final int INDENT = 4;

    private final Ranking ranking;
    private final Map<String, Evaluation> evaluations;
    private final Percents percents;
    private final Axis axis;
    private final boolean isWide;

    private RankingReport(Ranking ranking, Map<String, Evaluation> evaluations, boolean isWide) {
        this.ranking = ranking;
        this.evaluations = Map.copyOf(evaluations);
        this.isWide = isWide;
        List<VariantPosterior> leads =
                ranking.features().stream().map(RankedFeature::lead).toList();
        percents = Percents.fitting(leads.stream()
                .flatMap(lead -> Stream.of(lead.posteriorMean(), lead.direct().effect()))
                .toList());
        axis = Axis.of(leads.stream().map(RankingReport::interval).toList(), BAR);
    }

    /**
     * Returns the lines of the whole report.
     *
     * @param metric what the North Star Metric is called
     * @param evaluations the newest evaluation of each experiment, which tell about guardrails
     * @param width columns of a line
     */
    public static List<Line> lines(Ranking ranking, String metric, Map<String, Evaluation> evaluations, int width) {
        RankingReport report = new RankingReport(ranking, evaluations, width >= WIDE);
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(Figures.count(ranking.features().size(), "feature") + " ranked", Emphasis.STRONG)
                .plus(" by what each is worth on " + metric));
        lines.addAll(Paragraph.lines(ReadyToShip.sentence(ranking, metric), width));
        lines.add(Line.EMPTY);
        lines.addAll(report.groups().lines(width));
        report.notRanked(width, lines);
        lines.add(Line.EMPTY);
        lines.addAll(footer(width));
        return lines;
    }

    /** Returns what everything that is ready to ship is expected to be worth, and what the raw results would have claimed. */
    public static String headline(Ranking ranking, String metric) {
        return ReadyToShip.sentence(ranking, metric);
    }

    /** Returns a table of some of the ranking's features, without groups. */
    public static List<Line> table(Ranking ranking, List<RankedFeature> features, int width) {
        RankingReport report = new RankingReport(ranking, Map.of(), width >= WIDE);
        Table table = new Table(report.columns(false));
        features.forEach(feature -> table.add(report.row(feature)));
        return table.lines(width);
    }

    private Table groups() {
        Table table = new Table(columns(isWide));
        for (Group group : Group.values()) {
            List<RankedFeature> members = ranking.features().stream()
                    .filter(feature -> Group.of(feature, ranking) == group)
                    .toList();
            if (!members.isEmpty()) {
                table.addWide(Line.EMPTY, 0);
                table.addWide(
                        Line.of(group.title(), Emphasis.STRONG).plus(" (" + members.size() + ")", Emphasis.FAINT), 0);
                group(group, members, table);
            }
        }
        return table;
    }

    /** Adds a group's rows: where there is no room to say what to do next in each row, it is said once above them. */
    private void group(Group group, List<RankedFeature> members, Table table) {
        if (isWide) {
            for (RankedFeature feature : members) {
                List<Line> row = row(feature);
                row.add(Line.of(DoNext.sentence(feature, group)));
                table.add(row);
            }
            return;
        }
        Map<String, List<RankedFeature>> bySentence = new LinkedHashMap<>();
        members.forEach(feature -> bySentence
                .computeIfAbsent(DoNext.sentence(feature, group), _ -> new ArrayList<>())
                .add(feature));
        bySentence.forEach((sentence, features) -> {
            table.addWide(Line.of("→ " + sentence), 2);
            features.forEach(feature -> table.add(row(feature)));
        });
    }

    private List<Column> columns(boolean hasNext) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.number("#", 0),
                Column.wrapped("feature\n(variant)", 14),
                Column.wrapped("finding", 10),
                Column.number("worth\na year", 0),
                Column.number("could be", 4),
                Column.number("effect\nexpected", 0),
                Column.number("effect\nobserved", 2),
                new Column(List.of(axisHead()), Table.Side.LEFT, 0, 6),
                Column.number("chance\nit\nhelps", 1),
                Column.number("could\nrank", 3),
                Column.text("safety", 1)));
        if (hasNext) {
            columns.add(Column.wrapped("do next", 30));
        }
        return columns;
    }

    private List<Line> row(RankedFeature feature) {
        VariantPosterior lead = feature.lead();
        List<Line> row = new ArrayList<>();
        row.add(Line.of(Integer.toString(feature.rank()), Emphasis.STRONG));
        row.add(Line.of(feature.feature() + " (" + lead.variant() + ")"));
        row.add(ScreenWords.line(lead.verdict()));
        row.add(lead.yearlyGain() == null ? Line.of(Figures.ABSENT) : Line.of(Figures.gain(lead.yearlyGain())));
        row.add(Line.of(worthRange(lead)));
        row.add(Line.of(percents.change(lead.posteriorMean()), Emphasis.STRONG));
        row.add(Line.of(percents.change(lead.direct().effect()), Emphasis.FAINT));
        row.add(axis.bar(interval(lead), lead.direct().effect(), emphasis(lead)));
        row.add(Line.of(Figures.chance(lead.probabilityPositive())));
        row.add(Line.of(
                feature.rankLower() == feature.rankUpper()
                        ? Integer.toString(feature.rankLower())
                        : feature.rankLower() + "–" + feature.rankUpper()));
        row.add(Safety.of(feature, evaluations));
        return row;
    }

    private static String worthRange(VariantPosterior lead) {
        return lead.yearlyGain() == null
                ? Figures.ABSENT
                : Figures.gain(Objects.requireNonNull(lead.yearlyGainLower())) + " to "
                        + Figures.gain(Objects.requireNonNull(lead.yearlyGainUpper()));
    }

    private static Interval interval(VariantPosterior lead) {
        return new Interval(lead.posteriorLower(), lead.posteriorMean(), lead.posteriorUpper());
    }

    private static Emphasis emphasis(VariantPosterior lead) {
        if (lead.posteriorLower() > 0) {
            return Emphasis.GOOD;
        }
        return lead.posteriorUpper() < 0 ? Emphasis.BAD : Emphasis.NONE;
    }

    private Line axisHead() {
        return axis.head(percents.change(axis.lower()), percents.change(axis.upper()));
    }

    private void notRanked(int width, List<Line> lines) {
        if (ranking.notRanked().isEmpty()) {
            return;
        }
        lines.add(Line.EMPTY);
        lines.add(Line.of("Cannot rank", Emphasis.STRONG)
                .plus(" (" + ranking.notRanked().size() + ")", Emphasis.FAINT));
        Map<String, List<String>> variants = new LinkedHashMap<>();
        for (NotRanked absent : ranking.notRanked()) {
            variants.computeIfAbsent(
                            absent.feature() + " (%s): " + Remarks.absence(absent.reason()) + ".",
                            _ -> new ArrayList<>())
                    .add(absent.variant());
        }
        variants.forEach((text, keys) ->
                lines.addAll(Paragraph.lines(Line.of(text.formatted(String.join(", ", keys))), width, INDENT, 2)));
    }

    private static List<Line> footer(int width) {
        return Paragraph.lines(
                Line.of(
                        "Worth a year: in units of the North Star Metric, at full rollout, if the effect lasts. Expected:"
                                + " what remains of the observed effect after luck is taken out, judged from all"
                                + " experiments together. Ranges hold 95 times in 100.",
                        Emphasis.FAINT),
                width,
                0,
                0);
    }
}
