package northstar.simulations;

/**
 * What a method said of one experiment, held against the truth.
 *
 * @param isDecided whether it gave a result at all
 * @param rejects whether it found an effect, a sequential method at any look
 * @param covers whether the interval held the true effect, of a sequential method those of all looks
 * @param relative the same of the relative effect at the last look
 * @param variance squared standard error at the last look, 0 where there is none
 */
record Outcome(boolean isDecided, boolean rejects, boolean covers, Coverage relative, double variance) {
    /** Whether an interval held the truth. */
    enum Coverage {
        YES,
        NO,
        /** There was no interval. */
        NONE;

        static Coverage of(boolean covers) {
            return covers ? YES : NO;
        }
    }

    static final Outcome UNDECIDED = new Outcome(false, false, false, Coverage.NONE, 0);
}
