package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import northstar.portfolio.EffectPrior.Centre;
import northstar.statistics.StandardNormal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectPosteriorTest {
    private static final List<EffectBlock> BLOCKS = IntStream.range(0, 12)
            .mapToObj(k -> EffectBlock.of(.02 * StandardNormal.quantile((k + .5) / 12), .004 + .002 * k))
            .toList();
    private static final EffectPrior PRIOR = EffectPrior.of(BLOCKS, Centre.ESTIMATED);

    /** METHODS 8.11, G8.7: the expected loss of N(.3, .25). */
    @Test
    void expectedLoss_normal_isThePublishedOne() {
        EffectPosterior posterior = normal(.3, .5);

        assertThat(posterior.expectedLoss()).isCloseTo(.0843363661, within(5e-11));
        assertThat(posterior.expectedGain() - posterior.expectedLoss()).isCloseTo(.3, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 11})
    void expectedGain_mixture_isTheIntegralOfItsTail(int effect) {
        EffectPosterior posterior = PRIOR.posterior(BLOCKS.get(effect), 0);
        double step = posterior.sd() / 50;
        double gain = 0;
        double loss = 0;
        for (int i = 0; i < 800; i++) {
            gain += step * (1 - cumulative(posterior, (i + .5) * step));
            loss += step * cumulative(posterior, -(i + .5) * step);
        }

        assertThat(posterior.expectedGain()).isCloseTo(gain, within(5e-5 * posterior.sd()));
        assertThat(posterior.expectedLoss()).isCloseTo(loss, within(5e-5 * posterior.sd()));
        assertThat(posterior.expectedGain() - posterior.expectedLoss()).isCloseTo(posterior.mean(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, .025, .3, .5, .9, .975, 1 - 1e-9})
    void quantile_mixture_isTheInverseOfItsDistribution(double p) {
        EffectPosterior posterior = PRIOR.posterior(BLOCKS.get(2), 0);

        double x = posterior.quantile(p);

        assertThat(cumulative(posterior, x)).isCloseTo(p, within(1e-12));
    }

    @Test
    void probabilityPositive_farAboveZero_neverExceedsOne() {
        assertThat(normal(50, 1).probabilityPositive()).isEqualTo(1);
        assertThat(normal(50, 1).expectedLoss()).isZero();
        assertThat(normal(-50, 1).probabilityPositive()).isCloseTo(0, within(1e-300));
    }

    @Test
    void plus_twoEffects_sharesTheUncertaintyOfMu() {
        EffectPrior prior = EffectPrior.known(8, .02, .001, 1e-4);
        EffectPosterior first = prior.posterior(EffectBlock.of(.03, .01), 0);
        EffectPosterior second = prior.posterior(EffectBlock.of(-.01, .02), 0);

        EffectPosterior sum = first.plus(second);

        // B = s^2 / (s^2 + tau^2) is .2 and .5; Var = sum (1 - B) s^2 + (sum B)^2 Var(mu).
        assertThat(sum.mean()).isCloseTo(first.mean() + second.mean(), within(1e-15));
        assertThat(sum.sd() * sum.sd()).isCloseTo(.8e-4 + .5 * 4e-4 + .49 * 1e-4, within(1e-15));
    }

    private static double cumulative(EffectPosterior posterior, double x) {
        double sum = 0;
        for (int g = 0; g < PRIOR.points(); g++) {
            double mean = posterior.base(g) + posterior.slope(g) * PRIOR.mean(g);
            double variance = posterior.residual(g) + posterior.slope(g) * posterior.slope(g) * PRIOR.meanVariance(g);
            sum += PRIOR.weight(g) * StandardNormal.cumulative((x - mean) / Math.sqrt(variance));
        }
        return sum;
    }

    private static EffectPosterior normal(double mean, double sd) {
        return EffectPrior.known(0, sd, mean, 0).unmeasured();
    }
}
