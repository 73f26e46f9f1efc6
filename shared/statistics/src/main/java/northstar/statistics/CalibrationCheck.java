package northstar.statistics;

import java.util.List;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Whether a metric's test keeps its promise where there is nothing to find: what many A/A splits of historical units gave.
 *
 * <p>Three questions: is p below 0.05 as often as chance allows (the central 99 % of the binomial distribution); are the
 * p-values uniform (Kolmogorov-Smirnov at 0.01); do the effects vary as much as their variances say (a quotient in [0.9, 1.1])?
 */
public final class CalibrationCheck {
    private static final double ALPHA = 0.05;
    private static final double TAIL = 0.005;
    private static final double UNIFORM_ALPHA = 0.01;
    private static final double LEAST_RATIO = 0.9;
    private static final double MOST_RATIO = 1.1;

    private CalibrationCheck() {}

    /**
     * One split without a treatment.
     *
     * @param effect difference of the two halves
     * @param standardError what the estimator took for its standard error, above 0
     * @param pValue two-sided, in [0, 1]
     * @param evenPValue the p-value that has to be uniform: that of a share moved by a random part of the step between
     *     two shares, because a share's own p-value jumps; else {@code pValue}
     */
    public record Split(double effect, double standardError, double pValue, double evenPValue) {
        /**
         * Creates a split of a metric whose p-values do not jump.
         *
         * @param effect difference of the two halves
         * @param standardError what the estimator took for its standard error, above 0
         * @param pValue two-sided, in [0, 1]
         */
        public Split(double effect, double standardError, double pValue) {
            this(effect, standardError, pValue, pValue);
        }

        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if a number is out of its range
         */
        public Split {
            Arguments.requireFinite("effect", effect);
            Arguments.requirePositive("standardError", standardError);
            requireProbability("pValue", pValue);
            requireProbability("evenPValue", evenPValue);
        }
    }

    private static void requireProbability(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " == " + value + ", must be in [0, 1]");
        }
    }

    /**
     * What the splits show.
     *
     * @param splits how many there were
     * @param rejected how many had a p-value below 0.05
     * @param least fewest rejections within the band
     * @param most most rejections within the band
     * @param rejectionPValue exact binomial p-value of {@code rejected}
     * @param uniformityPValue p-value of the p-values' being uniform
     * @param varianceRatio variance of the effects divided by the mean of their estimated variances
     */
    public record Calibration(
            int splits,
            int rejected,
            int least,
            int most,
            double rejectionPValue,
            double uniformityPValue,
            double varianceRatio) {
        /**
         * Returns whether the share of rejections lies within its band.
         *
         * @return whether it does
         */
        public boolean holdsLevel() {
            return rejected >= least && rejected <= most;
        }

        /**
         * Returns whether the p-values pass for uniform.
         *
         * @return whether they do
         */
        public boolean isUniform() {
            return uniformityPValue >= UNIFORM_ALPHA;
        }

        /**
         * Returns whether the estimated variances are right.
         *
         * @return whether they are
         */
        public boolean hasRightVariance() {
            return varianceRatio >= LEAST_RATIO && varianceRatio <= MOST_RATIO;
        }

        /**
         * Returns whether all checks pass; if not, no result of the metric should be believed.
         *
         * @return whether they do
         */
        public boolean passed() {
            return holdsLevel() && isUniform() && hasRightVariance();
        }
    }

    /**
     * What happens if splits without a treatment are tested as a single look at a table of units is ({@link GuardedTest}).
     *
     * @param splits how many there were
     * @param guarded how many of them were not left to the plain test
     * @param rejected how many had a p-value below 0.05
     * @param most most that chance allows at 0.05 (99.5 %)
     */
    public record GuardedSplits(int splits, int guarded, int rejected, int most) {
        /**
         * Returns whether the guard keeps the promise.
         *
         * @return whether it does
         */
        public boolean holdsLevel() {
            return rejected <= most;
        }
    }

    /**
     * Checks splits that were tested with the guard.
     *
     * @param splits how many there were, at least 1
     * @param guarded how many were not left to the plain test
     * @param rejected how many were significant
     * @return what they show
     */
    static GuardedSplits guarded(int splits, int guarded, int rejected) {
        return new GuardedSplits(splits, guarded, rejected, new Binomial(splits, ALPHA).quantile(1 - TAIL));
    }

    /**
     * What happens if splits without a treatment are watched while their units come in.
     *
     * @param splits how many there were
     * @param looks how often each was looked at, the last time with all units
     * @param groupSequential how many a group-sequential test ever called significant at 0.05
     * @param anytime how many a confidence sequence ever did
     * @param most most that chance allows at 0.05 (99.5 %)
     */
    public record Watched(int splits, int looks, int groupSequential, int anytime, int most) {
        /**
         * Returns whether both methods keep their promise.
         *
         * @return whether they do
         */
        public boolean holdsLevel() {
            return Math.max(groupSequential, anytime) <= most;
        }
    }

    /**
     * Checks splits that were watched.
     *
     * @param splits how many there were, at least 2
     * @param looks how often each was looked at, at least 1
     * @param groupSequential how many a group-sequential test ever called significant
     * @param anytime how many a confidence sequence ever did
     * @return what they show
     */
    static Watched watched(int splits, int looks, int groupSequential, int anytime) {
        return new Watched(splits, looks, groupSequential, anytime, new Binomial(splits, ALPHA).quantile(1 - TAIL));
    }

    /**
     * Checks splits.
     *
     * @param splits at least two
     * @return what they show
     * @throws IllegalArgumentException if there are fewer than two splits
     */
    public static Calibration of(List<Split> splits) {
        int m = splits.size();
        if (m < 2) {
            throw new IllegalArgumentException("splits.size() == " + m + ", must be >= 2");
        }
        double[] pValues =
                splits.stream().mapToDouble(Split::evenPValue).sorted().toArray();
        int rejected =
                (int) splits.stream().filter(split -> split.pValue() < ALPHA).count();
        Binomial binomial = new Binomial(m, ALPHA);
        double distance = 0;
        for (int i = 0; i < m; i++) {
            distance = Math.max(distance, Math.max((i + 1.0) / m - pValues[i], pValues[i] - (double) i / m));
        }
        double uniform = 1 - new KolmogorovSmirnovTest().cdf(distance, m);
        return new Calibration(
                m,
                rejected,
                binomial.quantile(TAIL),
                binomial.quantile(1 - TAIL),
                binomial.pValue(rejected),
                Math.clamp(uniform, 0, 1),
                varianceRatio(splits));
    }

    /** Effects and variances in units of the largest standard error, so that no square leaves the range of a double. */
    private static double varianceRatio(List<Split> splits) {
        double scale = splits.stream().mapToDouble(Split::standardError).max().orElseThrow();
        double[] effects =
                splits.stream().mapToDouble(split -> split.effect() / scale).toArray();
        double mean = 0;
        for (double effect : effects) {
            mean += effect / effects.length;
        }
        double squares = 0;
        for (double effect : effects) {
            squares += (effect - mean) * (effect - mean);
        }
        double expected = splits.stream()
                .mapToDouble(split -> Math.pow(split.standardError() / scale, 2))
                .average()
                .orElseThrow();
        return Math.min(squares / (effects.length - 1) / expected, Double.MAX_VALUE);
    }

    /**
     * The number of successes among independent trials.
     *
     * @param n trials
     * @param p chance of each
     */
    private record Binomial(int n, double p) {
        private double[] probabilities() {
            double[] probabilities = new double[n + 1];
            int mode = (int) Math.floor((n + 1) * p);
            probabilities[mode] = 1;
            for (int k = mode + 1; k <= n; k++) {
                probabilities[k] = probabilities[k - 1] * (n - k + 1) / k * p / (1 - p);
            }
            for (int k = mode - 1; k >= 0; k--) {
                probabilities[k] = probabilities[k + 1] * (k + 1) / (n - k) * (1 - p) / p;
            }
            double sum = 0;
            for (double probability : probabilities) {
                sum += probability;
            }
            for (int k = 0; k <= n; k++) {
                probabilities[k] /= sum;
            }
            return probabilities;
        }

        int quantile(double level) {
            double[] probabilities = probabilities();
            double sum = 0;
            for (int k = 0; k < n; k++) {
                sum += probabilities[k];
                if (sum >= level) {
                    return k;
                }
            }
            return n;
        }

        /** The chance of a number at most as likely. */
        double pValue(int observed) {
            double[] probabilities = probabilities();
            double sum = 0;
            for (double probability : probabilities) {
                if (probability <= probabilities[observed] * (1 + 1e-7)) {
                    sum += probability;
                }
            }
            return Math.min(1, sum);
        }
    }
}
