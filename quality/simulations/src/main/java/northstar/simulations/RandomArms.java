package northstar.simulations;

import java.util.random.RandomGenerator;
import northstar.statistics.ArmMoments;
import northstar.statistics.Estimand;

/**
 * Random moments of two arms: half of them as experiments report them, over many orders of magnitude; half from the corners of the
 * doubles.
 */
final class RandomArms {
    private static final double[] CORNERS = {0, 1e-300, 1e-160, 1e-20, 1e-3, 1, 7, 1e3, 1e20, 1e150, 1e300, 1.7e308};
    private static final long[] UNITS = {0, 1, 2, 3, 10, 99, 100, 5_000, 1_000_000_000_000L, 1_000_000_000_000_000_000L
    };
    private static final double LARGEST_DEVIATION = 1.3e154;
    private static final double MOST_SKEWNESS = 10;

    private final RandomGenerator random;
    private final boolean isPlausible;
    private final Estimand estimand;
    private final double[][] directions;

    /**
     * Decides on what both arms share.
     *
     * @param random where chance comes from
     */
    RandomArms(RandomGenerator random) {
        this.random = random;
        this.isPlausible = random.nextBoolean();
        this.estimand = switch (random.nextInt(4)) {
            case 0 -> Estimand.PROPORTION;
            case 1 -> Estimand.RATIO;
            default -> Estimand.MEAN;
        };
        this.directions = directions(estimand.columns() + covariates());
    }

    Estimand estimand() {
        return estimand;
    }

    private int covariates() {
        int kind = random.nextInt(200);
        return kind == 0 ? 50 : kind < 100 ? 0 : kind % 4;
    }

    /** Unit vectors, whose products are correlations that can occur together; some columns are copies of others. */
    private double[][] directions(int columns) {
        double[][] vectors = new double[columns][columns];
        for (int i = 0; i < columns; i++) {
            if (i > 0 && random.nextInt(6) == 0) {
                vectors[i] = vectors[random.nextInt(i)].clone();
                continue;
            }
            double square = 0;
            for (int j = 0; j < columns; j++) {
                vectors[i][j] = random.nextGaussian();
                square += vectors[i][j] * vectors[i][j];
            }
            for (int j = 0; j < columns; j++) {
                vectors[i][j] /= Math.sqrt(square);
            }
        }
        return vectors;
    }

    /** Returns the moments of an arm. */
    ArmMoments arm() {
        int columns = directions.length;
        double[] means = new double[columns];
        double[] deviations = new double[columns];
        for (int i = 0; i < columns; i++) {
            means[i] = number();
            deviations[i] = Math.min(LARGEST_DEVIATION, Math.abs(random.nextInt(8) == 0 ? 0 : deviation(means[i])));
        }
        if (estimand instanceof Estimand.Proportion) {
            means[0] = share();
            deviations[0] = Math.sqrt(means[0] * (1 - means[0]));
        }
        return with(units(), means, deviations);
    }

    /** Returns an arm that differs from another by a few standard errors at most, or not at all. */
    ArmMoments like(ArmMoments arm) {
        if (random.nextInt(10) == 0) {
            return arm;
        }
        double[] means = new double[arm.columns()];
        double[] deviations = new double[arm.columns()];
        for (int i = 0; i < means.length; i++) {
            deviations[i] = Math.sqrt(arm.covariance(i, i).orElseThrow());
            double error = deviations[i] / Math.sqrt(Math.max(1.0, (double) arm.n()));
            double mean = arm.mean(i) + 2 * random.nextGaussian() * error;
            means[i] = Double.isFinite(mean) ? mean : arm.mean(i);
        }
        if (estimand instanceof Estimand.Proportion) {
            means[0] = Math.clamp(means[0], 0, 1);
            deviations[0] = Math.sqrt(means[0] * (1 - means[0]));
        }
        return with(random.nextInt(3) == 0 ? units() : arm.n(), means, deviations);
    }

    private ArmMoments with(long units, double[] means, double[] deviations) {
        double[][] covariances = new double[means.length][means.length];
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j <= i; j++) {
                double correlation = 0;
                for (int k = 0; k < means.length; k++) {
                    correlation += directions[i][k] * directions[j][k];
                }
                covariances[i][j] = deviations[i] * deviations[j] * (i == j ? 1 : Math.clamp(correlation, -1, 1));
                covariances[j][i] = covariances[i][j];
            }
        }
        ArmMoments moments = ArmMoments.of(units, means, covariances);
        if (random.nextInt(3) == 0) {
            return moments;
        }
        double[] third = new double[estimand.columns() == 1 ? 1 : 4];
        for (int i = 0; i < third.length; i++) {
            double cube = deviations[0] * deviations[0] * deviations[0];
            third[i] = isPlausible && cube < Double.MAX_VALUE / MOST_SKEWNESS
                    ? cube * MOST_SKEWNESS * random.nextGaussian() / 3
                    : number();
            third[i] = Double.isFinite(third[i]) ? third[i] : 0;
        }
        return moments.withThirdMoments(third);
    }

    private long units() {
        return isPlausible ? (long) Math.pow(10, 0.3 + 8 * random.nextDouble()) : UNITS[random.nextInt(UNITS.length)];
    }

    private double share() {
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> Math.pow(10, -12 * random.nextDouble());
            default -> random.nextDouble();
        };
    }

    private double deviation(double mean) {
        return isPlausible ? mean * Math.pow(10, 5 * random.nextDouble() - 3) : Math.sqrt(Math.abs(number()));
    }

    private double number() {
        double sign = random.nextBoolean() ? 1 : -1;
        if (isPlausible) {
            return sign * Math.pow(10, 12 * random.nextDouble() - 6);
        }
        double size = CORNERS[random.nextInt(CORNERS.length)];
        return sign * (random.nextInt(3) == 0 ? size : size * random.nextDouble());
    }
}
