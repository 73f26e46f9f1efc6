package northstar.domain.moments;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums over units of a vector of per-unit variables: the values, their products, and the third powers of the
 * leading ones.
 *
 * <p>Sums are decimals, so that adding the cohorts in any order gives the same digits. The centred form is derived from
 * them once, in decimal arithmetic, on reading (METHODS 0.1, 0.2a): mean {@code S_a/n}, covariance
 * {@code (S_ab - S_a S_b/n)/(n-1)}, third central moment
 * {@code S_abc/n - (m_a S_bc + m_b S_ac + m_c S_ab)/n + 2 m_a m_b m_c}.
 *
 * <p>Trailing zeros are dropped, so that equal sums are equal records.
 *
 * @param n number of units, at least 0
 * @param values {@code S_a}, one per variable
 * @param products {@code S_ab} for {@code a <= b}, row by row ({@code 00 01 .. 0p 11 ..}), or null if no second moment
 *     is known
 * @param cubes third powers of the first one ({@code 000}) or the first two variables ({@code 000 001 011 111}), or
 *     null if no third moment is known
 */
public record PowerSums(
        long n,
        List<BigDecimal> values,
        @Nullable List<BigDecimal> products,
        @Nullable List<BigDecimal> cubes) {
    /** Digits that intermediate results of the centred form carry. */
    private static final MathContext DIGITS = new MathContext(80, RoundingMode.HALF_EVEN);

    public PowerSums {
        Arguments.notNegative("n", n);
        if (values.isEmpty()) {
            throw Arguments.refusal("values.length", 0, "at least 1");
        }
        values = canonical(values);
        int variables = values.size();
        if (products != null) {
            int expected = variables * (variables + 1) / 2;
            if (products.size() != expected) {
                throw Arguments.refusal("products.length", products.size(), String.valueOf(expected));
            }
            products = canonical(products);
        }
        if (cubes != null) {
            if (cubes.size() != 1 && !(cubes.size() == 4 && variables >= 2)) {
                throw Arguments.refusal("cubes.length", cubes.size(), "1, or 4 with two variables or more");
            }
            cubes = canonical(cubes);
        }
    }

    /**
     * Returns the sums that a reported count, mean, variance and third central moment stand for.
     *
     * @param n units, at least 0
     * @param mean mean per unit
     * @param variance unbiased variance (divisor n - 1), or null if unknown
     * @param m3 third central moment (divisor n), or null if unknown
     */
    public static PowerSums ofReported(
            long n, BigDecimal mean, @Nullable BigDecimal variance, @Nullable BigDecimal m3) {
        BigDecimal units = BigDecimal.valueOf(n);
        BigDecimal sum = units.multiply(mean);
        if (variance == null) {
            return new PowerSums(n, List.of(sum), null, null);
        }
        BigDecimal centred = variance.multiply(BigDecimal.valueOf(Math.max(0, n - 1)));
        BigDecimal square = centred.add(sum.multiply(mean));
        if (m3 == null) {
            return new PowerSums(n, List.of(sum), List.of(square), null);
        }
        BigDecimal cube = m3.multiply(units)
                .add(BigDecimal.valueOf(3).multiply(mean).multiply(square))
                .subtract(BigDecimal.TWO.multiply(mean).multiply(mean).multiply(sum));
        return new PowerSums(n, List.of(sum), List.of(square), List.of(cube));
    }

    /** Returns the number of variables. */
    public int variables() {
        return values.size();
    }

    /**
     * Returns the sums over both sets of units. What one of them does not know is not known of the whole.
     *
     * @throws IllegalArgumentException if the variables differ in number
     */
    public PowerSums plus(PowerSums other) {
        if (other.variables() != variables()) {
            throw Arguments.refusal("values.length", other.variables(), String.valueOf(variables()));
        }
        return new PowerSums(
                Math.addExact(n, other.n),
                added(values, other.values),
                products == null || other.products == null ? null : added(products, other.products),
                cubes == null || other.cubes == null ? null : added(cubes, other.cubes));
    }

    /**
     * Returns the mean of a variable.
     *
     * @throws IllegalStateException if there are no units
     */
    public double mean(int variable) {
        return exactMean(variable).doubleValue();
    }

    /**
     * Returns the unbiased covariance of two variables (divisor n - 1).
     *
     * @throws IllegalStateException if there are fewer than two units or no second moment is known
     */
    public double covariance(int first, int second) {
        if (n < 2 || products == null) {
            throw new IllegalStateException("covariance of " + n + " units, needs 2 or more and known products");
        }
        BigDecimal units = BigDecimal.valueOf(n);
        // exact up to the division: a constant has no variance, not even 1e-81
        return product(first, second)
                .multiply(units)
                .subtract(values.get(first).multiply(values.get(second)))
                .divide(units.multiply(BigDecimal.valueOf(n - 1)), DIGITS)
                .doubleValue();
    }

    /**
     * Returns the third central moments (divisor n) in the order of {@link #cubes()}, or null if they are not known.
     */
    public double @Nullable [] thirdCentralMoments() {
        if (n == 0 || cubes == null || products == null) {
            return null;
        }
        double[] moments = new double[cubes.size()];
        for (int i = 0; i < moments.length; i++) {
            // the i-th of four is the product of 3 - i times the first and i times the second variable
            int[] of = {i >= 3 ? 1 : 0, i >= 2 ? 1 : 0, i >= 1 ? 1 : 0};
            moments[i] = thirdCentralMoment(cubes.get(i), of).doubleValue();
        }
        return moments;
    }

    private BigDecimal thirdCentralMoment(BigDecimal cube, int[] of) {
        BigDecimal a = exactMean(of[0]);
        BigDecimal b = exactMean(of[1]);
        BigDecimal c = exactMean(of[2]);
        BigDecimal mixed = a.multiply(product(of[1], of[2]))
                .add(b.multiply(product(of[0], of[2])))
                .add(c.multiply(product(of[0], of[1])));
        BigDecimal level = BigDecimal.TWO.multiply(a).multiply(b).multiply(c);
        return cube.subtract(mixed).divide(BigDecimal.valueOf(n), DIGITS).add(level, DIGITS);
    }

    private BigDecimal exactMean(int variable) {
        if (n == 0) {
            throw new IllegalStateException("mean of 0 units");
        }
        return values.get(variable).divide(BigDecimal.valueOf(n), DIGITS);
    }

    private BigDecimal product(int first, int second) {
        int row = Math.min(first, second);
        int column = Math.max(first, second);
        List<BigDecimal> known = Objects.requireNonNull(products, "products is null");
        return known.get(row * variables() - row * (row - 1) / 2 + column - row);
    }

    private static List<BigDecimal> added(List<BigDecimal> first, List<BigDecimal> second) {
        if (first.size() != second.size()) {
            throw Arguments.refusal("sums.length", second.size(), String.valueOf(first.size()));
        }
        List<BigDecimal> sums = new ArrayList<>(first.size());
        IntStream.range(0, first.size()).forEach(i -> sums.add(first.get(i).add(second.get(i))));
        return sums;
    }

    private static List<BigDecimal> canonical(List<BigDecimal> sums) {
        return sums.stream().map(BigDecimal::stripTrailingZeros).toList();
    }
}
