package northstar.statistics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * Share of values at or below a point, with the variance that it has because whole units were drawn.
 *
 * <p>{@code F = S_I / S_N} and {@code Var F = K/(K-1) (S_II - 2 F S_IN + F^2 S_NN) / S_N^2}: the ratio formula (METHODS 5.1). The
 * sums are whole numbers, so the difference is taken exactly and only the result is rounded.
 *
 * @param value F, in [0, 1]
 * @param variance Var F, at least 0
 */
record ClusteredShare(double value, double variance) {
    /**
     * Returns the share.
     *
     * @param units K, at least 2
     * @param events S_N, at least 1
     */
    static ClusteredShare of(
            long units, long events, long eventsSquared, long below, long belowSquared, long belowEvents) {
        BigInteger n = BigInteger.valueOf(events);
        BigInteger i = BigInteger.valueOf(below);
        BigInteger residuals = BigInteger.valueOf(belowSquared)
                .multiply(n)
                .multiply(n)
                .subtract(
                        i.multiply(n).multiply(BigInteger.valueOf(belowEvents)).shiftLeft(1))
                .add(i.multiply(i).multiply(BigInteger.valueOf(eventsSquared)));
        BigDecimal variance = new BigDecimal(residuals.max(BigInteger.ZERO).multiply(BigInteger.valueOf(units)))
                .divide(new BigDecimal(n.pow(4).multiply(BigInteger.valueOf(units - 1))), MathContext.DECIMAL64);
        return new ClusteredShare((double) below / events, variance.doubleValue());
    }

    /** Returns the share between two neighbours, at a fraction of the way from this one to the other. */
    ClusteredShare towards(ClusteredShare other, double fraction) {
        return new ClusteredShare(
                value + fraction * (other.value - value), variance + fraction * (other.variance - variance));
    }
}
