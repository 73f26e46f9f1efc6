package northstar.domain.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import northstar.domain.Reason;
import northstar.domain.evaluation.Status;
import northstar.domain.evaluation.Verdict;
import northstar.domain.ranking.VariantResult.Basis;
import northstar.domain.ranking.VariantResult.Measured;
import northstar.domain.ranking.VariantResult.Scale;
import org.junit.jupiter.api.Test;

class VariantResultTest {
    @Test
    void yearly_isControlMeanTimesUnits() {
        assertThat(new Scale(0.5, 1_000, Basis.STATED).yearly()).isEqualTo(500);
    }

    @Test
    void result_withoutMeasuredEffect_saysWhy() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VariantResult(
                        "n",
                        "e",
                        "f",
                        "v",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Status.RUNNING,
                        Verdict.TOO_EARLY,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of()))
                .withMessage("undefined == null, must be given exactly where measured is absent");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VariantResult(
                        "n",
                        "e",
                        "f",
                        "v",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Status.RUNNING,
                        Verdict.TOO_EARLY,
                        new Measured(0.1, 0.1, 1.1, 0.1),
                        Reason.NO_VARIANCE,
                        null,
                        null,
                        null,
                        List.of()))
                .withMessageStartingWith("undefined == NO_VARIANCE");
    }

    @Test
    void measured_withoutUncertainty_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measured(0.1, 0, 1.1, 0.1))
                .withMessage("standardError == 0.0, must be finite and > 0");
    }

    @Test
    void isShipped_tellsWhetherAVariantIsOut() {
        assertThat(new FeatureState("f", "v", Instant.EPOCH).isShipped()).isTrue();
        assertThat(new FeatureState("f", null, Instant.EPOCH).isShipped()).isFalse();
    }
}
