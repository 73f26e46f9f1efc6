package northstar.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTTest {
    private static UnitData drawn(long seed, int control, int treatment, boolean isSkewed) {
        Random random = new Random(seed);
        double[] c =
                random.doubles(control).map(x -> isSkewed ? -Math.log(x) : x).toArray();
        double[] t =
                random.doubles(treatment).map(x -> isSkewed ? -Math.log(x) : x).toArray();
        return UnitData.of(PermutationTestTest.column(c), PermutationTestTest.column(t));
    }

    @Test
    void quantile_symmetricValues_isCloseToStudents() {
        BootstrapT drawn = BootstrapT.of(drawn(1, 80, 80, false), 7).orElseThrow();

        assertThat(drawn.quantile(0.975)).isCloseTo(new StudentT(158).survivalQuantile(0.025), within(0.15));
        assertThat(drawn.quantile(0.025)).isCloseTo(-new StudentT(158).survivalQuantile(0.025), within(0.15));
    }

    /** A small treatment arm of a right-skewed metric: its mean comes out too low together with its spread. */
    @Test
    void quantile_skewedSmallTreatmentArm_reachesFurtherDown() {
        BootstrapT drawn = BootstrapT.of(drawn(2, 900, 40, true), 7).orElseThrow();

        assertThat(-drawn.quantile(0.025)).isGreaterThan(drawn.quantile(0.975) + 0.3);
    }

    @Test
    void quantile_skewedSmallControlArm_reachesFurtherUp() {
        BootstrapT drawn = BootstrapT.of(drawn(2, 40, 900, true), 7).orElseThrow();

        assertThat(drawn.quantile(0.975)).isGreaterThan(-drawn.quantile(0.025) + 0.3);
    }

    @Test
    void tells_alphaThatTheDrawsResolve_isTrue() {
        BootstrapT drawn = BootstrapT.of(drawn(1, 20, 20, false), 39, 3).orElseThrow();

        assertThat(drawn.tells(0.05)).isTrue();
        assertThat(drawn.tells(0.049)).isFalse();
    }

    /** One unit in twenty is not 0: a third of the redrawn arms are all 0, and have no standard error. */
    @Test
    void tells_redrawnArmsWithoutVariance_isFalse() {
        double[] control = new double[20];
        double[] treatment = new double[20];
        control[0] = 1;
        treatment[0] = 1.2;
        UnitData units = UnitData.of(PermutationTestTest.column(control), PermutationTestTest.column(treatment));

        assertThat(BootstrapT.of(units, 7).orElseThrow().tells(0.05)).isFalse();
        assertThat(UnitEvidence.of(units, 0.05, 7)).isEmpty();
    }

    @Test
    void quantile_ofThreeSamples_isOneOfThem() {
        BootstrapT drawn = BootstrapT.of(drawn(1, 20, 20, false), 3, 3).orElseThrow();

        assertThat(drawn.quantile(0.25)).isLessThan(drawn.quantile(0.5));
        assertThat(drawn.quantile(0.5)).isLessThan(drawn.quantile(0.75));
        assertThat(drawn.quantile(0.49)).isEqualTo(drawn.quantile(0.25));
        assertThat(drawn.quantile(0.51)).isEqualTo(drawn.quantile(0.75));
    }

    @Test
    void quantile_ofOneSample_isIt() {
        BootstrapT drawn = BootstrapT.of(drawn(1, 20, 20, false), 1, 3).orElseThrow();

        assertThat(drawn.quantile(0.01)).isEqualTo(drawn.quantile(0.99));
    }

    @Test
    void quantile_rank_isTheOrderStatisticRoundedOutwards() {
        BootstrapT drawn = BootstrapT.of(drawn(1, 20, 20, false), 99, 3).orElseThrow();

        assertThat(drawn.quantile(0.01)).isLessThan(drawn.quantile(0.02));
        assertThat(drawn.quantile(0.0101)).isEqualTo(drawn.quantile(0.01));
        assertThat(drawn.quantile(0.9899)).isEqualTo(drawn.quantile(0.99));
        assertThat(drawn.quantile(0.0001)).isEqualTo(drawn.quantile(0.01));
        assertThat(drawn.quantile(0.9999)).isEqualTo(drawn.quantile(0.99));
    }

    @Test
    void of_sameSeed_isTheSame() {
        UnitData data = drawn(1, 30, 30, true);

        assertThat(BootstrapT.of(data, 5).orElseThrow().quantile(0.1))
                .isEqualTo(BootstrapT.of(data, 5).orElseThrow().quantile(0.1))
                .isNotEqualTo(BootstrapT.of(data, 6).orElseThrow().quantile(0.1));
    }

    @Test
    void of_samplesWithoutSpread_areFarOutNotNaN() {
        UnitData data = UnitData.of(PermutationTestTest.column(0, 0, 0, 1), PermutationTestTest.column(0, 0, 1));

        assertThat(BootstrapT.of(data, 5).orElseThrow().quantile(0.999)).isEqualTo(Double.MAX_VALUE);
    }

    @Test
    void of_tooFewUnitsOrNoSpread_isEmpty() {
        assertThat(BootstrapT.of(UnitData.of(PermutationTestTest.column(1), PermutationTestTest.column(1, 2)), 1))
                .isEmpty();
        assertThat(BootstrapT.of(UnitData.of(PermutationTestTest.column(1, 1), PermutationTestTest.column(2, 2)), 1))
                .isEmpty();
    }

    @Test
    void of_noSamples_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BootstrapT.of(drawn(1, 5, 5, false), 0, 1))
                .withMessage("samples == 0, must be >= 1");
    }

    @Test
    void unitEvidence_ofUnits_holdsTestAndQuantiles() {
        UnitData data = drawn(2, 90, 40, true);

        UnitEvidence evidence = UnitEvidence.of(data, 0.05, 7).orElseThrow();

        PermutationTest.Result.Tested tested =
                (PermutationTest.Result.Tested) PermutationTest.ofSeed(7).test(data);
        BootstrapT drawn = BootstrapT.of(data, 7).orElseThrow();
        assertThat(evidence.pValue()).isEqualTo(tested.pValue());
        assertThat(evidence.below()).isEqualTo(drawn.quantile(0.975));
        assertThat(evidence.above()).isEqualTo(-drawn.quantile(0.025));
    }

    @Test
    void unitEvidence_noneToBeHad_isEmpty() {
        assertThat(UnitEvidence.of(
                        UnitData.of(PermutationTestTest.column(1), PermutationTestTest.column(1, 2)), 0.05, 7))
                .isEmpty();
        assertThat(UnitEvidence.of(
                        UnitData.of(PermutationTestTest.column(1, 1), PermutationTestTest.column(2, 2)), 0.05, 7))
                .isEmpty();
    }

    /** Lognormal values, 40 against 400: Welch's interval misses too often, bootstrap-t less so. */
    @Test
    void quantile_skewedUnequalArms_coversBetterThanWelch() {
        long seed = 17;
        Random random = new Random(seed);
        int runs = 300;
        int bootstrap = 0;
        int welch = 0;
        for (int run = 0; run < runs; run++) {
            double[] c = random.doubles(400)
                    .map(x -> Math.exp(random.nextGaussian()))
                    .toArray();
            double[] t =
                    random.doubles(40).map(x -> Math.exp(random.nextGaussian())).toArray();
            UnitData data = UnitData.of(PermutationTestTest.column(c), PermutationTestTest.column(t));
            BootstrapT drawn = BootstrapT.of(data, 399, run).orElseThrow();
            UnitData.Effect effect = Assignment.observed(data).effect();
            double lower = effect.value() - drawn.quantile(0.975) * effect.standardError();
            double upper = effect.value() - drawn.quantile(0.025) * effect.standardError();
            bootstrap += lower <= 0 && upper >= 0 ? 1 : 0;
            welch += Math.abs(effect.statistic()) <= 2 ? 1 : 0;
        }

        assertThat(bootstrap)
                .as("seed %d, Welch %d", seed, welch)
                .isGreaterThan(welch)
                .isGreaterThan(273);
    }
}
