package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PlannedEffectTest {
    @Test
    void relative_negativeMean_hasTheSameSize() {
        assertThat(PlannedEffect.relative(-2, 4, -0.1)).isEqualTo(PlannedEffect.relative(2, 4, -0.1));
    }

    @Test
    void relative_lossOfEverything_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedEffect.relative(2, 4, -1))
                .withMessage("relativeEffect == -1.0, must be above -1");
    }

    @Test
    void relative_noEffect_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedEffect.relative(2, 4, 0))
                .withMessage("distance == 0.0, must be finite and > 0");
    }

    @Test
    void nonInferiority_lowerIsBetter_weighsTheControlMore() {
        assertThat(PlannedEffect.nonInferiority(2, 4, 0.1, Direction.DOWN).controlVariance())
                .isCloseTo(4 * 1.1 * 1.1, within(1e-12));
        assertThat(PlannedEffect.nonInferiority(-2, 4, 0.1, Direction.DOWN).controlVariance())
                .isCloseTo(4 * 0.9 * 0.9, within(1e-12));
    }

    @Test
    void nonInferiority_wholeMeanAsMargin_staysDefined() {
        assertThat(PlannedEffect.nonInferiority(2, 4, 1, Direction.UP).distance())
                .isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedEffect.nonInferiority(2, 4, 1.5, Direction.UP))
                .withMessage("margin == 1.5, must be in (0, 1]");
    }

    @Test
    void clustered_unitsThatAreAlike_inflateBothVariances() {
        PlannedEffect effect = PlannedEffect.shares(0.1, 0.2).clustered(4, 0.8, 0.1);

        assertThat(effect.controlVariance()).isCloseTo(0.09 * 1.556, within(1e-15));
        assertThat(effect.treatmentVariance()).isCloseTo(0.16 * 1.556, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedEffect.designEffect(0.5, 0, 0))
                .withMessage("size == 0.5, must be finite and >= 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedEffect.designEffect(2, 0, 1.1))
                .withMessage("correlation == 1.1, must be in [0, 1]");
    }

    @Test
    void explained_aPart_leavesTheRestOfBothVariances() {
        assertThat(new PlannedEffect(1, 4, 8).explained(0.25)).isEqualTo(new PlannedEffect(1, 3, 6));
        assertThat(new PlannedEffect(1, 4, 8).explained(0)).isEqualTo(new PlannedEffect(1, 4, 8));
    }

    @Test
    void designEffect_atItsEnds_isNoneOrTheWholeCluster() {
        assertThat(PlannedEffect.designEffect(1, 0, 1)).isEqualTo(1);
        assertThat(PlannedEffect.designEffect(20, 0, 0)).isEqualTo(1);
        assertThat(PlannedEffect.designEffect(20, 0, 1)).isEqualTo(20);
    }

    @Test
    void explained_everything_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlannedEffect.absolute(1, 1).explained(1))
                .withMessage("explained == 1.0, must be in [0, 1)");
    }

    @Test
    void standardError_unevenArms_addsTheirVariances() {
        PlannedEffect effect = new PlannedEffect(1, 2, 3);

        assertThat(effect.standardError(new Split(0.25, 0.75), 400))
                .isCloseTo(Math.sqrt(2 / 100.0 + 3 / 300.0), within(1e-15));
        assertThat(effect.drift(new Split(0.25, 0.75), 400)).isCloseTo(1 / Math.sqrt(0.03), within(1e-13));
    }
}
