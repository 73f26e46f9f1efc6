package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import northstar.portfolio.EffectPrior.Centre;
import org.junit.jupiter.api.Test;

/** Defects that other tools show when they add up a programme of experiments, none of them ours. */
class PortfolioDefectsTest {
    private static final double[] EFFECTS = {.05, .03, -.01, .02, .00, .015};
    private static final double[] STANDARD_ERRORS = {.05, .004, .01, .02, .008, .012};
    private static final List<EffectBlock> BLOCKS = IntStream.range(0, EFFECTS.length)
            .mapToObj(k -> EffectBlock.of(EFFECTS[k], STANDARD_ERRORS[k]))
            .toList();
    private static final EffectPrior PRIOR = EffectPrior.of(BLOCKS, Centre.ESTIMATED);

    private static EffectPosterior posterior(int experiment) {
        return PRIOR.posterior(BLOCKS.get(experiment), 0);
    }

    /** GrowthBook: one standard error, that of the last experiment in the list, shrinks all effects by one factor. */
    @Test
    void growthBook_oneStandardErrorForAll_neverReordersOursDoes() {
        assertThat(EFFECTS[0]).isGreaterThan(EFFECTS[1]);
        assertThat(posterior(0).mean()).isLessThan(posterior(1).mean());
    }

    @Test
    void growthBook_orderOfTheList_changesTheShrinkageOursDoesNot() {
        EffectPrior reversed = EffectPrior.of(BLOCKS.reversed(), Centre.ESTIMATED);

        assertThat(reversed.posterior(BLOCKS.get(2), 0).mean())
                .isCloseTo(posterior(2).mean(), org.assertj.core.api.Assertions.within(1e-12));
    }

    /** GrowthBook: the interval of the programme's total is that of the effects before they were shrunk. */
    @Test
    void growthBook_totalOfUnshrunkVariances_isWiderThanOurs() {
        double unshrunk = Math.sqrt(IntStream.range(0, 6)
                .mapToDouble(k -> Math.pow(STANDARD_ERRORS[k], 2))
                .sum());
        EffectPosterior total = IntStream.range(0, 6)
                .mapToObj(PortfolioDefectsTest::posterior)
                .reduce(EffectPosterior::plus)
                .orElseThrow();

        assertThat(total.sd()).isLessThan(0.9 * unshrunk);
    }

    /** GrowthBook: two variants that share a control are taken as independent. */
    @Test
    void growthBook_variantsThatShareAControl_areIndependentOursAreNot() {
        EffectPrior prior = EffectPrior.known(2, .02, 0, 0);
        EffectBlock shared = EffectBlock.of(new double[] {.03, .01}, new double[][] {{.0002, .0001}, {.0001, .0003}});
        EffectBlock independent = EffectBlock.of(new double[] {.03, .01}, new double[][] {{.0002, 0}, {0, .0003}});

        assertThat(prior.posterior(shared, 1).mean())
                .isLessThan(prior.posterior(independent, 1).mean() - .002);
    }
}
