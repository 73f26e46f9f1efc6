package northstar.statistics;

/**
 * What is believed of a true effect: a normal distribution. With it, what data are worth for the decision to ship, before they
 * are collected.
 *
 * @param mean in the unit of the effect
 * @param standardDeviation above 0
 */
public record NormalPrior(double mean, double standardDeviation) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if {@code mean} is not finite or {@code standardDeviation} not finite and above 0
     */
    public NormalPrior {
        Arguments.requireFinite("mean", mean);
        Arguments.requirePositive("standardDeviation", standardDeviation);
    }

    /**
     * Returns the belief after an estimate.
     *
     * @param estimate of the effect
     * @param standardError of the estimate, above 0
     * @return the belief, a weighted mean of both
     */
    public NormalPrior after(double estimate, double standardError) {
        Arguments.requireFinite("estimate", estimate);
        Arguments.requirePositive("standardError", standardError);
        double total = Math.hypot(standardDeviation, standardError);
        double weight = (standardDeviation / total) * (standardDeviation / total);
        return new NormalPrior(mean + weight * (estimate - mean), standardDeviation * (standardError / total));
    }

    /**
     * Returns the assurance of a test: the chance that it will show a positive effect, whatever the true one is.
     *
     * @param criticalValue z, what the statistic has to reach
     * @param standardError of the estimate that the test will have, above 0
     * @return {@code 1 - Phi((z se - mean) / sqrt(se^2 + sd^2))}
     */
    public double assurance(double criticalValue, double standardError) {
        Arguments.requireFinite("criticalValue", criticalValue);
        Arguments.requirePositive("standardError", standardError);
        return StandardNormal.survival(
                (criticalValue * standardError - mean) / Math.hypot(standardError, standardDeviation));
    }

    /**
     * Returns what it would be worth to know the effect before deciding, instead of shipping if the mean is positive.
     *
     * @return in the unit of the effect, at least 0
     */
    public double valueOfCertainty() {
        return value(standardDeviation);
    }

    /**
     * Returns what it is worth to see an estimate before deciding, instead of shipping if the mean is positive: {@code omega
     * phi(mean/omega) + mean Phi(mean/omega) - max(0, mean)} with {@code omega^2 = sd^4 / (sd^2 + se^2)}.
     *
     * @param standardError of the estimate, above 0
     * @return in the unit of the effect, at least 0
     */
    public double valueOfEstimate(double standardError) {
        Arguments.requirePositive("standardError", standardError);
        return value(standardDeviation * (standardDeviation / Math.hypot(standardDeviation, standardError)));
    }

    private double value(double omega) {
        if (!(omega > 0)) {
            return 0;
        }
        double distance = Math.abs(mean) / omega;
        return Math.max(0, omega * (StandardNormal.density(distance) - distance * StandardNormal.survival(distance)));
    }
}
