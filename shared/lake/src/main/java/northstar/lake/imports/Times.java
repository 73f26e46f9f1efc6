package northstar.lake.imports;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import northstar.domain.Arguments;

/** Reads times as vendors write them. */
final class Times {
    private static final Pattern TEXT = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)[T ](\\d\\d):(\\d\\d)"
            + "(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?\\s?(Z|UTC|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final Pattern EPOCH = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");
    private static final String RULE = "a time, for instance 2026-10-01T09:30:00Z";

    private static final BigDecimal SECONDS_BELOW = new BigDecimal("1e11");
    private static final BigDecimal MILLIS_BELOW = new BigDecimal("1e14");
    private static final BigDecimal MICROS_BELOW = new BigDecimal("1e17");

    private Times() {}

    /**
     * Returns the instant, to the microsecond.
     *
     * @param what its name, for the refusal
     * @param text date and time of day, or a number of seconds, milliseconds or microseconds since 1970, told apart by size
     * @param zone where the clock stands if the text does not say
     */
    static Instant parse(String what, String text, ZoneId zone) {
        if (EPOCH.matcher(text).matches()) {
            return epoch(what, new BigDecimal(text), zone);
        }
        Matcher parts = text.length() > 50 ? null : TEXT.matcher(text.strip());
        if (parts == null || !parts.matches()) {
            throw RefusedException.of(what, Arguments.quoted(text), RULE);
        }
        try {
            return instant(parts, zone).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw RefusedException.of(what, Arguments.quoted(text), RULE);
        }
    }

    /** Counts from 1970 as the clock of the zone shows it. */
    private static Instant epoch(String what, BigDecimal number, ZoneId zone) {
        BigDecimal size = number.abs();
        int micros = size.compareTo(SECONDS_BELOW) < 0
                ? 6
                : size.compareTo(MILLIS_BELOW) < 0 ? 3 : size.compareTo(MICROS_BELOW) < 0 ? 0 : -1;
        if (micros < 0) {
            throw RefusedException.of(what, number, "a time before the year 5000");
        }
        long counted =
                number.movePointRight(micros).setScale(0, RoundingMode.FLOOR).longValueExact();
        Instant utc = Instant.EPOCH.plus(counted, ChronoUnit.MICROS);
        return LocalDateTime.ofInstant(utc, ZoneOffset.UTC).atZone(zone).toInstant();
    }

    private static Instant instant(Matcher parts, ZoneId zone) {
        String fraction = parts.group(7) == null ? "" : parts.group(7);
        LocalDateTime local = LocalDateTime.of(
                number(parts, 1),
                number(parts, 2),
                number(parts, 3),
                number(parts, 4),
                number(parts, 5),
                parts.group(6) == null ? 0 : number(parts, 6),
                Integer.parseInt((fraction + "000000000").substring(0, 9)));
        String offset = parts.group(8);
        return local.atZone(offset == null ? zone : zone(offset)).toInstant();
    }

    private static ZoneId zone(String offset) {
        return offset.equals("UTC") || offset.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(offset);
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
