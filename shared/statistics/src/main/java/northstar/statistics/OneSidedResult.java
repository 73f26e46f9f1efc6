package northstar.statistics;

import java.util.Set;

/** Result of testing a {@link Claim} at one look. */
public sealed interface OneSidedResult {
    /**
     * A result with numbers, all finite.
     *
     * @param statistic standard score of the claim at this look; large values speak for it
     * @param pValue one-sided; for a sequential method the smallest over the looks so far
     * @param shown whether the claim is shown at the method's alpha, now or at an earlier look
     * @param flags what a reader has to bear in mind
     */
    record Tested(double statistic, double pValue, boolean shown, Set<Reason> flags) implements OneSidedResult {
        /** Copies the flags. */
        public Tested {
            flags = Set.copyOf(flags);
        }
    }

    /**
     * The look cannot test the claim.
     *
     * @param reason why
     * @param causes what {@code reason} rests on; empty where it says all
     */
    record Undefined(Reason reason, Set<Reason> causes) implements OneSidedResult {
        /** Copies the causes. */
        public Undefined {
            causes = Set.copyOf(causes);
        }
    }
}
