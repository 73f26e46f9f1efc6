package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import northstar.portfolio.EffectPrior.Centre;
import northstar.statistics.StandardNormal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectPriorTest {
    private static final double[] EFFECTS = {3.0, 1.2, -2.1, .4, -.6, .1, 4.1, -1.0};
    private static final double[] STANDARD_ERRORS = {.8, .6, .9, .5, .7, .4, 1.2, 1.0};
    private static final List<EffectBlock> EIGHT = IntStream.range(0, 8)
            .mapToObj(k -> EffectBlock.of(EFFECTS[k], STANDARD_ERRORS[k]))
            .toList();
    private static final List<EffectBlock> CORRELATED = List.of(
            sharedControl(0.0075, new double[] {.03, .011}, new double[] {.012, .014}),
            sharedControl(0.009, new double[] {-.014, .022, .006}, new double[] {.016, .013, .015}),
            EffectBlock.of(.041, .018),
            EffectBlock.of(-.006, .009),
            EffectBlock.of(.004, .011));

    @ParameterizedTest
    @CsvFileSource(resources = "posterior.csv", useHeadersInDisplayName = true)
    void posterior_goldenEffects_sameAsDenseAlgebraInNumPy(
            String name,
            String effect,
            double mean,
            double sd,
            double positive,
            double lower,
            double upper,
            double tau) {
        List<EffectBlock> blocks = name.equals("correlated") ? CORRELATED : EIGHT;
        EffectPrior prior = prior(name);
        // Where tau is near 0, theta is mu, and the steps in mu leave a trace in the tails.
        double tails = name.equals("correlated") ? 2e-6 : 1e-6;
        double ends = name.equals("correlated") ? 5e-5 : 1e-6;

        EffectPosterior posterior = effect.equals("total")
                ? total(prior, blocks, 0, 1, 6)
                : posteriors(prior, blocks).get(Integer.parseInt(effect));

        assertThat(prior.sd()).isCloseTo(tau, within(1e-6 * tau));
        assertThat(posterior.mean()).isCloseTo(mean, within(1e-6 * sd));
        assertThat(posterior.sd()).isCloseTo(sd, within(1e-6 * sd));
        assertThat(posterior.probabilityPositive()).isCloseTo(positive, within(tails));
        assertThat(posterior.quantile(0.025)).isCloseTo(lower, within(ends * sd));
        assertThat(posterior.quantile(0.975)).isCloseTo(upper, within(ends * sd));
    }

    private static EffectPrior prior(String name) {
        return switch (name) {
            case "plug-in" -> {
                double tau = Math.sqrt(BetweenVariance.pauleMandel(EFFECTS, STANDARD_ERRORS));
                GivenTau given = GivenTau.of(EIGHT, tau, Centre.ESTIMATED);
                yield EffectPrior.known(8, tau, given.mean(), given.meanVariance());
            }
            case "fine" -> EffectPrior.learned(EIGHT, TauGrid.uniform(.001, 20_000), tau -> 0, Centre.ESTIMATED);
            case "default" -> EffectPrior.of(EIGHT, Centre.ESTIMATED);
            case "correlated" ->
                EffectPrior.learned(CORRELATED, TauGrid.uniform(.0002, 2_500), tau -> 0, Centre.ESTIMATED);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** METHODS 8.11, G8.1. */
    @Test
    void givenTau_pauleMandel_hasThePublishedMean() {
        GivenTau given = GivenTau.of(EIGHT, Math.sqrt(3.2857612855), Centre.ESTIMATED);

        assertThat(given.mean()).isCloseTo(.5827371664, within(1e-9));
        assertThat(given.meanVariance()).isCloseTo(.4863827541, within(1e-9));
    }

    /** METHODS 8.11, G8.2b. */
    @Test
    void posterior_sharedControl_differsFromIndependentArms() {
        EffectPrior prior = EffectPrior.known(2, .02, 0, 0);
        EffectBlock shared = EffectBlock.of(new double[] {.03, .01}, new double[][] {{.0002, .0001}, {.0001, .0003}});
        EffectBlock independent = EffectBlock.of(new double[] {.03, .01}, new double[][] {{.0002, 0}, {0, .0003}});

        assertThat(prior.posterior(shared, 0).mean()).isCloseTo(.0195121951, within(5e-11));
        assertThat(prior.posterior(shared, 1).mean()).isCloseTo(.0029268293, within(5e-11));
        assertThat(prior.posterior(independent, 0).mean()).isCloseTo(.02, within(1e-15));
        assertThat(prior.posterior(independent, 1).mean()).isCloseTo(.0057142857, within(5e-11));
    }

    @Test
    void posterior_blockWithoutCorrelation_sameAsSingleEffects() {
        double[][] diagonal = new double[8][8];
        IntStream.range(0, 8).forEach(k -> diagonal[k][k] = STANDARD_ERRORS[k] * STANDARD_ERRORS[k]);
        EffectBlock block = EffectBlock.of(EFFECTS, diagonal);
        EffectPrior together = EffectPrior.of(List.of(block), Centre.ESTIMATED);
        EffectPrior apart = EffectPrior.of(EIGHT, Centre.ESTIMATED);

        assertThat(together.sd()).isCloseTo(apart.sd(), within(1e-12));
        assertThat(together.posterior(block, 3).mean())
                .isCloseTo(apart.posterior(EIGHT.get(3), 0).mean(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void of_fewerThanFive_isTheFixedPrior(int count) {
        EffectPrior prior = EffectPrior.of(EIGHT.subList(0, count), Centre.ESTIMATED);

        assertThat(prior.isLearned()).isFalse();
        assertThat(prior.effects()).isZero();
        assertThat(prior.mean()).isZero();
        assertThat(prior.sd()).isEqualTo(.05);
        assertThat(prior.variance()).isCloseTo(.0025, within(1e-17));
    }

    @Test
    void posterior_fixedPrior_isPrecisionWeighted() {
        EffectBlock block = EffectBlock.of(.1, .05);

        EffectPosterior posterior =
                EffectPrior.of(List.of(block), Centre.ESTIMATED).posterior(block, 0);

        assertThat(posterior.mean()).isCloseTo(.05, within(1e-15));
        assertThat(posterior.sd()).isCloseTo(.05 / Math.sqrt(2), within(1e-15));
        assertThat(posterior.quantile(.975))
                .isCloseTo(.05 + .05 / Math.sqrt(2) * StandardNormal.quantile(.975), within(1e-13));
    }

    @Test
    void of_fiveToSevenEffects_isHeldBackByTheHalfNormal() {
        List<EffectBlock> seven = EIGHT.subList(0, 7);

        EffectPrior held = EffectPrior.of(seven, Centre.ESTIMATED);
        EffectPrior free = EffectPrior.learned(seven, TauGrid.of(seven, Centre.ESTIMATED), tau -> 0, Centre.ESTIMATED);

        assertThat(held.effects()).isEqualTo(7);
        assertThat(held.sd()).isLessThan(.3);
        assertThat(free.sd()).isGreaterThan(1);
    }

    @Test
    void of_halfNormal_isTheIntegralOverTau() {
        List<EffectBlock> five = List.of(
                EffectBlock.of(.03, .02),
                EffectBlock.of(-.04, .02),
                EffectBlock.of(.01, .03),
                EffectBlock.of(.08, .025),
                EffectBlock.of(0, .01));
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i <= 200_000; i++) {
            double tau = i * 2e-6;
            double density =
                    Math.exp(GivenTau.of(five, tau, Centre.ESTIMATED).logLikelihood() - tau * tau / (2 * .05 * .05));
            double weight = i == 0 ? density / 2 : density;
            numerator += weight * tau;
            denominator += weight;
        }

        assertThat(EffectPrior.of(five, Centre.ESTIMATED).sd())
                .isCloseTo(numerator / denominator, within(2e-5 * numerator / denominator));
    }

    @Test
    void of_centredAtZero_estimatesNoMean() {
        EffectPrior prior = EffectPrior.of(EIGHT, Centre.ZERO);

        assertThat(prior.mean()).isZero();
        assertThat(prior.sd()).isBetween(1.0, 4.0);
        assertThat(prior.posterior(EIGHT.getFirst(), 0).mean()).isBetween(2.0, 3.0);
    }

    @Test
    void of_noSpreadAtAll_givesFiniteNumbers() {
        List<EffectBlock> equal =
                IntStream.range(0, 20).mapToObj(k -> EffectBlock.of(.01, .02)).toList();

        EffectPosterior posterior = EffectPrior.of(equal, Centre.ESTIMATED).posterior(equal.getFirst(), 0);

        assertThat(posterior.mean()).isCloseTo(.01, within(1e-12));
        assertThat(posterior.sd()).isBetween(.002, .01);
    }

    @Test
    void unmeasured_learnedPrior_spreadsLikeANewEffect() {
        EffectPrior prior = EffectPrior.of(EIGHT, Centre.ESTIMATED);

        EffectPosterior unmeasured = prior.unmeasured();

        assertThat(unmeasured.mean()).isCloseTo(prior.mean(), within(1e-15));
        assertThat(unmeasured.sd()).isGreaterThan(prior.sd());
        assertThat(prior.variance()).isCloseTo(unmeasured.sd() * unmeasured.sd(), within(1e-12));
    }

    @Test
    void points_ofTheGrid_ofNegligibleWeightAreLeftOut() {
        EffectPrior prior = EffectPrior.of(
                IntStream.range(0, 400)
                        .mapToObj(k -> EffectBlock.of(StandardNormal.quantile((k + .5) / 400), .5))
                        .toList(),
                Centre.ESTIMATED);

        double total =
                IntStream.range(0, prior.points()).mapToDouble(prior::weight).sum();
        assertThat(prior.points()).isLessThan(100);
        assertThat(total).isCloseTo(1, within(1e-12));
    }

    private static List<EffectPosterior> posteriors(EffectPrior prior, List<EffectBlock> blocks) {
        List<EffectPosterior> posteriors = new ArrayList<>();
        for (EffectBlock block : blocks) {
            for (int arm = 0; arm < block.size(); arm++) {
                posteriors.add(prior.posterior(block, arm));
            }
        }
        return posteriors;
    }

    private static EffectPosterior total(EffectPrior prior, List<EffectBlock> blocks, int... members) {
        return IntStream.of(members)
                .mapToObj(member -> prior.posterior(blocks.get(member), 0))
                .reduce(EffectPosterior::plus)
                .orElseThrow();
    }

    private static EffectBlock sharedControl(double controlError, double[] effects, double[] standardErrors) {
        double[][] covariance = new double[effects.length][effects.length];
        for (int j = 0; j < effects.length; j++) {
            for (int k = 0; k < effects.length; k++) {
                covariance[j][k] = j == k
                        ? standardErrors[j] * standardErrors[j]
                        : controlError * controlError * (1 + effects[j]) * (1 + effects[k]);
            }
        }
        return EffectBlock.of(effects, covariance);
    }
}
