package northstar.statistics;

import java.util.OptionalDouble;

/**
 * What is estimated per arm from the per-unit columns: the one interface of every metric type.
 *
 * <p>Each estimand has a level per arm and is linear in the large: unit i moves the level by its influence {@code e_i}, a
 * fixed combination of its columns. Variances, covariances with anything else and skewness of the level then follow from
 * {@link #influence}.
 */
public sealed interface Estimand {
    /** The mean per unit of one column. */
    Estimand MEAN = new Mean();

    /** The share of units whose 0/1 column is 1. */
    Estimand PROPORTION = new Proportion();

    /** The ratio of the means of two columns, numerator first: ratio of totals, not average of ratios. */
    Estimand RATIO = new Ratio();

    /**
     * Returns how many leading columns belong to the metric; all later ones are covariates.
     *
     * @return at least 1
     */
    int columns();

    /**
     * Returns the level of an arm.
     *
     * @param arm the arm's moments
     * @return empty without units, or without a denominator
     */
    OptionalDouble level(ArmMoments arm);

    /**
     * Returns the weights of the metric's columns in a unit's influence on the level.
     *
     * @param arm the arm's moments, with a {@link #level}
     * @return one weight for each of {@link #columns()}
     */
    double[] influence(ArmMoments arm);

    /**
     * Returns the third central moment (divisor n) of the influence.
     *
     * @param arm the arm's moments, with a {@link #level}
     * @return empty where it is unknown
     */
    OptionalDouble thirdMoment(ArmMoments arm);

    /**
     * Returns the least of the counts whose smallness spoils a normal approximation.
     *
     * @param arm the arm's moments, with a {@link #level}
     * @return the smaller of successes and failures; empty unless the metric is a proportion
     */
    OptionalDouble smallestCount(ArmMoments arm);

    /** See {@link #MEAN}. */
    record Mean() implements Estimand {
        @Override
        public int columns() {
            return 1;
        }

        @Override
        public OptionalDouble level(ArmMoments arm) {
            return arm.n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(arm.mean(0));
        }

        @Override
        public double[] influence(ArmMoments arm) {
            return new double[] {1};
        }

        @Override
        public OptionalDouble thirdMoment(ArmMoments arm) {
            double[] moments = arm.rawThirdMoments();
            return moments.length == 1 ? OptionalDouble.of(moments[0]) : OptionalDouble.empty();
        }

        @Override
        public OptionalDouble smallestCount(ArmMoments arm) {
            return OptionalDouble.empty();
        }
    }

    /** See {@link #PROPORTION}. */
    record Proportion() implements Estimand {
        @Override
        public int columns() {
            return 1;
        }

        @Override
        public OptionalDouble level(ArmMoments arm) {
            return arm.n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(share(arm));
        }

        @Override
        public double[] influence(ArmMoments arm) {
            return new double[] {1};
        }

        /** Known from the share alone: {@code p (1 - p) (1 - 2p)}. */
        @Override
        public OptionalDouble thirdMoment(ArmMoments arm) {
            double p = share(arm);
            return OptionalDouble.of(p * (1 - p) * (1 - 2 * p));
        }

        @Override
        public OptionalDouble smallestCount(ArmMoments arm) {
            double successes = Math.rint(arm.n() * share(arm));
            return OptionalDouble.of(Math.min(successes, arm.n() - successes));
        }

        private static double share(ArmMoments arm) {
            double p = arm.mean(0);
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("mean == " + p + ", must be in [0, 1] for a proportion");
            }
            return p;
        }
    }

    /** See {@link #RATIO}. */
    record Ratio() implements Estimand {
        @Override
        public int columns() {
            return 2;
        }

        @Override
        public OptionalDouble level(ArmMoments arm) {
            double ratio = arm.mean(0) / arm.mean(1);
            return arm.n() == 0 || !Double.isFinite(ratio) ? OptionalDouble.empty() : OptionalDouble.of(ratio);
        }

        /** {@code e_i = (N_i - r D_i) / m_D}. */
        @Override
        public double[] influence(ArmMoments arm) {
            double denominator = arm.mean(1);
            return new double[] {1 / denominator, -(arm.mean(0) / denominator) / denominator};
        }

        /** {@code (k_NNN - 3 r k_NND + 3 r^2 k_NDD - r^3 k_DDD) / m_D^3}. */
        @Override
        public OptionalDouble thirdMoment(ArmMoments arm) {
            double[] k = arm.rawThirdMoments();
            if (k.length != 4) {
                return OptionalDouble.empty();
            }
            double d = arm.mean(1);
            double r = arm.mean(0) / d;
            return OptionalDouble.of((((-r * k[3] + 3 * k[2]) * r - 3 * k[1]) * r + k[0]) / d / d / d);
        }

        @Override
        public OptionalDouble smallestCount(ArmMoments arm) {
            return OptionalDouble.empty();
        }
    }
}
