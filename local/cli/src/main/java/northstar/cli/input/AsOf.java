package northstar.cli.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** The time up to which data count: an instant, or a bare date, which means the end of that day where the experiment runs. */
public final class AsOf {
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final String text;

    private AsOf(String text) {
        this.text = text;
    }

    /**
     * Returns the time that a text names.
     *
     * @throws WrongInputException unless it is a date, or an instant with its zone
     */
    public static AsOf parse(String text) {
        AsOf asOf = new AsOf(text.strip());
        try {
            asOf.instant(ZoneId.of("UTC"));
            return asOf;
        } catch (DateTimeException e) {
            throw new WrongInputException("--as-of == \"" + text
                    + "\", must be a date (2026-10-15) or an instant with its zone" + " (2026-10-15T00:00:00Z)");
        }
    }

    /** Returns the instant in the time zone of an experiment. */
    public Instant instant(ZoneId zone) {
        return DATE.matcher(text).matches()
                ? LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    @Override
    public String toString() {
        return text;
    }
}
