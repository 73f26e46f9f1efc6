package northstar.domain.moments;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import northstar.domain.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What the units of one treatment and of control say about one metric where their moments cannot tell (METHODS 11.4): the
 * p-values of shuffling them, and the quantiles of redrawing them.
 *
 * @param metric key of the metric
 * @param variant key of the treatment
 * @param pValue two-sided, in [0, 1]
 * @param upperPValue one-sided, small where the effect is high, in [0, 1]
 * @param lowerPValue one-sided, small where the effect is low, in [0, 1]
 * @param nonInferiorityPValue one-sided p-value of being worse than a guardrail's margin, in [0, 1], or null
 * @param ends ends of the intervals that may be asked for
 */
public record Permutation(
        String metric,
        String variant,
        double pValue,
        double upperPValue,
        double lowerPValue,
        @Nullable Double nonInferiorityPValue,
        List<Ends> ends) {
    public Permutation {
        Arguments.key("metric", metric);
        Arguments.key("variant", variant);
        probability("pValue", pValue);
        probability("upperPValue", upperPValue);
        probability("lowerPValue", lowerPValue);
        if (nonInferiorityPValue != null) {
            probability("nonInferiorityPValue", nonInferiorityPValue);
        }
        ends = List.copyOf(ends);
    }

    /**
     * Where an interval ends.
     *
     * @param alpha error of the interval, in (0, 1)
     * @param below standard errors from the effect to the lower end, at least 0
     * @param above standard errors from the effect to the upper end, at least 0
     */
    public record Ends(double alpha, double below, double above) {
        public Ends {
            Arguments.openUnit("alpha", alpha);
            notNegative("below", below);
            notNegative("above", above);
        }
    }

    private static void probability(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw Arguments.refusal(what, value, "in [0, 1]");
        }
    }

    private static void notNegative(String what, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw Arguments.refusal(what, value, "finite and at least 0");
        }
    }

    /** Returns the ends of the interval of an error, or of the largest error below it; empty if there is none. */
    public Optional<Ends> ends(double alpha) {
        return ends.stream().filter(found -> found.alpha() <= alpha).max(Comparator.comparingDouble(Ends::alpha));
    }
}
