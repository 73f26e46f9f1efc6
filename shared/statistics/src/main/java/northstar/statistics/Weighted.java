package northstar.statistics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One arm of several strata, each weighted by its share of the units of both arms: seen by the estimators as an arm whose
 * means have the weighted means' covariances.
 *
 * @param strata the strata, with units in both arms
 * @param arm which arm of each
 */
record Weighted(List<PostStratification.Stratum> strata, Function<PostStratification.Stratum, ArmMoments> arm) {
    ArmMoments of(int stratum) {
        return arm.apply(strata.get(stratum));
    }

    double units() {
        return strata.stream().mapToDouble(Weighted::units).sum();
    }

    private static double units(PostStratification.Stratum stratum) {
        return (double) stratum.control().n() + stratum.treatment().n();
    }

    double weight(int stratum) {
        return units(strata.get(stratum)) / units();
    }

    private long n() {
        return strata.stream().mapToLong(stratum -> arm.apply(stratum).n()).sum();
    }

    ArmMoments moments() {
        double[] means = new double[of(0).columns()];
        for (int i = 0; i < means.length; i++) {
            means[i] = mean(i);
        }
        ArmMoments moments = ArmMoments.ofRounded(n(), means, this::covariance);
        double[] third = third();
        return third.length == 0 ? moments : moments.withThirdMoments(third);
    }

    /** Rounding must not lead beyond the means that are averaged: a share stays one. */
    private double mean(int column) {
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < strata.size(); k++) {
            double mean = of(k).mean(column);
            sum += weight(k) * mean;
            least = Math.min(least, mean);
            most = Math.max(most, mean);
        }
        return Math.clamp(sum, least, most);
    }

    private OptionalDouble covariance(int i, int j) {
        double sum = 0;
        for (int k = 0; k < strata.size(); k++) {
            double weight = weight(k);
            sum += weight * weight * of(k).rawCovariance(i, j) * ((double) n() / of(k).n());
        }
        return Double.isFinite(sum) ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    private double[] third() {
        int size = of(0).rawThirdMoments().length;
        double[] third = new double[size];
        for (int k = 0; k < strata.size(); k++) {
            double[] moments = of(k).rawThirdMoments();
            if (moments.length != size) {
                return new double[0];
            }
            double scale = (double) n() / of(k).n();
            for (int i = 0; i < size; i++) {
                third[i] += Math.pow(weight(k), 3) * moments[i] * scale * scale;
            }
        }
        for (double moment : third) {
            if (!Double.isFinite(moment)) {
                return new double[0];
            }
        }
        return third;
    }

    /** Returns how far each stratum's level lies from the arm's, to first order. */
    double[] deviations(Estimand estimand) {
        ArmMoments moments = moments();
        double[] influence = estimand.influence(moments);
        double[] deviations = new double[strata.size()];
        for (int k = 0; k < deviations.length; k++) {
            for (int a = 0; a < influence.length; a++) {
                deviations[k] += influence[a] * (of(k).mean(a) - moments.mean(a));
            }
        }
        return deviations;
    }

    /** Returns each stratum's part of the variance of the arm's level. */
    double[] variances(Estimand estimand) {
        double[] influence = estimand.influence(moments());
        double[] variances = new double[strata.size()];
        for (int k = 0; k < variances.length; k++) {
            double variance = 0;
            for (int a = 0; a < influence.length; a++) {
                for (int b = 0; b < influence.length; b++) {
                    variance += influence[a] * influence[b] * of(k).rawCovariance(a, b);
                }
            }
            variances[k] = Math.max(0, weight(k) * weight(k) * variance / of(k).n());
        }
        return variances;
    }
}
