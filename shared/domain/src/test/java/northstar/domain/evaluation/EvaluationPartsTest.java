package northstar.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.domain.Reason;
import northstar.domain.evaluation.Effect.Adjustment;
import northstar.domain.evaluation.Effect.NonInferiority;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.evaluation.Effect.TestMethod;
import northstar.domain.evaluation.Health.MultipleExposure;
import northstar.domain.evaluation.Health.PreExposureBias;
import northstar.domain.evaluation.Health.SampleRatio;
import northstar.domain.moments.Segment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationPartsTest {
    private static final MultipleExposure SINGLE = new MultipleExposure(0, 0, true);

    private static Effect effect(Role role, @Nullable Double pValue, @Nullable Reason undefined) {
        Level level = new Level(10, 1.0, 0.1);
        return new Effect(
                "ranked",
                "nights",
                role,
                TestMethod.WELCH,
                Adjustment.NONE,
                level,
                level,
                Estimate.NONE,
                Estimate.NONE,
                pValue,
                pValue,
                0.95,
                0.0,
                null,
                null,
                undefined,
                List.of());
    }

    private static SampleRatio sampleRatio(@Nullable Boolean passed, @Nullable Reason undefined) {
        return new SampleRatio(Map.of("control", 1L), Map.of("control", 1.0), 0.5, 1.0, passed, undefined);
    }

    @Test
    void effect_withoutPValue_saysWhy() {
        assertThat(effect(Role.NORTH_STAR, null, Reason.NOT_FINAL).undefined()).isEqualTo(Reason.NOT_FINAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> effect(Role.NORTH_STAR, null, null))
                .withMessage("undefined == null, must be given exactly where pValue is absent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> effect(Role.NORTH_STAR, 0.5, Reason.NOT_FINAL))
                .withMessageStartingWith("undefined == NOT_FINAL");
    }

    @Test
    void effect_withAPValueOutsideItsRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> effect(Role.NORTH_STAR, Double.NaN, null))
                .withMessage("pValue == NaN, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> effect(Role.NORTH_STAR, 1.1, null))
                .withMessage("pValue == 1.1, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NonInferiority(0.1, 1.0, -0.1, false))
                .withMessage("pValue == -0.1, must be in [0, 1]");
    }

    @Test
    void estimate_neverHoldsWhatIsNotANumber() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Estimate(0.1, Double.POSITIVE_INFINITY, null, null))
                .withMessage("standardError == Infinity, must be finite");
    }

    @Test
    void northStarEffect_isThatOfTheVariant() {
        Effect northStar = effect(Role.NORTH_STAR, 0.5, null);
        Evaluation evaluation = new Evaluation(
                "e",
                "f",
                Status.RUNNING,
                Instant.EPOCH,
                1,
                false,
                Verdict.TOO_EARLY,
                List.of(),
                new Health(sampleRatio(true, null), SINGLE, null, List.of()),
                List.of(effect(Role.INDICATOR, 0.5, null), northStar),
                List.of(),
                new Provenance(1, "hash", "duckdb", "0.1.0"));

        assertThat(evaluation.northStarEffect("ranked")).contains(northStar);
        assertThat(evaluation.northStarEffect("control")).isEmpty();
        assertThat(northStar.withFamily(0.7, List.of(Reason.GATED)).adjustedPValue())
                .isEqualTo(0.7);
    }

    @Test
    void effect_withOtherIntervals_keepsWhatItIsAndItsPValues() {
        Effect effect = effect(Role.EXPLORATORY, 0.5, null);
        Estimate wider = new Estimate(1.0, 0.1, 0.7, 1.3);
        Level level = new Level(10, 1.0, 0.1);
        Effect other = new Effect(
                "ranked",
                "nights",
                Role.EXPLORATORY,
                TestMethod.WELCH,
                Adjustment.NONE,
                level,
                level,
                wider,
                Estimate.NONE,
                0.9,
                0.9,
                0.99,
                0.0,
                null,
                null,
                null,
                List.of());

        Effect copy = effect.withIntervals(other);

        assertThat(copy.absolute()).isEqualTo(wider);
        assertThat(copy.confidenceLevel()).isEqualTo(0.99);
        assertThat(copy.pValue()).isEqualTo(0.5);
    }

    @Test
    void reading_outsideItsRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reading("prior", 1.5, 0, 0, 0, null))
                .withMessage("chanceOfGain == 1.5, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reading("prior", 0.5, 0, Double.NaN, 0, null))
                .withMessage("relativeEffect == NaN, must be finite");
    }

    @Test
    void healthFindings_outsideTheirRange_areRefused() {
        Segment web = new Segment("platform", "web");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Health.SegmentRatio(web, Map.of(), Double.NaN))
                .withMessage("adjustedPValue == NaN, must be in [0, 1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Health.Surprise("ranked", Health.SurpriseKind.TINY_P_VALUE, 1, Double.NaN, web))
                .withMessage("limit == NaN, must be finite");
    }

    @Test
    void evaluation_countsLooksFromOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Evaluation(
                        "e",
                        "f",
                        Status.RUNNING,
                        Instant.EPOCH,
                        0,
                        false,
                        Verdict.TOO_EARLY,
                        List.of(),
                        new Health(sampleRatio(true, null), SINGLE, null, List.of()),
                        List.of(),
                        List.of(),
                        new Provenance(1, "hash", "duckdb", "0.1.0")))
                .withMessage("look == 0, must be at least 1");
    }

    @Test
    void health_isInvalid_whenAnInvalidatingCheckFails() {
        PreExposureBias alike = new PreExposureBias(List.of(), true);
        PreExposureBias biased = new PreExposureBias(List.of(), false);
        SampleRatio unknown = sampleRatio(null, Reason.ALLOCATION_UNKNOWN);

        assertThat(new Health(sampleRatio(false, null), SINGLE, null, List.of()).isInvalid())
                .isTrue();
        assertThat(new Health(sampleRatio(true, null), SINGLE, biased, List.of()).isInvalid())
                .isTrue();
        assertThat(new Health(unknown, new MultipleExposure(9, 0.5, false), alike, List.of()).isInvalid())
                .isFalse();
    }

    @Test
    void healthParts_outsideTheirRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampleRatio(true, Reason.ALLOCATION_UNKNOWN))
                .withMessageContaining("must be given exactly where passed is absent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MultipleExposure(1, Double.NaN, true))
                .withMessage("share == NaN, must be in [0, 1]");
    }
}
