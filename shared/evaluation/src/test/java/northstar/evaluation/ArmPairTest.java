package northstar.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import northstar.domain.Reason;
import northstar.domain.definition.Cap;
import northstar.domain.definition.Direction;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Source;
import northstar.domain.definition.Window;
import northstar.domain.moments.Immature;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.Moments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Why a metric is absent. */
class ArmPairTest {
    private static final Metric QUANTILE =
            new Metric.Quantile("ms", 0.9, new Source.Reported(), Window.OPEN, Direction.DOWN);

    private static Metric mean(@Nullable Cap cap) {
        return new Metric.Mean("ms", new Source.Reported(), Window.OPEN, Direction.UP, cap);
    }

    private static Reason absence(Metric metric, String engine, long units, long immature) {
        Measurement measurement = new Measurement(
                "trial",
                Instant.EPOCH,
                "hash",
                new TreeMap<>(Map.of("control", Moments.of(units, Map.of()), "treated", Moments.of(units, Map.of()))),
                0,
                engine,
                0,
                List.of(new Immature("control", "ms", immature, null), new Immature("control", "other", 99, null)));
        ArmPair pair = ArmPair.of(measurement, metric, "control", "treated");
        return ((ArmPair.None) pair).reason();
    }

    @Test
    void of_metricOfUnitsThatAreAllImmature_saysSo() {
        assertThat(absence(mean(null), "duckdb", 10, 20)).isEqualTo(Reason.IMMATURE);
        assertThat(absence(mean(new Cap.Value(3)), "duckdb", 10, 0)).isEqualTo(Reason.IMMATURE);
        assertThat(absence(mean(new Cap.Quantile(0.9, false)), "duckdb", 10, 20))
                .isEqualTo(Reason.IMMATURE);
    }

    @Test
    void of_capOrThresholdsNotFixedThoughUnitsAreMature_isPending() {
        assertThat(absence(mean(new Cap.Quantile(0.9, false)), "duckdb", 10, 19))
                .isEqualTo(Reason.CAP_PENDING);
        assertThat(absence(QUANTILE, "duckdb", 10, 0)).isEqualTo(Reason.CAP_PENDING);
    }

    @Test
    void of_nothingReported_isNoData() {
        assertThat(absence(mean(null), "reported", 10, 0)).isEqualTo(Reason.NO_DATA);
        assertThat(absence(mean(null), "duckdb", 0, 0)).isEqualTo(Reason.NO_DATA);
        assertThat(absence(QUANTILE, "reported", 10, 0)).isEqualTo(Reason.METHOD_NOT_AVAILABLE);
    }
}
