package northstar.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BetweenVarianceTest {
    private static final double[] EFFECTS = {3.0, 1.2, -2.1, .4, -.6, .1, 4.1, -1.0};
    private static final double[] STANDARD_ERRORS = {.8, .6, .9, .5, .7, .4, 1.2, 1.0};

    @ParameterizedTest
    @CsvFileSource(resources = "between-variance.csv", useHeadersInDisplayName = true, maxCharsPerColumn = 10_000)
    void estimates_goldenEffects_sameAsStatsmodelsAndPyMare(
            String name,
            String effects,
            String standardErrors,
            double derSimonianLaird,
            double pauleMandel,
            double restrictedMaximumLikelihood) {
        double[] x = Numbers.list(effects);
        double[] s = Numbers.list(standardErrors);

        assertThat(BetweenVariance.derSimonianLaird(x, s))
                .isCloseTo(derSimonianLaird, relative(derSimonianLaird, 1e-9));
        assertThat(BetweenVariance.pauleMandel(x, s)).isCloseTo(pauleMandel, relative(pauleMandel, 1e-6));
        assertThat(BetweenVariance.restrictedMaximumLikelihood(x, s))
                .isCloseTo(restrictedMaximumLikelihood, relative(restrictedMaximumLikelihood, 1e-6));
    }

    /** METHODS 8.11, G8.1; metafor agrees. */
    @Test
    void estimates_publishedEffects_sameToTenDigits() {
        assertThat(BetweenVariance.derSimonianLaird(EFFECTS, STANDARD_ERRORS)).isCloseTo(1.7098118953, within(5e-11));
        assertThat(BetweenVariance.pauleMandel(EFFECTS, STANDARD_ERRORS)).isCloseTo(3.2857612855, within(5e-11));
        assertThat(BetweenVariance.restrictedMaximumLikelihood(EFFECTS, STANDARD_ERRORS))
                .isCloseTo(2.9003761098, within(5e-11));
    }

    @Test
    void pauleMandel_effectsAsFarApartAsTheirErrors_isZero() {
        double[] x = {0.1, -0.1, 0.05};
        double[] s = {1, 1, 1};

        assertThat(BetweenVariance.pauleMandel(x, s)).isZero();
        assertThat(BetweenVariance.derSimonianLaird(x, s)).isZero();
        assertThat(BetweenVariance.restrictedMaximumLikelihood(x, s)).isZero();
        assertThat(BetweenVariance.pauleMandelAroundZero(x, s)).isZero();
    }

    @Test
    void pauleMandelAroundZero_equalErrors_isMeanSquareLessErrorVariance() {
        double[] x = {3, -1, 2, 4};
        double[] s = {0.5, 0.5, 0.5, 0.5};

        assertThat(BetweenVariance.pauleMandelAroundZero(x, s)).isCloseTo(30 / 4.0 - 0.25, within(1e-12));
    }

    @Test
    void estimates_oneEffect_areRefused() {
        double[] one = {1};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetweenVariance.pauleMandel(one, one))
                .withMessage("effects.length == 1, must be at least 2");
        assertThatIllegalArgumentException().isThrownBy(() -> BetweenVariance.derSimonianLaird(one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> BetweenVariance.restrictedMaximumLikelihood(one, one));
    }

    @Test
    void estimates_unequalLengths_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BetweenVariance.derSimonianLaird(EFFECTS, new double[] {1, 2}))
                .withMessage("standardErrors.length == 2, must be effects.length == 8");
    }

    private static org.assertj.core.data.Offset<Double> relative(double expected, double tolerance) {
        return within(tolerance * expected + 1e-12);
    }
}
