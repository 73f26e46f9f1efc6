package northstar.statistics;

/**
 * A test that is under way: what it has seen, and what its last look will ask for.
 *
 * <p>The score {@code Z sqrt(I)} moves on by independent normal steps, so that at the last look {@code Z_max sqrt(I_max) = Z
 * sqrt(I) + theta (I_max - I) + N(0, I_max - I)} for the true effect theta. Only the last look counts here; looks in between
 * add little.
 *
 * @param statistic Z, effect divided by its standard error, positive on the side that is hoped for
 * @param information I, one divided by the squared standard error, above 0
 * @param largestInformation I_max, that of the last look, above {@code information}
 * @param criticalValue what the statistic has to reach at the last look
 */
public record Interim(double statistic, double information, double largestInformation, double criticalValue) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a number is not finite, {@code information} not above 0 or {@code
     *     largestInformation} not above it
     */
    public Interim {
        Arguments.requireFinite("statistic", statistic);
        Arguments.requirePositive("information", information);
        Arguments.requireFinite("criticalValue", criticalValue);
        if (!(largestInformation > information && largestInformation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "largestInformation == " + largestInformation + ", must be finite and above " + information);
        }
    }

    /**
     * Returns the effect seen so far.
     *
     * @return in the unit of the standard error
     */
    public double effect() {
        return statistic / Math.sqrt(information);
    }

    /**
     * Returns the share of the planned information that is in.
     *
     * @return in (0, 1)
     */
    public double fraction() {
        return information / largestInformation;
    }

    /**
     * Returns the chance that the last look reaches its critical value if the true effect is a given one.
     *
     * <p>Ask for the effect that was planned, not for the one seen so far: that only repeats the statistic.
     *
     * @param effect theta, in the unit of the standard error
     * @return {@code Phi((Z sqrt(I) + theta (I_max - I) - z sqrt(I_max)) / sqrt(I_max - I))}
     */
    public double conditionalPower(double effect) {
        Arguments.requireFinite("effect", effect);
        double rest = largestInformation - information;
        return StandardNormal.cumulative((expectedScore(effect) - neededScore()) / Math.sqrt(rest));
    }

    /**
     * Returns the chance that the last look reaches its critical value if every effect was as likely as any other.
     *
     * @return {@code Phi((Z sqrt(I_max/I) - z) / sqrt((I_max - I)/I))}
     */
    public double predictivePower() {
        double growth = largestInformation / information;
        return StandardNormal.cumulative((statistic * Math.sqrt(growth) - criticalValue) / Math.sqrt(growth - 1));
    }

    /**
     * Returns the chance that the last look reaches its critical value, given what is usual of such effects.
     *
     * @param prior of the true effect, before the data, in the unit of the standard error
     * @return the chance, in [0, 1]
     */
    public double predictivePower(NormalPrior prior) {
        NormalPrior posterior = prior.after(effect(), 1 / Math.sqrt(information));
        double rest = largestInformation - information;
        double spread = Math.hypot(Math.sqrt(rest), posterior.standardDeviation() * rest);
        return StandardNormal.cumulative((expectedScore(posterior.mean()) - neededScore()) / spread);
    }

    private double expectedScore(double effect) {
        return statistic * Math.sqrt(information) + effect * (largestInformation - information);
    }

    private double neededScore() {
        return criticalValue * Math.sqrt(largestInformation);
    }
}
