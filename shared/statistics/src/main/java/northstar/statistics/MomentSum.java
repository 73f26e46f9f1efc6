package northstar.statistics;

import java.util.OptionalDouble;

/**
 * Adds the moments of two disjoint groups of units, in centred form (Chan, Golub and LeVeque 1983).
 *
 * @param first one group, with units
 * @param second the other group, with units
 */
record MomentSum(ArmMoments first, ArmMoments second) {
    private static final int[][] OF_A_MEAN = {{0, 0, 0}};
    private static final int[][] OF_A_RATIO = {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}, {1, 1, 1}};

    static ArmMoments of(ArmMoments first, ArmMoments second) {
        if (first.columns() != second.columns()) {
            throw new IllegalArgumentException(
                    "other.columns() == " + second.columns() + ", must be columns() == " + first.columns());
        }
        if (first.n() == 0) {
            return second;
        }
        return second.n() == 0 ? first : new MomentSum(first, second).sum();
    }

    private ArmMoments sum() {
        double[] means = new double[first.columns()];
        for (int i = 0; i < means.length; i++) {
            means[i] = first.mean(i) * (first.n() / n()) + second.mean(i) * (second.n() / n());
        }
        ArmMoments sum = ArmMoments.ofRounded(first.n() + second.n(), means, this::covariance);
        double[] third = third();
        return third.length == 0 ? sum : sum.withThirdMoments(third);
    }

    private double n() {
        return (double) first.n() + second.n();
    }

    private double shift(int column) {
        return second.mean(column) - first.mean(column);
    }

    /** Sum of the products of two columns' deviations; NaN where unknown. */
    private static double scatter(ArmMoments arm, int i, int j) {
        return arm.n() < 2 ? 0 : (arm.n() - 1) * arm.rawCovariance(i, j);
    }

    /** Empty also where the sum left the range of a double. */
    private OptionalDouble covariance(int i, int j) {
        double between = shift(i) * shift(j) * (first.n() * (second.n() / n()));
        double value = (scatter(first, i, j) + scatter(second, i, j) + between) / (n() - 1);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private double[] third() {
        int known = Math.max(first.rawThirdMoments().length, second.rawThirdMoments().length);
        if (known == 0 || isUnknown(first) || isUnknown(second)) {
            return new double[0];
        }
        int[][] columns = known == 1 ? OF_A_MEAN : OF_A_RATIO;
        double[] third = new double[known];
        for (int i = 0; i < known; i++) {
            third[i] = third(i, columns[i][0], columns[i][1], columns[i][2]);
            if (!Double.isFinite(third[i])) {
                return new double[0];
            }
        }
        return third;
    }

    private static boolean isUnknown(ArmMoments arm) {
        return arm.n() > 1 && arm.rawThirdMoments().length == 0;
    }

    private double third(int index, int a, int b, int c) {
        double within = raw(first, index) + raw(second, index);
        double shifted = first.n() * moved(second, a, b, c) - second.n() * moved(first, a, b, c);
        double sizes = first.n() * (second.n() / n()) * ((first.n() - second.n()) / n());
        return (within + shifted / n() + shift(a) * shift(b) * shift(c) * sizes) / n();
    }

    private static double raw(ArmMoments arm, int index) {
        return arm.n() < 2 ? 0 : arm.n() * arm.rawThirdMoments()[index];
    }

    private double moved(ArmMoments arm, int a, int b, int c) {
        return shift(a) * scatter(arm, b, c) + shift(b) * scatter(arm, a, c) + shift(c) * scatter(arm, a, b);
    }
}
