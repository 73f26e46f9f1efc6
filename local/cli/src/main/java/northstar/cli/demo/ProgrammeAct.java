package northstar.cli.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import northstar.cli.report.RankingReport;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.cli.terminal.Percents;
import northstar.cli.terminal.Table;
import northstar.cli.terminal.Table.Column;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.RankedFeature;
import northstar.domain.ranking.Ranking;
import northstar.domain.ranking.VariantPosterior;

/**
 * The last act: a real company's programme, day by day.
 *
 * @param metric the North Star Metric
 * @param evaluations all evaluations of each experiment in time order
 * @param early the ranking as it was stored on the early day
 * @param last the ranking as it was stored at the end
 */
record ProgrammeAct(String metric, Map<String, List<Evaluation>> evaluations, Ranking early, Ranking last) {
    static final int EARLY_DAY = 7;

    private static final double NAIVE = 1.959963984540054;
    private static final int TOP = 5;
    private static final int SHOWN = 10;

    /** How often a treatment's result looked like a win. */
    private record Peeking(long treatments, long onSomeDay, long atTheEnd, long wins) {}

    /** A variant's posterior with the feature that it belongs to. */
    private record Bet(String feature, VariantPosterior posterior) {
        String name() {
            return feature + " (" + posterior.variant() + ")";
        }

        double claimed() {
            return posterior.direct().effect();
        }
    }

    List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("A real programme", Emphasis.STRONG));
        Peeking peeking = peeking();
        long checks = evaluations.values().stream().mapToLong(List::size).sum();
        say(
                lines,
                Figures.count(evaluations.size(), "experiment") + " of a fashion retailer (ASOS) with "
                        + Figures.count(peeking.treatments(), "treatment") + ", replayed day by day: "
                        + Figures.count(checks, "check") + ". North Star Metric: " + metric + ".",
                width);
        say(
                lines,
                "On some day " + peeking.onSomeDay() + " treatments looked like a win to whoever watched a plain 95 %"
                        + " range; at the end " + peeking.atTheEnd()
                        + " still did. Counting every look, Northstar calls "
                        + peeking.wins() + " a win.",
                width);
        lines.add(Line.EMPTY);
        top(lines, width);
        lines.add(Line.EMPTY);
        lines.addAll(
                RankingReport.table(last, last.features().stream().limit(SHOWN).toList(), width));
        lines.add(Line.EMPTY);
        say(lines, RankingReport.headline(last, metric), width);
        say(lines, account(), width);
        return lines;
    }

    private static void say(List<Line> lines, String text, int width) {
        lines.addAll(Paragraph.lines(text, width));
    }

    private Peeking peeking() {
        long treatments = 0;
        long onSomeDay = 0;
        long atTheEnd = 0;
        long wins = 0;
        for (List<Evaluation> looks : evaluations.values()) {
            Evaluation end = looks.getLast();
            for (var verdict : end.variants()) {
                treatments++;
                onSomeDay += looks.stream().anyMatch(look -> isNaiveWin(look, verdict.variant())) ? 1 : 0;
                atTheEnd += isNaiveWin(end, verdict.variant()) ? 1 : 0;
                wins += verdict.verdict() == Verdict.SHIP ? 1 : 0;
            }
        }
        return new Peeking(treatments, onSomeDay, atTheEnd, wins);
    }

    /** Returns whether a plain 95 % range, which is meant for a single look, lies above zero. */
    private static boolean isNaiveWin(Evaluation look, String variant) {
        Optional<Effect> effect = look.northStarEffect(variant);
        Double value = effect.map(found -> found.absolute().value()).orElse(null);
        Double standardError =
                effect.map(found -> found.absolute().standardError()).orElse(null);
        return value != null && standardError != null && standardError > 0 && value / standardError > NAIVE;
    }

    private void top(List<Line> lines, int width) {
        Map<String, Double> atEnd = new HashMap<>();
        bets(last).forEach(bet -> atEnd.put(bet.name(), bet.claimed()));
        List<Bet> claimed = bets(early)
                .filter(bet -> atEnd.containsKey(bet.name()))
                .sorted(Comparator.comparingDouble(Bet::claimed).reversed().thenComparing(Bet::name))
                .limit(TOP)
                .toList();
        say(
                lines,
                "The " + TOP + " best-looking treatments of day " + EARLY_DAY + ": what their results claimed, what"
                        + " Northstar expected of them that day, and where they ended.",
                width);
        Percents percents = Percents.fitting(claimed.stream().map(Bet::claimed).toList());
        Table table = new Table(List.of(
                Column.wrapped("feature (variant)", 16),
                Column.number("claimed", 0),
                Column.number("expected", 0),
                Column.number("ended at", 0)));
        double[] sums = new double[3];
        for (Bet bet : claimed) {
            double[] row = {
                bet.claimed(), bet.posterior().posteriorMean(), Objects.requireNonNull(atEnd.get(bet.name()))
            };
            for (int i = 0; i < row.length; i++) {
                sums[i] += row[i] / claimed.size();
            }
            table.add(row(bet.name(), row, percents));
        }
        table.add(row("on average", sums, percents));
        lines.addAll(table.lines(width));
    }

    private static List<Line> row(String name, double[] effects, Percents percents) {
        return Stream.concat(Stream.of(name), Arrays.stream(effects).mapToObj(percents::change))
                .map(Line::of)
                .toList();
    }

    private static Stream<Bet> bets(Ranking ranking) {
        return ranking.features().stream().flatMap(ProgrammeAct::bets);
    }

    private static Stream<Bet> bets(RankedFeature feature) {
        return Stream.concat(Stream.of(feature.lead()), feature.alternatives().stream())
                .map(posterior -> new Bet(feature.feature(), posterior));
    }

    private String account() {
        long counted = bets(last).count();
        return "Ranked: " + Figures.count(last.features().size(), "feature") + " with " + counted + " treatments; "
                + Figures.count(last.notRanked().size(), "treatment") + " cannot be ranked.";
    }
}
