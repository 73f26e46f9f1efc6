package northstar.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import northstar.cli.terminal.Emphasis;
import northstar.cli.terminal.Figures;
import northstar.cli.terminal.Line;
import northstar.domain.evaluation.Health.Surprise;
import northstar.domain.moments.Segment;
import org.jspecify.annotations.Nullable;

/** Says what about a result is usually a mistake, so that the data are checked before it is believed. */
final class SurpriseLines {
    private SurpriseLines() {}

    static List<Line> of(List<Surprise> surprises, boolean hasSeveral) {
        List<Line> lines = new ArrayList<>();
        for (Surprise surprise : surprises) {
            String variant = hasSeveral ? " (" + surprise.variant() + ")" : "";
            lines.add(Line.of(
                    "Check the data before you believe it" + variant + ": " + words(surprise) + ".", Emphasis.CAUTION));
        }
        return lines;
    }

    private static String words(Surprise surprise) {
        return switch (surprise.kind()) {
            case UNLIKE_OTHERS -> "the effect is far larger than effects usually are";
            case LARGE_EFFECT -> "an effect beyond " + Figures.chosen(surprise.limit()) + " is usually a mistake";
            case TINY_P_VALUE -> "so clear a result from so few units is usually a mistake";
            case UNEQUAL_VARIANCES ->
                "the units of one group vary " + factor(surprise.observed()) + " times as much as the other's";
            case IDENTICAL_ARMS -> "both groups have the same numbers to the last digit";
            case ONE_SEGMENT_CARRIES_IT ->
                "without " + name(surprise.segment()) + " the effect would point the other way";
        };
    }

    private static String factor(double ratio) {
        return String.format(Locale.ROOT, "%.1f", Math.max(ratio, 1 / ratio));
    }

    private static String name(@Nullable Segment segment) {
        return segment == null ? "one segment" : segment.attribute() + " " + segment.value();
    }
}
