package northstar.measurement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * The times of an experiment's checkpoints: instants with a zone, bare dates, which mean the end of that day, or days
 * since the start, rounded to milliseconds.
 */
record CheckpointTime(Instant start, ZoneId zone) {
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{0,40})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final BigDecimal MILLIS_PER_DAY = BigDecimal.valueOf(86_400_000);
    private static final BigDecimal MAX_DAYS = BigDecimal.valueOf(36_500);

    /**
     * Returns the instant.
     *
     * @throws IllegalArgumentException whose message is the rule that the text breaks
     */
    Instant parse(String text) {
        Instant at;
        try {
            at = read(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("an instant with its zone, a date, or days since the start", e);
        }
        if (at.isBefore(start)) {
            throw new IllegalArgumentException("not be before the start (" + start + ")");
        }
        return at;
    }

    private Instant read(String text) {
        if (DAYS.matcher(text).matches()) {
            BigDecimal days = new BigDecimal(text);
            if (days.compareTo(MAX_DAYS) > 0) {
                throw new IllegalArgumentException("at most " + MAX_DAYS + " days since the start");
            }
            return start.plusMillis(days.multiply(MILLIS_PER_DAY)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
        }
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant();
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}
