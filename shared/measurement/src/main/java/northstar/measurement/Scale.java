package northstar.measurement;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * How a double becomes a decimal that can be summed exactly (METHODS 0.2a).
 *
 * <p>A value that fifteen digits of its column's range give exactly, such as a count or an amount of money, is taken as
 * that decimal; any other one is multiplied by the power of ten in double arithmetic and rounded half up.
 *
 * @param places digits after the point of the sum, {@code 37 - ceil(log10(n max|value|))} clamped to 0..37
 * @param exactPlaces digits after the point that a short decimal of the column may have, or -1 if it is too large
 */
public record Scale(int places, int exactPlaces) {
    private static final int DIGITS = 38;
    private static final int DOUBLE_DIGITS = 15;

    /** Returns whether a sum of that many values up to this size fits at all. */
    public static boolean fits(long n, BigDecimal max) {
        return ceilLog10(BigDecimal.valueOf(n).multiply(max)) <= DIGITS - 1;
    }

    /**
     * Returns the scale of a column.
     *
     * @param n number of values
     * @param max largest absolute value
     */
    public static Scale of(long n, BigDecimal max) {
        int places = Math.clamp(DIGITS - 1 - ceilLog10(BigDecimal.valueOf(n).multiply(max)), 0, DIGITS - 1);
        int exactPlaces = Math.min(DOUBLE_DIGITS, DOUBLE_DIGITS - ceilLog10(max));
        return new Scale(places, Math.max(-1, exactPlaces));
    }

    /** Returns the smallest whole {@code e} with {@code value <= 10^e}; the smallest int for 0. */
    private static int ceilLog10(BigDecimal value) {
        if (value.signum() == 0) {
            return Integer.MIN_VALUE / 2;
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int digitsBeforePoint = stripped.precision() - stripped.scale();
        return stripped.unscaledValue().equals(BigInteger.ONE) ? digitsBeforePoint - 1 : digitsBeforePoint;
    }

    /** Returns the SQL expression for the decimal. */
    String sql(String value) {
        String scaled = decimal(value, DIGITS, places);
        if (exactPlaces < 0) {
            return scaled;
        }
        String exact = decimal(value, DIGITS / 2 - 1, exactPlaces);
        return "CASE WHEN CAST(" + exact + " AS DOUBLE) = " + value + " THEN " + decimal(exact, DIGITS, places)
                + " ELSE " + scaled + " END";
    }

    private static String decimal(String value, int digits, int places) {
        return "CAST(" + value + " AS DECIMAL(" + digits + ", " + places + "))";
    }
}
