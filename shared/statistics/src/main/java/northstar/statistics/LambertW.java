package northstar.statistics;

/** The lower real branch W_-1 of the inverse of {@code w exp(w)}. */
final class LambertW {
    private LambertW() {}

    /**
     * Returns the w <= -1 with {@code w exp(w) = -exp(-level)}; taking the logarithm keeps tiny arguments exact.
     *
     * <p>With {@code y = -w} this is {@code y - ln y = level}; Newton's method from the right of the solution falls
     * towards it, the left side being convex.
     *
     * @param level at least 1, where w is -1
     */
    static double lower(double level) {
        if (!(level >= 1 && level < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("level == " + level + ", must be finite and >= 1");
        }
        double excess = level - 1;
        double y = 1 + Math.sqrt(2 * excess) + excess;
        for (int i = 0; i < 60; i++) {
            double step = (y - Math.log(y) - level) * y / (y - 1);
            if (!(step > 1e-15 * y)) {
                break;
            }
            y -= step;
        }
        return -y;
    }
}
