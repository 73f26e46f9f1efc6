package northstar.statistics;

import java.util.Optional;

/**
 * A relative effect on the scale of logarithms, {@code ln(m_T / m_C)}, on which effects of several changes add up.
 *
 * @param value the logarithm
 * @param standardError by the delta method, {@code sqrt(v_T/m_T^2 + v_C/m_C^2 - 2 v_TC/(m_T m_C))}
 */
public record LogRatio(double value, double standardError) {
    /**
     * Returns the logarithm of the quotient of two levels.
     *
     * @param comparison treatment against control
     * @return empty unless both levels have the same sign and the numbers are finite
     */
    public static Optional<LogRatio> of(Comparison.Estimated comparison) {
        double control = comparison.control().mean();
        double treatment = comparison.treatment().mean();
        double value = Math.log(treatment / control);
        double ofControl = comparison.control().standardError() / control;
        double ofTreatment = comparison.treatment().standardError() / treatment;
        double shared = comparison.levelCovariance() / control / treatment;
        double variance = ofControl * ofControl + ofTreatment * ofTreatment - 2 * shared;
        return Double.isFinite(value) && Double.isFinite(variance)
                ? Optional.of(new LogRatio(value, Math.sqrt(Math.max(0, variance))))
                : Optional.empty();
    }

    /**
     * Returns an end of an interval as a relative effect.
     *
     * @param quantile standard errors from the value: negative for the lower end
     * @return {@code exp(value + quantile standardError) - 1}, at most {@link Double#MAX_VALUE}
     */
    public double relativeAt(double quantile) {
        return Math.min(Math.expm1(value + quantile * standardError), Double.MAX_VALUE);
    }
}
