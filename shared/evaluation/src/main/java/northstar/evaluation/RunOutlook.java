package northstar.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What is likely to become of a treatment whose experiment is under way or has ended undecided (METHODS 12.3, 8.9).
 *
 * @param variant key of the treatment
 * @param progress share of the planned information that is in, in (0, 1]
 * @param daysLeft days on which units are to come in yet that are mature at the last look, at least 0
 * @param chance chance that the last look shows a win, given the data and what is usual of such changes; null if nothing is to
 *     come
 * @param chanceIfPlanned the same if the true effect is the one that is planned for; null if nothing is to come. Never for the
 *     effect seen so far
 * @param isFutile whether stopping is advised; the advice binds nobody and costs no error
 * @param worth how long to go on, or null if the treatment is decided
 */
public record RunOutlook(
        String variant,
        double progress,
        double daysLeft,
        @Nullable Double chance,
        @Nullable Double chanceIfPlanned,
        boolean isFutile,
        @Nullable Worth worth) {
    /** What is usual of changes: relative effects on a North Star Metric around 0 with this standard deviation (METHODS 8.4). */
    public static final double USUAL_SPREAD = 0.05;

    /** Below that chance of a win stopping is advised. */
    public static final double FUTILE = 0.05;

    /**
     * What further data are worth for the decision, over a year.
     *
     * @param days of exposure to add that are worth most, 0 if none are worth it
     * @param net what they are worth in the end, in days of the whole North Star Metric; 0 if none are
     */
    public record Worth(int days, double net) {}
}
