package northstar.statistics;

import java.util.List;

/**
 * How the units of an experiment come in: {@code N(d) = first d^exponent} different units in d days.
 *
 * <p>Where the same units come again and again, new ones get rarer: the exponent is then below 1.
 *
 * @param first units of the first day, above 0
 * @param exponent in (0, 1]; 1 if every day brings as many new ones
 */
public record Accrual(double first, double exponent) {
    private static final double LEAST_EXPONENT = 0.05;
    private static final double ROUNDING = 1e-9;

    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Accrual {
        Arguments.requirePositive("first", first);
        if (!(exponent > 0 && exponent <= 1)) {
            throw new IllegalArgumentException("exponent == " + exponent + ", must be in (0, 1]");
        }
    }

    /**
     * A number of units counted after some days.
     *
     * @param days since the first unit could come in, above 0
     * @param units different ones so far, above 0
     */
    public record Count(double days, double units) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if a component is not finite and above 0
         */
        public Count {
            Arguments.requirePositive("days", days);
            Arguments.requirePositive("units", units);
        }
    }

    /**
     * Returns the accrual of as many new units on every day.
     *
     * @param perDay above 0
     * @return the accrual
     */
    public static Accrual constant(double perDay) {
        return new Accrual(perDay, 1);
    }

    /**
     * Returns the accrual that goes on as it has been: the slope is that of the line which fits the logarithms of the counts
     * with the least squares, the height that of the last count.
     *
     * @param counts in the order of their days, at least one; those of a single day go on at their rate
     * @return the accrual, its exponent between 0.05 and 1: growth is not carried on
     * @throws IllegalArgumentException if there is no count
     */
    public static Accrual fitted(List<Count> counts) {
        if (counts.isEmpty()) {
            throw new IllegalArgumentException("counts.size == 0, must be >= 1");
        }
        double meanDays = counts.stream()
                .mapToDouble(count -> Math.log(count.days()))
                .average()
                .orElseThrow();
        double meanUnits = counts.stream()
                .mapToDouble(count -> Math.log(count.units()))
                .average()
                .orElseThrow();
        double squares = 0;
        double products = 0;
        for (Count count : counts) {
            double day = Math.log(count.days()) - meanDays;
            squares += day * day;
            products += day * (Math.log(count.units()) - meanUnits);
        }
        double slope = squares > 0 ? products / squares : 1;
        double exponent = slope > 1 - ROUNDING ? 1 : Math.max(LEAST_EXPONENT, slope);
        Count last = counts.getLast();
        return new Accrual(last.units() / Math.pow(last.days(), exponent), exponent);
    }

    /**
     * Returns the units that have come in after some days.
     *
     * @param days at least 0
     * @return the units
     */
    public double units(double days) {
        Arguments.requireNonNegative("days", days);
        return first * Math.pow(days, exponent);
    }

    /**
     * Returns the days after which so many units have come in.
     *
     * @param units at least 0
     * @return the days, at most the largest double
     */
    public double days(double units) {
        Arguments.requireNonNegative("units", units);
        return Math.min(Double.MAX_VALUE, Math.pow(units / first, 1 / exponent));
    }

    /**
     * Returns the accrual of a multiple of the units.
     *
     * @param factor above 0
     * @return the accrual
     */
    public Accrual times(double factor) {
        Arguments.requirePositive("factor", factor);
        return new Accrual(first * factor, exponent);
    }
}
