package northstar.statistics;

import java.util.Optional;

/**
 * What the values of the units say about an effect without a normal approximation: a permutation test's p-value and the
 * two bootstrap-t quantiles of an interval. Made where the units are known, kept beside the moments.
 *
 * @param pValue two-sided permutation p-value, in [0, 1]
 * @param upperPValue one-sided, small where the effect is high
 * @param lowerPValue one-sided, small where the effect is low
 * @param alpha error of the interval, in (0, 1)
 * @param below standard errors from the effect to the interval's lower end, at least 0
 * @param above standard errors from the effect to the upper end, at least 0
 */
public record UnitEvidence(
        double pValue, double upperPValue, double lowerPValue, double alpha, double below, double above) {
    /**
     * Checks the components.
     *
     * @throws IllegalArgumentException if a component is out of its range
     */
    public UnitEvidence {
        requireProbability("pValue", pValue);
        requireProbability("upperPValue", upperPValue);
        requireProbability("lowerPValue", lowerPValue);
        Arguments.requireOpenUnit("alpha", alpha);
        Arguments.requireNonNegative("below", below);
        Arguments.requireNonNegative("above", above);
    }

    private static void requireProbability(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " == " + value + ", must be in [0, 1]");
        }
    }

    /**
     * Tests and redraws with the default numbers of draws.
     *
     * @param data the units
     * @param alpha error of the interval, in (0, 1)
     * @param seed of the draws
     * @return the evidence; empty where the units give none
     * @throws IllegalArgumentException if {@code alpha} is not in (0, 1)
     */
    public static Optional<UnitEvidence> of(UnitData data, double alpha, long seed) {
        Arguments.requireOpenUnit("alpha", alpha);
        if (!(PermutationTest.ofSeed(seed).test(data) instanceof PermutationTest.Result.Tested tested)) {
            return Optional.empty();
        }
        return BootstrapT.of(data, seed)
                .filter(drawn -> drawn.tells(alpha))
                .map(drawn -> new UnitEvidence(
                        tested.pValue(),
                        tested.upperPValue(),
                        tested.lowerPValue(),
                        alpha,
                        Math.max(0, drawn.quantile(1 - alpha / 2)),
                        Math.max(0, -drawn.quantile(alpha / 2))));
    }
}
