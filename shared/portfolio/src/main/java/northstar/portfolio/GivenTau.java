package northstar.portfolio;

import java.util.List;

/**
 * What the measured effects say once tau is known.
 *
 * @param mean E[mu | tau]
 * @param meanVariance Var(mu | tau), {@code 1 / (1' Sigma^-1 1)}
 * @param logLikelihood log p(x | tau) with mu integrated out, up to a constant
 */
record GivenTau(double mean, double meanVariance, double logLikelihood) {
    static GivenTau of(List<EffectBlock> blocks, double tau, EffectPrior.Centre centre) {
        double between = tau * tau;
        double precision = 0;
        double weighted = 0;
        double logDeterminant = 0;
        for (EffectBlock block : blocks) {
            for (int i = 0; i < block.size(); i++) {
                double variance = block.variance(i) + between;
                precision += block.ones(i) * block.ones(i) / variance;
                weighted += block.ones(i) * block.observed(i) / variance;
                logDeterminant += Math.log(variance);
            }
        }
        return switch (centre) {
            case ESTIMATED -> {
                double mean = weighted / precision;
                double distance = distance(blocks, between, mean);
                yield new GivenTau(mean, 1 / precision, -(logDeterminant + distance + Math.log(precision)) / 2);
            }
            case ZERO -> new GivenTau(0, 0, -(logDeterminant + distance(blocks, between, 0)) / 2);
        };
    }

    private static double distance(List<EffectBlock> blocks, double between, double mean) {
        double distance = 0;
        for (EffectBlock block : blocks) {
            for (int i = 0; i < block.size(); i++) {
                double deviation = block.observed(i) - mean * block.ones(i);
                distance += deviation * deviation / (block.variance(i) + between);
            }
        }
        return distance;
    }
}
