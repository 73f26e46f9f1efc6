package northstar.statistics;

import java.util.List;
import org.apache.commons.math3.special.Gamma;

/** Deviation of counts from the shares of a multinomial distribution, every share above 0. */
final class DirichletMultinomial {
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final double[] shares;
    private final double[] counts;
    /** Counts minus expected counts, by a fused multiply-add so that large counts keep their small difference. */
    private final double[] excess;

    private final double total;

    DirichletMultinomial(List<Double> shares, List<Long> counts, double total) {
        this.shares = shares.stream().mapToDouble(Double::doubleValue).toArray();
        this.counts = counts.stream().mapToDouble(Long::doubleValue).toArray();
        this.total = total;
        this.excess = new double[this.shares.length];
        for (int i = 0; i < excess.length; i++) {
            excess[i] = Math.fma(-total, this.shares[i], this.counts[i]);
        }
    }

    /** Returns Pearson's statistic. */
    double chiSquare() {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += excess[i] / (total * shares[i]) * excess[i];
        }
        return sum;
    }

    /** Returns the logarithm of the mean of the e-values at two concentrations, itself an e-value. */
    double logMeanEValue(double first, double second) {
        double one = logEValue(first);
        double two = logEValue(second);
        double larger = Math.max(one, two);
        return larger + Math.log1p(Math.exp(Math.min(one, two) - larger)) - Math.log(2);
    }

    /**
     * Returns the logarithm of {@code G(k)/G(k+N) prod G(k pi_v + n_v)/G(k pi_v) / prod pi_v^n_v}, G the gamma function, k
     * the concentration.
     *
     * <p>Written as {@code M KL + (ln(M/k) - sum ln(m_v/(k pi_v)))/2 + remainders} with {@code m_v = k pi_v + n_v} and
     * {@code M = k + N}: the large terms of Stirling's series cancel on paper instead of in the computer.
     */
    double logEValue(double concentration) {
        double mass = concentration + total;
        double divergence = 0;
        double logs = Math.log(mass / concentration);
        double remainders = stirlingRemainder(concentration) - stirlingRemainder(mass);
        for (int i = 0; i < shares.length; i++) {
            double prior = concentration * shares[i];
            double posterior = prior + counts[i];
            double weight = mass * shares[i];
            divergence += weight * excessEntropy(excess[i] / weight);
            logs -= Math.log(posterior / prior);
            remainders += stirlingRemainder(posterior) - stirlingRemainder(prior);
        }
        return divergence + 0.5 * logs + remainders;
    }

    /** {@code (1+x) ln(1+x) - x} for x >= -1, without cancellation about 0; x may have been rounded beyond -1. */
    private static double excessEntropy(double x) {
        if (x <= -1) {
            return 1;
        }
        if (Math.abs(x) > 0.1) {
            return (1 + x) * Math.log1p(x) - x;
        }
        double sum = 0;
        double power = x * x;
        for (int k = 2; k <= 18; k++) {
            sum += power / (k * (k - 1.0));
            power *= -x;
        }
        return sum;
    }

    /** {@code ln G(x) - ((x - 1/2) ln x - x + ln(2 pi)/2)}. */
    private static double stirlingRemainder(double x) {
        if (x < 10) {
            return Gamma.logGamma(x) - ((x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI);
        }
        double r = 1 / (x * x);
        return (1.0 / 12
                        - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360360)))))
                / x;
    }
}
