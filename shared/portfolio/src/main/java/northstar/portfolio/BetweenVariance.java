package northstar.portfolio;

import java.util.function.DoubleUnaryOperator;

/**
 * How much true effects differ between experiments: estimates of {@code tau2} in {@code x_k ~ N(theta_k, s_k^2)},
 * {@code theta_k ~ N(mu, tau2)}, for independent effects.
 *
 * <p>All three are 0 where the effects differ no more than their standard errors explain. That does not say that the true
 * effects are equal, so the ranking integrates over {@link EffectPrior a grid} instead and needs only the grid's width from
 * here.
 */
public final class BetweenVariance {
    private static final int STEPS_AT_MOST = 100_000;
    private static final double PRECISION = 1e-14;

    private BetweenVariance() {}

    /**
     * Returns the moment estimate {@code max(0, (Q - (K - 1)) / (sum w - sum w^2 / sum w))}, {@code w = 1 / s^2} (DerSimonian
     * and Laird 1986).
     *
     * @param effects measured effects, two or more
     * @param standardErrors their standard errors, each above 0
     * @throws IllegalArgumentException if there are fewer than two effects, or not as many standard errors
     */
    public static double derSimonianLaird(double[] effects, double[] standardErrors) {
        requirePairs(effects, standardErrors);
        double[] variances = squares(standardErrors);
        double total = 0;
        double ofSquares = 0;
        for (double variance : variances) {
            total += 1 / variance;
            ofSquares += 1 / (variance * variance);
        }
        double excess = squaredDeviations(effects, variances, mean(effects, variances, 0), 0) - (effects.length - 1);
        return Math.max(0, excess / (total - ofSquares / total));
    }

    /**
     * Returns the t that solves {@code sum (x - mu(t))^2 / (s^2 + t) = K - 1} with the weighted mean {@code mu(t)}, or 0 if
     * the sum lies below at {@code t = 0} (Paule and Mandel 1982).
     *
     * @param effects measured effects, two or more
     * @param standardErrors their standard errors, each above 0
     * @throws IllegalArgumentException if there are fewer than two effects, or not as many standard errors
     */
    public static double pauleMandel(double[] effects, double[] standardErrors) {
        requirePairs(effects, standardErrors);
        double[] variances = squares(standardErrors);
        return root(
                t -> squaredDeviations(effects, variances, mean(effects, variances, t), t) - (effects.length - 1),
                effects);
    }

    /** Returns the Paule-Mandel estimate for effects that differ around zero: {@code sum x^2 / (s^2 + t) = K}. */
    static double pauleMandelAroundZero(double[] effects, double[] standardErrors) {
        double[] variances = squares(standardErrors);
        return root(t -> squaredDeviations(effects, variances, 0, t) - effects.length, effects);
    }

    /**
     * Returns the restricted maximum likelihood estimate, the fixed point of {@code t <- max(0, sum w^2 ((x - mu)^2 - s^2) /
     * sum w^2 + 1 / sum w)}, {@code w = 1 / (s^2 + t)} (Viechtbauer 2005).
     *
     * @param effects measured effects, two or more
     * @param standardErrors their standard errors, each above 0
     * @throws IllegalArgumentException if there are fewer than two effects, or not as many standard errors
     */
    public static double restrictedMaximumLikelihood(double[] effects, double[] standardErrors) {
        requirePairs(effects, standardErrors);
        double[] variances = squares(standardErrors);
        double current = derSimonianLaird(effects, standardErrors);
        for (int step = 0; step < STEPS_AT_MOST; step++) {
            double next = fixedPointStep(effects, variances, current);
            boolean settled = Math.abs(next - current) <= PRECISION * next;
            current = next;
            if (settled) {
                break;
            }
        }
        return current;
    }

    private static double fixedPointStep(double[] effects, double[] variances, double current) {
        double mean = mean(effects, variances, current);
        double total = 0;
        double ofSquares = 0;
        double excess = 0;
        for (int k = 0; k < effects.length; k++) {
            double weight = 1 / (variances[k] + current);
            double deviation = effects[k] - mean;
            total += weight;
            ofSquares += weight * weight;
            excess += weight * weight * (deviation * deviation - variances[k]);
        }
        return Math.max(0, excess / ofSquares + 1 / total);
    }

    private static double root(DoubleUnaryOperator decreasing, double[] effects) {
        if (decreasing.applyAsDouble(0) <= 0) {
            return 0;
        }
        double low = 0;
        double high = 0;
        for (double effect : effects) {
            high = Math.max(high, effect * effect);
        }
        while (decreasing.applyAsDouble(high) > 0) {
            low = high;
            high *= 2;
        }
        while (high - low > PRECISION * high) {
            double middle = low + (high - low) / 2;
            if (decreasing.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + (high - low) / 2;
    }

    private static double mean(double[] effects, double[] variances, double between) {
        double total = 0;
        double sum = 0;
        for (int k = 0; k < effects.length; k++) {
            double weight = 1 / (variances[k] + between);
            total += weight;
            sum += weight * effects[k];
        }
        return sum / total;
    }

    private static double squaredDeviations(double[] effects, double[] variances, double mean, double between) {
        double sum = 0;
        for (int k = 0; k < effects.length; k++) {
            double deviation = effects[k] - mean;
            sum += deviation * deviation / (variances[k] + between);
        }
        return sum;
    }

    private static double[] squares(double[] values) {
        double[] squares = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            squares[k] = values[k] * values[k];
        }
        return squares;
    }

    private static void requirePairs(double[] effects, double[] standardErrors) {
        if (effects.length < 2) {
            throw new IllegalArgumentException("effects.length == " + effects.length + ", must be at least 2");
        }
        if (standardErrors.length != effects.length) {
            throw new IllegalArgumentException("standardErrors.length == " + standardErrors.length
                    + ", must be effects.length == " + effects.length);
        }
    }
}
