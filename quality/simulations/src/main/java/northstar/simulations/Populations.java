package northstar.simulations;

import java.util.random.RandomGenerator;
import northstar.statistics.Estimand;

/** The populations that are drawn from. Effects are such that a single test at the end finds about four of five. */
final class Populations {
    private static final double COVARIATE_WEIGHT = 0.8;
    private static final double NEW_UNITS = 0.2;

    private Populations() {}

    /** How one unit is drawn. */
    @FunctionalInterface
    private interface Draw {
        void unit(RandomGenerator random, boolean isMoved, double[] row);
    }

    private record Drawn(Estimand estimand, int columns, double level, double effect, Draw law) implements Population {
        @Override
        public void draw(RandomGenerator random, boolean isMoved, double[] row) {
            law.unit(random, isMoved, row);
        }
    }

    /** Normal with mean 10 and standard deviation 2. */
    static Population mean(double effect) {
        return new Drawn(
                Estimand.MEAN,
                1,
                10,
                effect,
                (random, isMoved, row) -> row[0] = 10 + 2 * random.nextGaussian() + (isMoved ? effect : 0));
    }

    /** Lognormal (0, 1), skewness 6.2; the effect multiplies. */
    static Population skewed(double relativeEffect) {
        double level = Math.exp(0.5);
        return new Drawn(
                Estimand.MEAN,
                1,
                level,
                level * relativeEffect,
                (random, isMoved, row) ->
                        row[0] = Math.exp(random.nextGaussian()) * (isMoved ? 1 + relativeEffect : 1));
    }

    /** Ones and zeros. */
    static Population proportion(double share, double effect) {
        return new Drawn(
                Estimand.PROPORTION,
                1,
                share,
                effect,
                (random, isMoved, row) -> row[0] = random.nextDouble() < share + (isMoved ? effect : 0) ? 1 : 0);
    }

    /** Orders per session: each unit has its own number of sessions, four on average, and its own inclination to order. */
    static Population ratio(double effect) {
        return new Drawn(Estimand.RATIO, 2, 0.2, effect, (random, isMoved, row) -> {
            int sessions = 1 + (int) (-3.4760594 * Math.log(1 - random.nextDouble()));
            double inclination = 0.1 + 0.2 * random.nextDouble() + (isMoved ? effect : 0);
            int orders = 0;
            for (int i = 0; i < sessions; i++) {
                orders += random.nextDouble() < inclination ? 1 : 0;
            }
            row[0] = orders;
            row[1] = sessions;
        });
    }

    /** Clusters of 4 to 16 members that are alike (intraclass correlation 0.2): the sum of a cluster, then its size. */
    static Population clusters(double effect) {
        return new Drawn(Estimand.RATIO, 2, 5, effect, (random, isMoved, row) -> {
            int size = random.nextInt(4, 17);
            double common = 5 + random.nextGaussian() + (isMoved ? effect : 0);
            row[0] = size * common + 2 * Math.sqrt(size) * random.nextGaussian();
            row[1] = size;
        });
    }

    /** A mean of which history foretells two thirds, for four of five units; the others are new and say so. */
    static Population withHistory(double effect) {
        return new Drawn(Estimand.MEAN, 3, 10, effect, (random, isMoved, row) -> {
            double history = random.nextGaussian();
            boolean isNew = random.nextDouble() < NEW_UNITS;
            double rest = Math.sqrt(1 - COVARIATE_WEIGHT * COVARIATE_WEIGHT) * random.nextGaussian();
            row[0] = 10 + 2 * (COVARIATE_WEIGHT * history + rest) + (isMoved ? effect : 0);
            row[1] = isNew ? 0 : history;
            row[2] = isNew ? 1 : 0;
        });
    }
}
