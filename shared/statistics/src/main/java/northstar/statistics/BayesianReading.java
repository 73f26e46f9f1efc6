package northstar.statistics;

import java.util.List;
import java.util.Optional;

/**
 * A result read with a prior: one line beside the test, for those who want a chance instead of an error rate. It never
 * decides.
 *
 * @param prior name of the prior
 * @param mean posterior mean of the relative effect
 * @param standardDeviation posterior standard deviation
 * @param chanceOfGain posterior probability that the metric gets better, in [0, 1]
 * @param expectedLoss relative loss to be expected if it ships: the mean of how much worse it is, where it is worse; at
 *     least 0
 * @param expectedMissedGain relative gain to be expected to be missed if it does not ship; at least 0
 */
public record BayesianReading(
        String prior,
        double mean,
        double standardDeviation,
        double chanceOfGain,
        double expectedLoss,
        double expectedMissedGain) {

    /**
     * Reads a relative effect. The likelihood is normal.
     *
     * @param effect the relative effect
     * @param standardError its standard error, above 0
     * @param better which way is better
     * @param prior what was believed before
     * @return the reading; empty where numbers leave the range of a double
     * @throws IllegalArgumentException if {@code effect} is not finite or {@code standardError} not finite and above 0
     */
    public static Optional<BayesianReading> of(double effect, double standardError, Direction better, Prior prior) {
        Arguments.requireFinite("effect", effect);
        Arguments.requirePositive("standardError", standardError);
        List<Posterior> posteriors = prior.components().stream()
                .filter(component -> component.weight() > 0)
                .map(component -> Posterior.of(component, effect, standardError))
                .toList();
        double largest =
                posteriors.stream().mapToDouble(Posterior::logWeight).max().orElse(Double.NEGATIVE_INFINITY);
        double weights = 0;
        double mean = 0;
        double square = 0;
        double gain = 0;
        double loss = 0;
        double missed = 0;
        for (Posterior posterior : posteriors) {
            double weight = Math.exp(posterior.logWeight() - largest);
            weights += weight;
            mean += weight * posterior.mean();
            square += weight * (Math.pow(posterior.deviation(), 2) + Math.pow(posterior.mean(), 2));
            gain += weight * posterior.chanceAbove(better.sign());
            loss += weight * posterior.expectedBelow(better.sign());
            missed += weight * posterior.expectedBelow(-better.sign());
        }
        double variance = Math.max(0, square / weights - Math.pow(mean / weights, 2));
        BayesianReading reading = new BayesianReading(
                prior.name(),
                mean / weights,
                Math.sqrt(variance),
                Math.clamp(gain / weights, 0, 1),
                loss / weights,
                missed / weights);
        return reading.isFinite() ? Optional.of(reading) : Optional.empty();
    }

    private boolean isFinite() {
        return Double.isFinite(mean + standardDeviation)
                && Double.isFinite(chanceOfGain)
                && Double.isFinite(expectedLoss + expectedMissedGain);
    }

    /** One component after the data. */
    private record Posterior(double logWeight, double mean, double deviation) {
        static Posterior of(Prior.Component prior, double effect, double standardError) {
            double total = Math.hypot(prior.standardDeviation(), standardError);
            double distance = (effect - prior.mean()) / total;
            double shrinkage = Math.pow(standardError / total, 2);
            return new Posterior(
                    Math.log(prior.weight()) - Math.log(total) - distance * distance / 2,
                    shrinkage * prior.mean() + (1 - shrinkage) * effect,
                    standardError / total * prior.standardDeviation());
        }

        double chanceAbove(int sign) {
            if (deviation == 0) {
                return sign * mean > 0 ? 1 : 0;
            }
            return StandardNormal.cumulative(sign * mean / deviation);
        }

        /** {@code E max(0, -sign theta) = sd (phi(d) - d Phi(-d))}, d = sign mean / sd. */
        double expectedBelow(int sign) {
            if (deviation == 0) {
                return Math.max(0, -sign * mean);
            }
            double d = sign * mean / deviation;
            return Math.max(0, deviation * (StandardNormal.density(d) - d * StandardNormal.survival(d)));
        }
    }
}
