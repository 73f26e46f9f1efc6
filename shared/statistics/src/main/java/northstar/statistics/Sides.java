package northstar.statistics;

/** On which sides a test can stop. */
public enum Sides {
    /** A large statistic stops the test. */
    ONE,
    /** A statistic large in size stops the test, whatever its sign. */
    TWO;

    /** Returns the error of the upper side alone. */
    double errorOfOneSide(double alpha) {
        return this == ONE ? alpha : alpha / 2;
    }

    /** Returns the error of all sides, given that of the upper one. */
    double errorOfAll(double ofOneSide) {
        return this == ONE ? ofOneSide : 2 * ofOneSide;
    }

    /** Returns the lower end of where the test goes on, given the upper end. */
    double lowerBound(double criticalValue) {
        return this == ONE ? Double.NEGATIVE_INFINITY : -criticalValue;
    }
}
