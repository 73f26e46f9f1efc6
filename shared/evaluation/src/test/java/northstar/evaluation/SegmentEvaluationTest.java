package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.evaluation.Effect;
import northstar.domain.evaluation.Effect.Role;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Segment;
import northstar.evaluation.Trial.Look;
import org.junit.jupiter.api.Test;

/** The units of one segment alone. */
class SegmentEvaluationTest {
    private static final Segment WEB = new Segment("platform", "web");

    private static Measurement split(Look all, Look web) {
        Measurement whole = all.measurement();
        return new Measurement(
                whole.experiment(),
                whole.at(),
                whole.definition(),
                whole.variants(),
                0,
                whole.engine(),
                0,
                List.of(),
                new TreeMap<>(Map.of(WEB, web.measurement().variants())));
    }

    private static Look both(long n, double control, double ranked) {
        return new Look().arm("control", "nights", n, control, 1.0).arm("ranked", "nights", n, ranked, 1.0);
    }

    @Test
    void segment_ofASplitMeasurement_comparesItsUnitsAlone() {
        PinnedExperiment pinned = Trial.halves().indicator("searches").pinned();

        List<Effect> effects = Evaluator.segment(pinned, split(both(9_000, 2.0, 2.0), both(1_000, 2.0, 2.2)), WEB);

        Effect northStar = effects.getFirst();
        assertThat(northStar.role()).isEqualTo(Role.NORTH_STAR);
        assertThat(northStar.control().n()).isEqualTo(1_000);
        assertThat(northStar.relative().value()).isCloseTo(0.1, within(1e-12));
        assertThat(northStar.pValue()).isBetween(1e-6, 1e-4);
        assertThat(effects).hasSize(2);
        assertThat(effects.getLast().undefined()).isNotNull();
    }

    @Test
    void segment_ofAMeasurementThatIsNotSplitSo_isNothing() {
        PinnedExperiment pinned = Trial.halves().pinned();

        assertThat(Evaluator.segment(pinned, split(both(10, 1, 1), both(10, 1, 1)), new Segment("platform", "tv")))
                .isEmpty();
    }
}
