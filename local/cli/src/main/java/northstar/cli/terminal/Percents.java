package northstar.cli.terminal;

import java.util.Collection;
import java.util.Locale;

/**
 * Changes in percent, all with the same number of decimals, so that a column of them can be compared at a glance.
 *
 * @param decimals digits after the point, 0 to 3
 */
public record Percents(int decimals) {
    /** Returns the form in which the typical one of these fractions keeps two digits that count. */
    public static Percents fitting(Collection<Double> fractions) {
        double[] sizes = fractions.stream()
                .mapToDouble(fraction -> 100 * Math.abs(fraction))
                .filter(size -> size > 0)
                .sorted()
                .toArray();
        if (sizes.length == 0) {
            return new Percents(1);
        }
        double typical = sizes[sizes.length / 2];
        return new Percents(typical >= 100 ? 0 : typical >= 0.995 ? 1 : typical >= 0.0995 ? 2 : 3);
    }

    /** Returns a change with its sign: {@code +18.7 %}. */
    public String change(double fraction) {
        String digits = digits(Math.abs(fraction));
        String sign = digits.chars().allMatch(c -> c == '0' || c == '.') ? "" : fraction < 0 ? "−" : "+";
        return sign + digits + " %";
    }

    /** Returns two changes as a range: {@code −0.6 % to +43.6 %}. */
    public String range(double lower, double upper) {
        return change(lower) + " to " + change(upper);
    }

    private String digits(double size) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", 100 * size);
    }
}
