package northstar.portfolio;

import northstar.statistics.StandardNormal;

/**
 * {@code log Phi(z)} and its slope from a table, for the millions of evaluations behind P(best).
 *
 * <p>Cubic Hermite interpolation between exact values and slopes, 128 a unit: the error of the value is below 1e-11.
 */
final class LogCumulative {
    /** The smallest z that is tabulated. */
    static final int LEAST = -8;

    private static final int GREATEST = 9;
    private static final int STEPS = 128;
    private static final double[] VALUES = new double[(GREATEST - LEAST) * STEPS + 1];
    private static final double[] RISES = new double[VALUES.length];

    static {
        for (int i = 0; i < VALUES.length; i++) {
            double z = LEAST + (double) i / STEPS;
            double cumulative = StandardNormal.cumulative(z);
            VALUES[i] = z < 0 ? Math.log(cumulative) : Math.log1p(-StandardNormal.survival(z));
            RISES[i] = StandardNormal.density(z) / cumulative / STEPS;
        }
    }

    private LogCumulative() {}

    /** Returns log Phi(z) for a z of at least {@link #LEAST}; 0 from 9 on, where it is above -2e-19. */
    static double value(double z) {
        if (z >= GREATEST) {
            return 0;
        }
        double position = (z - LEAST) * STEPS;
        int i = (int) position;
        double t = position - i;
        double change = VALUES[i + 1] - VALUES[i];
        double bend = RISES[i] + RISES[i + 1] - 2 * change;
        return VALUES[i] + t * (RISES[i] + t * (change - RISES[i] - bend + t * bend));
    }

    /** Returns the slope of {@link #value}, close to phi(z) / Phi(z). */
    static double slope(double z) {
        if (z >= GREATEST) {
            return 0;
        }
        double position = (z - LEAST) * STEPS;
        int i = (int) position;
        double t = position - i;
        double change = VALUES[i + 1] - VALUES[i];
        double bend = RISES[i] + RISES[i + 1] - 2 * change;
        return STEPS * (RISES[i] + t * (2 * (change - RISES[i] - bend) + 3 * t * bend));
    }
}
