package northstar.events;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as it is written, so that nothing is rounded before its meaning is known.
 *
 * @param text the characters, for instance {@code 1e-3}, or {@code .nan} in YAML
 */
record NumberText(String text) {
    /** What JSON calls a number. */
    static final Pattern JSON = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

    private static final int MAX_LENGTH = 200;
    private static final int MAX_EXPONENT = 2_000;

    /** Returns the exact decimal, or null if this is none (hexadecimal, infinite) or beyond all reason. */
    @Nullable
    BigDecimal decimal() {
        return decimal(text, MAX_LENGTH);
    }

    /** Returns the exact decimal that a text of bounded length stands for, or null. */
    static @Nullable BigDecimal decimal(String text, int maxLength) {
        if (text.length() > maxLength) {
            return null;
        }
        try {
            BigDecimal decimal = new BigDecimal(text);
            return Math.abs((long) decimal.scale()) > MAX_EXPONENT ? null : decimal;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
