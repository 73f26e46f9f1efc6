package northstar.statistics;

/**
 * Finds the critical values of a group-sequential test look by look. Mutable; for the use of one call.
 *
 * <p>At each look the critical value c solves {@code P(go on until here and Z >= c) = f(t) - spent so far}. What a look cannot
 * spend because c would exceed {@link #LARGEST} is left to the next.
 */
final class SpendingWalk {
    /** Critical values are at most this. */
    static final double LARGEST = 10;

    /** Information grows from look to look by at least this part: less would be all but the same data. */
    private static final double LEAST_GROWTH = 1e-3;

    private static final double LEAST_INFORMATION = 1e-290;
    private static final double MOST_INFORMATION = 1e290;

    private static final int MOST_STEPS = 200;

    private final double precision;
    private final SpendingFunction spending;
    private final Sides sides;
    private final double alpha;
    private Continuation continuation;
    private double spent;
    private double information;
    private double criticalValue = LARGEST;

    /**
     * Starts before the first look.
     *
     * @param alpha error of one side
     */
    SpendingWalk(Continuation.Fineness fineness, SpendingFunction spending, Sides sides, double alpha) {
        this.precision = fineness.precision();
        this.continuation = Continuation.atStart(fineness, 0);
        this.spending = spending;
        this.sides = sides;
        this.alpha = alpha;
    }

    /** Returns the information that a look counts with: what it has, and more than any look before. */
    static double effective(double before, double observed) {
        return Math.max(Math.clamp(observed, LEAST_INFORMATION, MOST_INFORMATION), before * (1 + LEAST_GROWTH));
    }

    /** Takes the next look and returns its critical value. */
    double look(double time, double observed) {
        goOn(observed);
        criticalValue = root(spending.spent(time, alpha) - spent);
        spent += continuation.above(criticalValue, information);
        return criticalValue;
    }

    /** Returns the error that one side would have spent if this were the critical value of the next look. */
    double spentAt(double value, double observed) {
        goOn(observed);
        return spent + continuation.above(value, information);
    }

    private void goOn(double observed) {
        double next = effective(information, observed);
        if (information > 0) {
            continuation = continuation.after(information, sides.lowerBound(criticalValue), criticalValue, next);
        }
        information = next;
    }

    /** Newton's method on the logarithm, which is concave, inside a bracket. */
    private double root(double target) {
        double high = LARGEST;
        double low = sides == Sides.ONE ? -LARGEST : 0;
        if (!(target > continuation.above(high, information))) {
            return high;
        }
        if (!(target < continuation.above(low, information))) {
            return low;
        }
        double value = criticalValue < high ? criticalValue : Math.clamp(-StandardNormal.quantile(target), low, high);
        for (int i = 0; i < MOST_STEPS && high - low > precision; i++) {
            double tail = continuation.above(value, information);
            if (tail < target) {
                high = value;
            } else {
                low = value;
            }
            double step = tail * Math.log(tail / target) / continuation.density(value, information);
            double next = value + step;
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - value) <= precision) {
                return next;
            }
            value = next;
        }
        return value;
    }
}
