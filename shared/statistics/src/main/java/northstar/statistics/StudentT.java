package northstar.statistics;

import org.apache.commons.math3.special.Beta;

/**
 * Student's t distribution.
 *
 * <p>Immutable.
 *
 * @param degreesOfFreedom finite and above 0; need not be whole
 */
public record StudentT(double degreesOfFreedom) {
    /** From here on the tail is a short series about the normal tail, and much faster than the incomplete beta. */
    private static final double MANY = 200;

    /** Beyond this multiple of sqrt(degrees of freedom) the tail is a power of the point. */
    private static final double POWER_TAIL = 1e9;

    /** From here on the series of the quotient of gamma functions is exact to the last digit. */
    private static final double SERIES_START = 30;

    /**
     * Checks the component.
     *
     * @throws IllegalArgumentException if {@code degreesOfFreedom} is not finite and above 0
     */
    public StudentT {
        Arguments.requirePositive("degreesOfFreedom", degreesOfFreedom);
    }

    /**
     * Returns the density at a point.
     *
     * @param x the point
     * @return the density
     */
    public double density(double x) {
        double root = Math.sqrt(degreesOfFreedom);
        return peak() * Math.exp(-0.5 * (degreesOfFreedom + 1) * logOnePlusSquare(x / root));
    }

    /**
     * Returns {@code P(T > x)}, exact in relative terms also in the far right tail.
     *
     * @param x the point
     * @return the probability
     */
    public double survival(double x) {
        if (x < 0) {
            return 1 - survival(-x);
        }
        double ratio = x / Math.sqrt(degreesOfFreedom);
        if (degreesOfFreedom >= MANY && ratio <= 1) {
            return Math.min(0.5, NearNormalTail.probability(degreesOfFreedom, logOnePlusSquare(ratio), peak()));
        }
        double half = 0.5 * degreesOfFreedom;
        if (ratio > POWER_TAIL) {
            return peak()
                    * Math.sqrt(degreesOfFreedom)
                    / degreesOfFreedom
                    * Math.exp(-degreesOfFreedom * Math.log(ratio));
        }
        double square = ratio * ratio;
        return x < 1
                ? 0.5 - 0.5 * Beta.regularizedBeta(square / (1 + square), 0.5, half)
                : 0.5 * Beta.regularizedBeta(1 / (1 + square), half, 0.5);
    }

    /**
     * Returns the point x with {@code P(T > x) = p}.
     *
     * @param p a probability in (0, 1)
     * @return the point, at most {@link Double#MAX_VALUE} in size
     * @throws IllegalArgumentException if {@code p} is not in (0, 1)
     */
    public double survivalQuantile(double p) {
        Arguments.requireOpenUnit("p", p);
        if (p > 0.5) {
            return -survivalQuantile(1 - p);
        }
        if (p == 0.5) {
            return 0;
        }
        return upperQuantile(p);
    }

    /**
     * Newton's method on log survival against log x, a decreasing concave function: from the left one step lands on the
     * right of the solution, and from the right the steps fall towards it.
     */
    private double upperQuantile(double p) {
        double logTarget = Math.log(p);
        double y = Math.log(start(p));
        for (int i = 0; i < 60; i++) {
            double x = Math.exp(y);
            double tail = survival(x);
            double step = (Math.log(tail) - logTarget) * tail / (x * density(x));
            if (!Double.isFinite(step)) {
                return Double.MAX_VALUE;
            }
            y += step;
            if (Math.abs(step) < 1e-9) {
                break;
            }
        }
        return Math.min(Math.exp(y), Double.MAX_VALUE);
    }

    /** Cornish-Fisher expansion about the normal quantile, or the power law where that is no guide; close enough to start from. */
    double start(double p) {
        double n = degreesOfFreedom;
        double z = -StandardNormal.quantile(p);
        double s = z * z;
        if (s < n) {
            double first = (s + 1) / 4;
            double second = ((5 * s + 16) * s + 3) / 96;
            double third = (((3 * s + 19) * s + 17) * s - 15) / 384;
            return z * (1 + (first + (second + third / n) / n) / n);
        }
        double logPower = (Math.log(peak()) - 0.5 * Math.log(n) - Math.log(p)) / n;
        return Math.sqrt(n) * Math.exp(Math.min(logPower, 650));
    }

    /**
     * Density at 0, {@code Gamma(x + 1/2) / (Gamma(x) sqrt(2 pi x))} with {@code x = n/2}: by the asymptotic series of the
     * quotient, small x first raised by {@code Gamma(x + 1) = x Gamma(x)}.
     */
    private double peak() {
        double half = 0.5 * degreesOfFreedom;
        int steps = (int) Math.max(0, Math.ceil(SERIES_START - half));
        double factor = 1;
        for (int i = 0; i < steps; i++) {
            factor *= (half + i) / (half + i + 0.5);
        }
        double x = half + steps;
        double r = 1 / (x * x);
        double correction = (((17.0 / 14336 * r - 1.0 / 640) * r + 1.0 / 192) * r - 1.0 / 8) / x;
        return factor * Math.sqrt(x / half) * Math.exp(correction) / Math.sqrt(2 * Math.PI);
    }

    /** {@code ln(1 + ratio^2)} without overflow. */
    private static double logOnePlusSquare(double ratio) {
        return Math.abs(ratio) > POWER_TAIL ? 2 * Math.log(Math.abs(ratio)) : Math.log1p(ratio * ratio);
    }
}
