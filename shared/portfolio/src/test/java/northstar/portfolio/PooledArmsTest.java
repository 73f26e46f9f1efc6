package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import northstar.domain.ranking.VariantResult;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.statistics.Cholesky;
import org.junit.jupiter.api.Test;

class PooledArmsTest {
    @Test
    void covariance_armsOfOneExperiment_isWhatTheyShare() {
        PooledArms arms = PooledArms.of(List.of(
                result("e", "a", new Measured(.10, .04, 1.10, .02)),
                result("e", "b", new Measured(-.05, .03, .95, .02))));

        assertThat(arms.variants()).containsExactly("a", "b");
        assertThat(arms.effects()).containsExactly(.10, -.05);
        assertThat(arms.covariance()[0][0]).isCloseTo(.0016, within(1e-18));
        assertThat(arms.covariance()[1][1]).isCloseTo(.0009, within(1e-18));
        assertThat(arms.covariance()[0][1]).isCloseTo(1.10 * .95 * .0004, within(1e-18));
        assertThat(arms.covariance()[1][0]).isEqualTo(arms.covariance()[0][1]);
    }

    @Test
    void covariance_moreSharedThanThereIs_staysPositiveDefinite() {
        PooledArms arms = PooledArms.of(List.of(
                result("e", "a", new Measured(.10, .01, 1.10, .02)),
                result("e", "b", new Measured(-.05, .03, .95, .02))));

        assertThat(Cholesky.of(arms.covariance())).isPresent();
        assertThat(arms.covariance()[0][1]).isCloseTo(.99 * .0001 / 1.10 * .95, within(1e-18));
    }

    @Test
    void covariance_armWithoutMean_sharesNothing() {
        PooledArms arms = PooledArms.of(List.of(
                result("e", "a", new Measured(-1, .01, 0, .02)), result("e", "b", new Measured(-.05, .03, .95, .02))));

        assertThat(arms.covariance()[0][1]).isZero();
    }

    @Test
    void effects_sameKeyInTwoExperiments_areCombinedByInverseVariance() {
        PooledArms arms = PooledArms.of(List.of(
                result("e1", "a", new Measured(.10, .02, 1.10, .01)),
                result("e2", "a", new Measured(.01, .01, 1.01, .005))));

        assertThat(arms.effects()[0]).isCloseTo((.10 / .0004 + .01 / .0001) / 12_500, within(1e-16));
        assertThat(arms.covariance()[0][0]).isCloseTo(1.0 / 12_500, within(1e-18));
    }

    @Test
    void covariance_pooledArms_sharesOnlyTheExperimentsOfBoth() {
        PooledArms arms = PooledArms.of(List.of(
                result("e1", "a", new Measured(.10, .02, 1.10, .01)),
                result("e2", "a", new Measured(.01, .01, 1.01, .005)),
                result("e2", "b", new Measured(.03, .02, 1.03, .005))));

        // The weight of e2 in a is 10000 / 12500.
        assertThat(arms.covariance()[0][1]).isCloseTo(.8 * 1.01 * 1.03 * .000025, within(1e-18));
    }

    private static VariantResult result(String experiment, String variant, Measured measured) {
        return ResultBuilder.feature("f")
                .experiment(experiment)
                .variant(variant)
                .effect(measured)
                .build();
    }
}
