package northstar.measurement.activity;

import static northstar.measurement.activity.EventTrial.activity;
import static northstar.measurement.activity.EventTrial.at;
import static northstar.measurement.activity.EventTrial.exposure;
import static northstar.measurement.activity.EventTrial.hour;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.Metric;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.lake.Activity;
import northstar.lake.engine.DuckDb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lake with one unit in control, and how much is counted there. */
abstract class BordersLab {
    static final Instant EXPOSED = hour(30);
    static final Duration TICK = Duration.ofNanos(1_000);

    @TempDir
    Path folder;

    RowsLake lake;

    @BeforeEach
    void lake() {
        lake = new RowsLake(folder).exposed(exposure("c", "control", EXPOSED));
    }

    Measurement look(PinnedExperiment pinned, Instant at) {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            return new LakeMeasurement(engine, lake)
                    .look(pinned, at, List.of(), FixedLevels.NONE)
                    .measurement();
        }
    }

    Measurement look(Metric... metrics) {
        PinnedExperiment pinned = new EventTrial().metrics(metrics).pinned();
        return look(pinned, pinned.finalLook());
    }

    static BigDecimal sumOf(Measurement look, String variant, String metric) {
        return sumOf(look, variant, metric, 0);
    }

    static BigDecimal sumOf(Measurement look, String variant, String metric, int variable) {
        Moments moments = look.variants().get(variant);
        assertThat(moments).isNotNull();
        MetricMoments found = moments.metrics().get(metric);
        assertThat(found).isNotNull();
        return found.sums().values().get(variable);
    }

    static long units(Measurement look, String variant) {
        Moments moments = look.variants().get(variant);
        return moments == null ? 0 : moments.units();
    }

    BigDecimal buys(Metric metric, Activity... activities) {
        lake.did(activities);
        return sumOf(look(metric), "control", metric.key());
    }

    static Activity buy(Instant at, double value) {
        return activity("c", "buy", at, value);
    }

    static Map<String, MetricMoments> metrics(Measurement look) {
        Moments moments = look.variants().get("control");
        return moments == null ? Map.of() : moments.metrics();
    }
}
