package northstar.statistics;

import java.util.OptionalDouble;
import java.util.Set;

/** Result of a two-sided test of "no effect" at one look. */
public sealed interface TwoSidedResult {
    /**
     * A result with numbers, all finite.
     *
     * @param pValue two-sided; for a sequential method the smallest over the looks so far
     * @param lookPValue two-sided p-value of this look alone; empty where it is not below {@code pValue} and was not worked out
     * @param eValue evidence of this look against no effect, at most {@link Double#MAX_VALUE}; empty for methods without
     * @param criticalValue quantile that the intervals use
     * @param ciLower lower end of this look's interval for the effect
     * @param ciUpper upper end
     * @param relative relative effect with the interval of the same quantile
     * @param significant whether no effect is rejected at the method's alpha, now or at an earlier look with an effect of
     *     the same sign
     * @param flags what a reader has to bear in mind
     */
    record Tested(
            double pValue,
            OptionalDouble lookPValue,
            OptionalDouble eValue,
            double criticalValue,
            double ciLower,
            double ciUpper,
            RelativeEffect relative,
            boolean significant,
            Set<Reason> flags)
            implements TwoSidedResult {
        /** Copies the flags. */
        public Tested {
            flags = Set.copyOf(flags);
        }
    }

    /**
     * The look gives neither p-value nor interval.
     *
     * @param reason why
     * @param causes what {@code reason} rests on; empty where it says all
     */
    record Undefined(Reason reason, Set<Reason> causes) implements TwoSidedResult {
        /** Copies the causes. */
        public Undefined {
            causes = Set.copyOf(causes);
        }
    }
}
