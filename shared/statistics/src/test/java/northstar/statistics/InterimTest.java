package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InterimTest {
    private final Interim interim = new Interim(1.2, 100, 400, 2);

    @Test
    void predictivePower_widePrior_isThatOfAFlatOne() {
        assertThat(interim.predictivePower(new NormalPrior(0, 1e6))).isCloseTo(interim.predictivePower(), within(1e-9));
    }

    @Test
    void predictivePower_narrowPrior_isTheConditionalPowerAtItsMean() {
        assertThat(interim.predictivePower(new NormalPrior(0.15, 1e-9)))
                .isCloseTo(interim.conditionalPower(0.15), within(1e-9));
    }

    @Test
    void fraction_quarterOfTheInformation_isAQuarter() {
        assertThat(interim.fraction()).isEqualTo(0.25);
        assertThat(interim.effect()).isCloseTo(0.12, within(1e-15));
    }

    @Test
    void interim_nothingLeft_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interim(1, 100, 100, 2))
                .withMessage("largestInformation == 100.0, must be finite and above 100.0");
    }

    @Test
    void valueOfEstimate_hopelesslyNarrowBelief_isNothing() {
        assertThat(new NormalPrior(1, 1e-300).valueOfEstimate(1e300)).isZero();
        assertThat(new NormalPrior(0.3, 0.5).valueOfEstimate(1e-12))
                .isCloseTo(new NormalPrior(0.3, 0.5).valueOfCertainty(), within(1e-12));
    }
}
