package northstar.events;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import northstar.domain.Arguments;
import northstar.domain.Reason;
import org.jspecify.annotations.Nullable;

/** Reads single values: each method takes the place that holds one and refuses everything of another type. */
final class Value {
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int MAX_DECIMAL = 4_000;

    private Value() {}

    static String text(Node node) {
        if (!(node.content() instanceof String text)) {
            throw node.refusal(
                    node.content() instanceof NumberText ? "must be a text, in quotation marks" : "must be a text");
        }
        if (text.length() > Arguments.MAX_TEXT) {
            throw new MalformedInputException(
                    node.path() + ".length", String.valueOf(text.length()), "must be at most " + Arguments.MAX_TEXT);
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw node.refusal("must be free of control characters");
        }
        return text;
    }

    /** Returns a text, or what a number or a truth value looks like as text. */
    static String anyText(Node node) {
        Object content = node.content();
        if (content instanceof NumberText number) {
            return number.text();
        }
        return content instanceof Boolean ? content.toString() : text(node);
    }

    static boolean flag(Node node) {
        if (node.content() instanceof Boolean flag) {
            return flag;
        }
        throw node.refusal("must be true or false");
    }

    static BigDecimal decimal(Node node) {
        BigDecimal decimal = node.content() instanceof NumberText number ? number.decimal() : null;
        if (decimal == null) {
            throw node.refusal("must be a number");
        }
        return decimal;
    }

    static double number(Node node) {
        double number = decimal(node).doubleValue();
        if (!Double.isFinite(number)) {
            throw node.refusal("must be a finite number");
        }
        return number;
    }

    static long count(Node node) {
        try {
            return decimal(node).longValueExact();
        } catch (ArithmeticException e) {
            throw node.refusal("must be a whole number");
        }
    }

    static int smallCount(Node node) {
        long count = count(node);
        if (count != (int) count) {
            throw node.refusal("must be in [-2147483648, 2147483647]");
        }
        return (int) count;
    }

    /** Returns an exact decimal that is kept as a text, since JSON numbers are often rounded on their way. */
    static BigDecimal exactDecimal(Node node) {
        BigDecimal decimal = node.content() instanceof String text ? NumberText.decimal(text, MAX_DECIMAL) : null;
        if (decimal == null) {
            throw node.refusal("must be a decimal in quotation marks");
        }
        return decimal;
    }

    static Instant instant(Node node) {
        Instant instant = null;
        if (node.content() instanceof String text && text.length() <= 40) {
            try {
                instant = Instant.parse(text);
            } catch (DateTimeException e) {
                instant = null;
            }
        }
        if (instant == null) {
            throw node.refusal("must be an instant with a zone such as 2026-10-01T00:00:00Z");
        }
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw node.refusal("must be between the years 1900 and 9999");
        }
        return instant;
    }

    static LocalDate date(Node node) {
        if (node.content() instanceof String text && text.length() == 10) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw node.refusal("must be a day such as 2027-03-31");
            }
        }
        throw node.refusal("must be a day such as 2027-03-31");
    }

    static Duration duration(Node node) {
        Duration duration = node.content() instanceof String text && text.length() <= 40 ? parsed(text) : null;
        if (duration == null) {
            throw node.refusal("must be a duration such as P14D or PT24H");
        }
        if (duration.abs().compareTo(LONGEST) > 0) {
            throw node.refusal("must be at most P36500D");
        }
        return duration;
    }

    private static @Nullable Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    static ZoneId zone(Node node) {
        if (node.content() instanceof String text && text.length() <= 60) {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw node.refusal("must be a time zone such as UTC or Europe/Berlin");
            }
        }
        throw node.refusal("must be a time zone such as UTC or Europe/Berlin");
    }

    static @Nullable String textOrNull(@Nullable Node node) {
        return node == null ? null : text(node);
    }

    static @Nullable Double numberOrNull(@Nullable Node node) {
        return node == null ? null : (Double) number(node);
    }

    static @Nullable BigDecimal decimalOrNull(@Nullable Node node) {
        return node == null ? null : decimal(node);
    }

    static @Nullable Instant instantOrNull(@Nullable Node node) {
        return node == null ? null : instant(node);
    }

    static @Nullable Duration durationOrNull(@Nullable Node node) {
        return node == null ? null : duration(node);
    }

    static @Nullable LocalDate dateOrNull(@Nullable Node node) {
        return node == null ? null : date(node);
    }

    static double numberOr(@Nullable Node node, double fallback) {
        return node == null ? fallback : number(node);
    }

    static boolean flagOr(@Nullable Node node, boolean fallback) {
        return node == null ? fallback : flag(node);
    }

    static String textOr(@Nullable Node node, String fallback) {
        return node == null ? fallback : text(node);
    }

    static Duration durationOr(@Nullable Node node, Duration fallback) {
        return node == null ? fallback : duration(node);
    }

    static Instant instantOr(@Nullable Node node, Instant fallback) {
        return node == null ? fallback : instant(node);
    }

    /** Returns the texts of a list, or none if there is no list. */
    static List<String> texts(@Nullable Node node) {
        return node == null ? List.of() : node.list(Value::text);
    }

    /** Returns the codes of reasons in a list. */
    static List<Reason> reasons(Node node) {
        return node.list(element -> choice(element, Words.CODE, Reason.values()));
    }

    static @Nullable Reason reasonOrNull(@Nullable Node node) {
        return node == null ? null : choice(node, Words.CODE, Reason.values());
    }

    /** Returns the constant that a word stands for. */
    static <E extends Enum<E>> E choice(Node node, Words words, E[] constants) {
        for (E constant : constants) {
            if (words.of(constant).equals(node.content())) {
                return constant;
            }
        }
        throw node.refusal(
                Arrays.stream(constants).map(words::of).collect(Collectors.joining(", ", "must be one of ", "")));
    }
}
