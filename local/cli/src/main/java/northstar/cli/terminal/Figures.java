package northstar.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people write them. */
public final class Figures {
    /** What stands where there is no number. */
    public static final String ABSENT = "–";

    private static final String MINUS = "−";
    private static final String[] SUFFIXES = {"", "k", "M", "bn", "tn"};

    private Figures() {}

    /** Returns a count with its thousands apart: {@code 16,687}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a count with its noun, which takes an s unless there is exactly one: {@code 78 experiments}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Returns a quantity in three digits that count: {@code 374k}, {@code 1.24M}, {@code 0.813}. */
    public static String quantity(double value) {
        String digits = magnitude(Math.abs(value));
        return (value < 0 && !digits.equals("0") ? MINUS : "") + digits;
    }

    /** Returns a quantity with its sign: {@code +374k}. */
    public static String gain(double value) {
        String quantity = quantity(value);
        return value > 0 && !quantity.equals("0") ? "+" + quantity : quantity;
    }

    /** Returns a level in four digits that count: {@code 0.8133}, {@code 1,204}, {@code 62.51}. */
    public static String level(double value) {
        double size = Math.abs(value);
        String digits = size >= 1_000_000
                ? magnitude(size)
                : size >= 1_000
                        ? String.format(Locale.ROOT, "%,.0f", size)
                        : plain(
                                new BigDecimal(size).round(new MathContext(4, RoundingMode.HALF_EVEN)),
                                3 - exponent(size));
        return (value < 0 && !digits.equals("0") ? MINUS : "") + digits;
    }

    /** Returns a share as a percentage in four digits that count: {@code 1.786 %}. */
    public static String share(double share) {
        return level(100 * share) + " %";
    }

    /** Returns a share that somebody chose as a percentage, without zeros at its end: {@code 2 %}, {@code 0.5 %}. */
    public static String chosen(double share) {
        return new BigDecimal(100 * share)
                        .round(new MathContext(4, RoundingMode.HALF_EVEN))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** Returns a share as a percentage in two digits that count: {@code 0.82 %}, {@code 24 %}. */
    public static String roughly(double share) {
        double percent = 100 * Math.abs(share);
        int decimals = percent == 0 ? 0 : 1 - exponent(percent);
        return (share < 0 ? MINUS : "") + plain(new BigDecimal(percent), decimals) + " %";
    }

    /** Returns a chance in whole percent; never 0, never 100: {@code >99 %}. */
    public static String chance(double probability) {
        long percent = Math.round(100 * probability);
        if (percent >= 100) {
            return ">99 %";
        }
        return percent <= 0 ? "<1 %" : percent + " %";
    }

    private static String magnitude(double size) {
        if (size == 0 || size < 1e-12) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(3, RoundingMode.HALF_EVEN));
        int thousands = 0;
        while (rounded.compareTo(BigDecimal.valueOf(1_000)) >= 0 && thousands < SUFFIXES.length - 1) {
            rounded = rounded.movePointLeft(3);
            thousands++;
        }
        return plain(rounded, 2 - exponent(rounded.doubleValue())) + SUFFIXES[thousands];
    }

    /** Returns the position of the first digit that counts: 0 for 1 to 9.99, -1 for 0.1 to 0.99. */
    private static int exponent(double size) {
        return size == 0 ? 0 : (int) Math.floor(Math.log10(size) + 1e-12);
    }

    private static String plain(BigDecimal value, int decimals) {
        if (value.signum() == 0) {
            return "0";
        }
        return value.setScale(Math.max(0, Math.min(decimals, 12)), RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
