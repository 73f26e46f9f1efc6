package northstar.statistics;

/** Which way of a metric is better. */
public enum Direction {
    /** Higher is better. */
    UP(1),
    /** Lower is better. */
    DOWN(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /**
     * Returns the sign of an improvement.
     *
     * @return 1 or -1
     */
    public int sign() {
        return sign;
    }
}
