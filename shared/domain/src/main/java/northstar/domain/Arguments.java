package northstar.domain;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The checks of the domain's records, worded <em>what == value, must be rule</em>.
 *
 * <p>Every message begins with the name of the component, so that a codec can put the path of the enclosing document
 * in front of it. Each check is written so that NaN fails.
 */
public final class Arguments {
    /** The largest length of a free text, in characters. */
    public static final int MAX_TEXT = 2_000;

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,47}");

    private Arguments() {}

    /**
     * Returns the key if it may name a definition.
     *
     * @throws IllegalArgumentException unless it matches {@code ^[a-z0-9][a-z0-9-]{0,47}$}
     */
    public static String key(String name, String value) {
        if (!KEY.matcher(value).matches()) {
            throw refusal(name, quoted(value), "match ^[a-z0-9][a-z0-9-]{0,47}$");
        }
        return value;
    }

    /**
     * Returns the text if it says something.
     *
     * @throws IllegalArgumentException if it is blank or longer than {@link #MAX_TEXT}
     */
    public static String text(String name, String value) {
        if (value.isBlank()) {
            throw refusal(name, quoted(value), "not be blank");
        }
        if (value.length() > MAX_TEXT) {
            throw refusal(name + ".length", value.length(), "at most " + MAX_TEXT);
        }
        return value;
    }

    /** Returns the number if it is neither NaN nor infinite. */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw refusal(name, value, "finite");
        }
        return value;
    }

    /** Returns the number if it lies in (0, 1). */
    public static double openUnit(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw refusal(name, value, "in (0, 1)");
        }
        return value;
    }

    /** Returns the number if it lies in (0, 1]. */
    public static double share(String name, double value) {
        if (!(value > 0 && value <= 1)) {
            throw refusal(name, value, "in (0, 1]");
        }
        return value;
    }

    /** Returns the number if it is finite and at least 0. */
    public static double notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw refusal(name, value, "finite and >= 0");
        }
        return value;
    }

    /** Returns the number if it is finite and above 0. */
    public static double positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw refusal(name, value, "finite and > 0");
        }
        return value;
    }

    /** Returns the count if it is at least 0. */
    public static long notNegative(String name, long value) {
        if (value < 0) {
            throw refusal(name, value, ">= 0");
        }
        return value;
    }

    /** Returns the duration if it is above zero. */
    public static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw refusal(name, value, "longer than zero");
        }
        return value;
    }

    /** Returns the duration if it is not below zero. */
    public static Duration notNegative(String name, Duration value) {
        if (value.isNegative()) {
            throw refusal(name, value, "zero or longer");
        }
        return value;
    }

    /** Returns an immutable copy of the list if no element stands in it twice. */
    public static <T> List<T> distinct(String name, List<T> values) {
        Set<T> seen = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            if (!seen.add(values.get(i))) {
                throw refusal(name + "[" + i + "]", quoted(values.get(i)), "named only once");
            }
        }
        return List.copyOf(values);
    }

    /** Returns the refusal <em>what == value, must be rule</em>. */
    public static IllegalArgumentException refusal(String what, @Nullable Object value, String rule) {
        String verb = rule.startsWith("not ") || rule.startsWith("match ") ? ", must " : ", must be ";
        return new IllegalArgumentException(what + " == " + value + verb + rule);
    }

    /** Returns a text as it stands in a refusal: in quotation marks, cut after 80 characters. */
    public static String quoted(@Nullable Object value) {
        String text = String.valueOf(value);
        return '"' + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + '"';
    }
}
