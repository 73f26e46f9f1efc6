package northstar.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import northstar.cli.report.Change;
import northstar.cli.report.EvaluationReport;
import northstar.cli.report.Finding;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.cli.terminal.Paragraph;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Level;

/**
 * The first act: one experiment that everybody understands. Its words follow from what was stored.
 *
 * @param plain the comparison as it is
 * @param adjusted the same with what was known of each donor taken out
 * @param ratios the three offers apart
 */
record CharityAct(Told plain, Told adjusted, Told ratios) {
    static final String PLAIN = "charity-match";
    static final String ADJUSTED = "charity-match-cuped";
    static final String RATIOS = "charity-match-ratios";

    private static final double CLEAR = 1.96;

    /** An experiment with the result of its look. */
    record Told(PinnedExperiment pinned, Evaluation evaluation) {
        static Told of(Stage stage, String experiment) {
            return new Told(
                    stage.pinned(experiment), stage.evaluations(experiment).getLast());
        }

        private Effect northStar(String variant) {
            return evaluation.northStarEffect(variant).orElseThrow();
        }

        private Effect northStar() {
            return northStar(evaluation.variants().getFirst().variant());
        }

        private Finding finding(Effect effect) {
            return Finding.of(pinned, effect, evaluation.isFinal());
        }
    }

    static CharityAct of(Stage stage) {
        return new CharityAct(Told.of(stage, PLAIN), Told.of(stage, ADJUSTED), Told.of(stage, RATIOS));
    }

    List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("One experiment you understand", Emphasis.STRONG));
        say(lines, setting(), width);
        lines.add(Line.EMPTY);
        lines.addAll(EvaluationReport.table(plain.pinned(), plain.evaluation(), width));
        lines.add(Line.EMPTY);
        say(lines, meaning(), width);
        say(lines, adjustment(), width);
        say(lines, offers(), width);
        return lines;
    }

    private static void say(List<Line> lines, String text, int width) {
        lines.addAll(Paragraph.lines(text, width));
    }

    private String setting() {
        Map<String, Long> sizes = plain.evaluation().health().sampleRatio().observed();
        long letters = sizes.values().stream().mapToLong(Long::longValue).sum();
        long plainLetters =
                sizes.getOrDefault(plain.pinned().experiment().control().key(), 0L);
        return "A charity sent " + Figures.count(letters) + " letters asking for money (Karlan and List 2007). "
                + Figures.count(letters - plainLetters) + " of them said that another donor would match the gift. North"
                + " Star Metric: " + plain.northStar().metric() + " per letter.";
    }

    private String meaning() {
        Effect northStar = plain.northStar();
        Effect indicator = plain.evaluation().effects().stream()
                .filter(effect -> effect.role() == Role.INDICATOR)
                .findFirst()
                .orElseThrow();
        String people = switch (plain.finding(indicator)) {
            case BETTER -> "More people gave: ";
            case WORSE -> "Fewer people gave: ";
            case SAFE, UNPROVEN, NO_DIFFERENCE, CANNOT_TELL, TOO_EARLY -> "Whether more people gave is open: ";
        };
        String money = switch (plain.finding(northStar)) {
            case BETTER -> "And a letter brought more: ";
            case WORSE -> "But a letter brought less: ";
            case NO_DIFFERENCE -> "What a letter brought hardly changed: ";
            case SAFE, UNPROVEN, CANNOT_TELL, TOO_EARLY -> "That a letter brings more is not shown yet: ";
        };
        return people + indicator.metric() + " " + Change.alone(indicator).sentence(indicator) + ". " + money
                + northStar.metric() + " " + Change.alone(northStar).sentence(northStar) + ".";
    }

    private String adjustment() {
        Effect effect = adjusted.northStar();
        return "Taking out what was known of each donor before removes "
                + Figures.roughly(Objects.requireNonNull(effect.varianceReduction())) + " of the variation of "
                + effect.metric() + ": " + Change.alone(effect).sentence(effect) + ".";
    }

    private String offers() {
        List<String> variants = ratios.evaluation().variants().stream()
                .map(verdict -> verdict.variant())
                .toList();
        Level two = ratios.northStar(variants.get(1)).treatment();
        Level three = ratios.northStar(variants.get(2)).treatment();
        double difference = mean(three) - mean(two);
        double z = difference / Math.hypot(error(three), error(two));
        String comparison = z > CLEAR ? " did better than " : z < -CLEAR ? " did worse than " : " did no better than ";
        return "A more generous offer: " + variants.get(2) + " (" + Figures.level(mean(three)) + " a letter)"
                + comparison + variants.get(1) + " (" + Figures.level(mean(two)) + ").";
    }

    private static double mean(Level level) {
        return Objects.requireNonNull(level.mean());
    }

    private static double error(Level level) {
        return Objects.requireNonNull(level.standardError());
    }
}
