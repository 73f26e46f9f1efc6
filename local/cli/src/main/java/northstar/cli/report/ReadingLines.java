package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.domain.evaluation.Evaluation;
import northstar.domain.evaluation.Reading;
import northstar.domain.evaluation.VariantVerdict;

/** Says what a prior makes of the result, one line for each treatment; it decides nothing. */
final class ReadingLines {
    private static final double SMALLEST_LOSS = 0.0001;

    private ReadingLines() {}

    static List<Line> of(Evaluation evaluation) {
        List<Line> lines = new ArrayList<>();
        boolean hasSeveral = evaluation.variants().size() > 1;
        for (VariantVerdict verdict : evaluation.variants()) {
            Reading reading = verdict.reading();
            if (reading != null) {
                lines.add(Line.of("Chance that it helps" + (hasSeveral ? " (" + verdict.variant() + ")" : "") + ": "
                        + Figures.chance(reading.chanceOfGain()) + "; loss to expect if it ships: "
                        + loss(reading.expectedLoss()) + " (prior " + reading.prior() + ")."
                        + (reading.remark() == null ? "" : " Not the verdict, because " + reading.remark() + ".")));
            }
        }
        return lines;
    }

    private static String loss(double share) {
        return share < SMALLEST_LOSS ? "under " + Figures.chosen(SMALLEST_LOSS) : Figures.roughly(share);
    }
}
