package northstar.domain.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {
    private static Variant variant(String key, @Nullable Double weight) {
        return new Variant(key, weight, key.equals("control"));
    }

    @Test
    void treatments_leaveOutTheControl() {
        assertThat(Samples.halves().control().key()).isEqualTo("control");
        assertThat(Samples.halves().treatments()).extracting(Variant::key).containsExactly("ranked");
    }

    @Test
    void namedMetrics_areEachNamedOnce() {
        assertThat(Samples.halves().namedMetrics()).containsExactly("searches", "load", "visits");
    }

    @Test
    void withEnd_changesNothingElse() {
        Experiment experiment = Samples.halves();

        Experiment shorter = experiment.withEnd(Samples.END.minusSeconds(60));

        assertThat(shorter.end()).isEqualTo(Samples.END.minusSeconds(60));
        assertThat(shorter.withEnd(Samples.END)).isEqualTo(experiment);
    }

    @Test
    void weights_leftOutTogether_meanAnUnknownAllocation() {
        assertThat(Samples.experiment(variant("control", null), variant("ranked", null))
                        .isAllocationKnown())
                .isFalse();
        assertThat(Samples.halves().isAllocationKnown()).isTrue();
    }

    @Test
    void weights_leftOutInSomeVariants_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.experiment(variant("control", 0.5), variant("ranked", null)))
                .withMessage("variants with a weight == 1, must be all 2 or none");
    }

    @Test
    void weights_thatDoNotSumToOne_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.experiment(variant("control", 0.5), variant("ranked", 0.4)))
                .withMessage("sum of variants[].weight == 0.9, must be 1 within 1.0E-6");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.5, Double.NaN})
    void weight_outsideItsRange_isRefused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variant("ranked", weight))
                .withMessage("weight == " + weight + ", must be in (0, 1]");
    }

    @Test
    void controls_notExactlyOne_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.experiment(variant("a", 0.5), variant("b", 0.5)))
                .withMessage("variants with control: true == 0, must be exactly 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.experiment(new Variant("a", 0.5, true), new Variant("b", 0.5, true)))
                .withMessage("variants with control: true == 2, must be exactly 1");
    }

    @Test
    void variants_fewerThanTwoOrMoreThanFifty_areRefused() {
        Variant[] many = IntStream.range(0, 51)
                .mapToObj(i -> new Variant("v" + i, null, i == 0))
                .toArray(Variant[]::new);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.experiment(variant("control", 1.0)))
                .withMessage("variants.length == 1, must be in [2, 50]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.experiment(many))
                .withMessage("variants.length == 51, must be in [2, 50]");
    }

    @Test
    void variants_ofTheSameKey_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Samples.experiment(variant("control", 0.4), variant("ranked", 0.3), variant("ranked", 0.3)))
                .withMessage("variants[2].key == \"ranked\", must be named only once");
    }

    @Test
    void end_notAfterStart_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Samples.halves().withEnd(Samples.START))
                .withMessage("end == 2026-10-01T00:00:00Z, must be after start (2026-10-01T00:00:00Z)");
    }

    @Test
    void looks_closerThanADay_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Analysis(
                        Analysis.Method.ANYTIME, 0.05, 0.8, 0.02, Duration.ofHours(12), null, new Covariates.None()))
                .withMessage("looks == PT12H, must be at least P1D");
    }

    private static Analysis sharing(Analysis.Method method, ErrorSpending spending) {
        return new Analysis(method, 0.05, 0.8, null, Duration.ofDays(1), null, new Covariates.None(), spending);
    }

    @Test
    void spending_ofAMethodThatSharesNoError_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sharing(Analysis.Method.FIXED, new ErrorSpending.Pocock()))
                .withMessage("spending == Pocock[], must be left out unless method is group-sequential");
        assertThat(sharing(Analysis.Method.FIXED, ErrorSpending.USUAL).spending())
                .isEqualTo(new ErrorSpending.OBrienFleming());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 10.1, Double.NaN})
    void spending_ofAPowerOutOfRange_isRefused(double exponent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ErrorSpending.Power(exponent))
                .withMessage("power == " + exponent + ", must be in (0, 10]");
    }

    @Test
    void plannedUnits_belowOne_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Analysis(
                        Analysis.Method.ANYTIME, 0.05, 0.8, null, Duration.ofDays(1), 0L, new Covariates.None()))
                .withMessage("plannedUnits == 0, must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "-first", "a_b", "0123456789012345678901234567890123456789012345678"})
    void key_ofAnotherForm_isRefused(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variant(key, 0.5))
                .withMessage("key == \"" + key + "\", must match ^[a-z0-9][a-z0-9-]{0,47}$");
    }
}
