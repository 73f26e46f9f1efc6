package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "distributions.csv", useHeadersInDisplayName = true)
    void tail_goldenPoint_sameInRelativeTerms(String function, double parameter, double x, double value) {
        double actual = switch (function) {
            case "normal" -> StandardNormal.survival(x);
            case "t" -> new StudentT(parameter).survival(x);
            case "chi-square" -> ChiSquare.survival(x, (int) parameter);
            case "tuning" -> ConfidenceSequence.exactTuning(parameter);
            default -> throw new IllegalArgumentException(function);
        };

        Numbers.assertRelative(actual, value, 1e-12);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "normal-tail.csv", useHeadersInDisplayName = true)
    void survival_ofNormalAtGoldenPoint_sameToTheLastDigits(double x, double value) {
        Numbers.assertRelative(StandardNormal.survival(x), value, 1e-15);
    }

    @Test
    void survival_ofNormal_asCommonsMath() {
        for (double x = -9; x < 37; x += 1.0 / 64) {
            Numbers.assertRelative(StandardNormal.survival(x), 0.5 * Erf.erfc(x / Math.sqrt(2)), 1e-12);
        }
    }

    @Test
    void survival_ofNormal_neverRises() {
        double before = 1;
        for (double x = -9; x < 40; x += 1e-4) {
            double here = StandardNormal.survival(x);
            assertThat(here).isBetween(0.0, before + 2e-16);
            before = here;
        }
    }

    @Test
    void survival_ofNormalAtItsEnds_isExact() {
        assertThat(StandardNormal.survival(0)).isEqualTo(0.5);
        assertThat(StandardNormal.survival(Double.POSITIVE_INFINITY)).isZero();
        assertThat(StandardNormal.survival(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(StandardNormal.survival(Double.MAX_VALUE)).isZero();
        assertThat(StandardNormal.survival(Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "distributions.csv", useHeadersInDisplayName = true)
    void quantile_ofGoldenTail_isThePoint(String function, double parameter, double x, double value) {
        if (function.equals("normal") && x > 0) {
            Numbers.assertRelative(-StandardNormal.quantile(value), x, 1e-12 + 1e-16 / Math.abs(x));
        } else if (function.equals("t")) {
            StudentT distribution = new StudentT(parameter);

            double actual = distribution.survivalQuantile(value);

            double rounding = 4e-16 / (x * distribution.density(0));
            Numbers.assertRelative(actual, x, 1e-12 + rounding);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-12, 0.0005, 0.02425, 0.3, 0.5, 0.7, 0.975, 0.9999999})
    void quantile_ofNormal_invertsTheCumulative(double p) {
        Numbers.assertRelative(StandardNormal.cumulative(StandardNormal.quantile(p)), p, 2e-13);
    }

    @Test
    void quantile_atOneHalf_isZero() {
        assertThat(StandardNormal.quantile(0.5)).isZero();
        assertThat(new StudentT(3).survivalQuantile(0.5)).isZero();
    }

    @Test
    void survivalQuantile_aboveOneHalf_isNegative() {
        assertThat(new StudentT(7).survivalQuantile(0.975)).isEqualTo(-new StudentT(7).survivalQuantile(1 - 0.975));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.9, 1, 1.5, 4, 199, 201, 1e5, 1e15})
    void survivalQuantile_anyDegreesOfFreedom_invertsTheTail(double degreesOfFreedom) {
        StudentT distribution = new StudentT(degreesOfFreedom);
        for (double p : new double[] {1e-5, 0.0005, 0.025, 0.2, 0.49}) {
            double x = distribution.survivalQuantile(p);

            if (x < Double.MAX_VALUE) {
                Numbers.assertRelative(distribution.survival(x), p, 1e-12);
            }
        }
    }

    @Test
    void survivalQuantile_beyondTheRangeOfADouble_isTheLargestDouble() {
        assertThat(new StudentT(0.02).survivalQuantile(1e-200)).isEqualTo(Double.MAX_VALUE);
    }

    /**
     * Quantiles by SciPy 1.17.1, {@code stats.t.isf(p, n)}. The expansion's first missing term is 8.0e-9 and 5.3e-9 of them; the tail of
     * few degrees of freedom is the power law but for its next term.
     */
    @ParameterizedTest
    @CsvSource({
        "100, 0.025, 1.983971518523552, 1e-8",
        "40, 0.2, 0.8506997957904544, 1e-8",
        "3, 1e-12, 10331.108244292487, 2e-8",
        "1, 1e-10, 3183098861.8379064, 1e-14",
        "0.5, 1e-6, 102849115631.63399, 1e-14"
    })
    void start_ofTheSearchForAQuantile_isAsCloseAsItsExpansion(
            double degreesOfFreedom, double p, double quantile, double tolerance) {
        Numbers.assertRelative(new StudentT(degreesOfFreedom).start(p), quantile, tolerance);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 200, 1e6})
    void survival_atZero_isOneHalf(double degreesOfFreedom) {
        Numbers.assertRelative(new StudentT(degreesOfFreedom).survival(0), 0.5, 1e-15);
    }

    @Test
    void survival_bothTails_addUpToOne() {
        StudentT distribution = new StudentT(5.5);

        assertThat(distribution.survival(-1.3) + distribution.survival(1.3)).isEqualTo(1);
        assertThat(StandardNormal.survival(-1.3) + StandardNormal.cumulative(-1.3))
                .isCloseTo(1, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 6, 60, 150, 500})
    void density_anyDegreesOfFreedom_asCommonsMath(double degreesOfFreedom) {
        TDistribution oracle = new TDistribution(null, degreesOfFreedom);

        for (double x : new double[] {-3, 0, 0.4, 12}) {
            Numbers.assertRelative(new StudentT(degreesOfFreedom).density(x), oracle.density(x), 1e-12);
        }
    }

    @Test
    void density_ofNormal_knownPoints() {
        assertThat(StandardNormal.density(0)).isCloseTo(0.3989422804014327, within(1e-16));
        assertThat(StandardNormal.density(-2)).isCloseTo(0.05399096651318806, within(1e-16));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void quantile_outsideTheOpenUnitInterval_throws(double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StandardNormal.quantile(p))
                .withMessage("p == " + p + ", must be in (0, 1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudentT(3).survivalQuantile(p))
                .withMessage("p == " + p + ", must be in (0, 1)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void studentT_degreesOfFreedomOutOfRange_throws(double degreesOfFreedom) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StudentT(degreesOfFreedom))
                .withMessage("degreesOfFreedom == " + degreesOfFreedom + ", must be finite and > 0");
    }

    @Test
    void lower_atTheBranchPoint_isMinusOne() {
        assertThat(LambertW.lower(1)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.999, Double.NaN, Double.POSITIVE_INFINITY})
    void lower_outsideItsDomain_throws(double level) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LambertW.lower(level))
                .withMessage("level == " + level + ", must be finite and >= 1");
    }
}
