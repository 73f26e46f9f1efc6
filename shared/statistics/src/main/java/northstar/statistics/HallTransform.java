package northstar.statistics;

/**
 * Hall's cubic transformation of a t statistic, which removes most of its skewness (Hall 1992; for two samples Zhou and
 * Dinh 2005): {@code h(t) = t + g t^2/3 + g^2 t^3/27 + g/6}.
 *
 * <p>It is monotone, so tests and intervals made with it agree.
 *
 * @param skewness g, the skewness of the difference; finite
 */
public record HallTransform(double skewness) {
    /** A skewness below this moves nothing in a double. */
    private static final double NONE = 1e-12;

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public HallTransform {
        Arguments.requireFinite("skewness", skewness);
    }

    /**
     * Returns h.
     *
     * @param statistic t
     * @return {@code h(t)}, close to the standard normal under no effect; at most {@link Double#MAX_VALUE} in size
     */
    public double of(double statistic) {
        double third = skewness * statistic / 3;
        double value = statistic * (1 + third * (1 + third / 3)) + skewness / 6;
        return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /**
     * Returns the inverse of h.
     *
     * @param value a transformed statistic
     * @return {@code (3/g) ((1 + g (x - g/6))^(1/3) - 1)}
     */
    public double inverse(double value) {
        double moved = value - skewness / 6;
        if (Math.abs(skewness) < NONE) {
            return moved;
        }
        double scaled = skewness * moved;
        double root = Math.abs(scaled) < 0.5 ? Math.expm1(Math.log1p(scaled) / 3) : Math.cbrt(1 + scaled) - 1;
        return 3 / skewness * root;
    }

    /**
     * Returns how many standard errors the lower end of an interval lies below the effect.
     *
     * @param criticalValue quantile of the symmetric distribution, at least 0
     * @return {@code h^-1(z)}, at least 0
     */
    public double below(double criticalValue) {
        return Math.max(0, inverse(criticalValue));
    }

    /**
     * Returns how many standard errors the upper end of an interval lies above the effect.
     *
     * @param criticalValue quantile of the symmetric distribution, at least 0
     * @return {@code -h^-1(-z)}, at least 0
     */
    public double above(double criticalValue) {
        return Math.max(0, -inverse(-criticalValue));
    }
}
