package northstar.domain.definition;

/** Which way a metric gets better. */
public enum Direction {
    /** More is better. */
    UP(1),
    /** Less is better. */
    DOWN(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** Returns +1 if more is better, -1 if less is better. */
    public int sign() {
        return sign;
    }
}
