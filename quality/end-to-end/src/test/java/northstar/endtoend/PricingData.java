package northstar.endtoend;

import java.time.Instant;
import java.util.Locale;

/** What a warehouse reports of an experiment: numbers of units, means and variances so far. */
final class PricingData {
    private PricingData() {}

    /** A checkpoint after some days. */
    static String report(String experiment, Instant at, int days) {
        return """
                {"experiment": "%s", "at": "%s", "rows": [%s, %s]}""".formatted(experiment, at, row("old", 1200L * days + 3, 1.25), row("new", 1200L * days - 17, 1.31));
    }

    private static String row(String variant, long units, double mean) {
        return String.format(
                Locale.ROOT,
                "{\"variant\": \"%s\", \"metric\": \"%s\", \"n\": %d, \"mean\": %.2f, \"variance\": 4.75}",
                variant,
                Story.NIGHTS,
                units,
                mean);
    }
}
