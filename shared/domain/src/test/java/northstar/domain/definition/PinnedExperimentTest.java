package northstar.domain.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PinnedExperimentTest {
    private static final NorthStar GUARDED =
            Samples.northStar(new Guardrail("load", 0.5), new Guardrail("complaints", 0.02));

    @Test
    void metricKeys_nameTheNorthStarFirstAndInheritedGuardrails() {
        assertThat(PinnedExperiment.metricKeys(Samples.halves(), GUARDED))
                .containsExactly("nights-booked", "searches", "load", "complaints", "visits");
    }

    @Test
    void guardrails_ofTheExperiment_goBeforeInheritedOnes() {
        assertThat(Samples.pinned(Samples.halves(), GUARDED).guardrails())
                .containsExactly(new Guardrail("load", 0.02), new Guardrail("complaints", 0.02));
    }

    @Test
    void metric_thatIsNotUsed_isRefused() {
        PinnedExperiment pinned = Samples.pinned(Samples.halves(), Samples.northStar());

        assertThat(pinned.northStarMetric().key()).isEqualTo("nights-booked");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pinned.metric("nope"))
                .withMessage("metric == \"nope\", must be used by experiment search-ranking-v2");
    }

    @Test
    void metrics_notAllDefined_areRefused() {
        CurrentExperiment current = new CurrentExperiment(Samples.halves(), 1, Samples.START, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PinnedExperiment(current, Samples.northStar(), new TreeMap<>(), "hash"))
                .withMessage("metric \"nights-booked\" == absent, must be defined");
    }

    @Test
    void finalLook_ofATable_isTheEnd() {
        PinnedExperiment pinned = Samples.pinned(Samples.halves(), Samples.northStar());

        assertThat(pinned.finalLook()).isEqualTo(Samples.END);
        assertThat(pinned.isFinal(Samples.END)).isTrue();
        assertThat(pinned.isFinal(Samples.END.minusMillis(1))).isFalse();
    }

    @Test
    void finalLook_ofEvents_waitsForTheLongestWindowAndLateData() {
        Experiment experiment = Samples.experiment(
                Analysis.Method.FIXED,
                new DataSource.Events(),
                new Variant("control", 0.5, true),
                new Variant("ranked", 0.5, false));

        assertThat(Samples.pinned(experiment, Samples.northStar()).finalLook())
                .isEqualTo(Samples.END.plus(Duration.ofDays(8)));
    }
}
