package northstar.measurement.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.PowerSums;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Defects that other tools show when they measure a running experiment from its events, none of them ours. */
class MeasurementDefectsTest {
    private static final String KEY = "raw/orders.ndjson";
    private static final Instant FIRST_PUT = EventTrial.hour(96);
    private static final Instant LAST_LOOK = EventTrial.hour(24 * 7);

    @TempDir
    Path folder;

    private static final PinnedExperiment PINNED = new EventTrial()
            .metrics(EventTrial.sum("revenue", "buy", EventTrial.days(1)))
            .pinned();

    private static List<Exposure> exposures() {
        List<Exposure> rows = new ArrayList<>();
        for (int u = 0; u < 20; u++) {
            rows.add(EventTrial.exposure("u" + u, u % 2 == 0 ? "control" : "treatment", EventTrial.hour(1 + 4 * u)));
        }
        return rows;
    }

    private static List<Activity> orders(double value) {
        List<Activity> rows = new ArrayList<>();
        for (int u = 0; u < 20; u++) {
            Instant at = EventTrial.hour(2 + 4 * u);
            rows.add(new Activity("u" + u, "buy", at, "order-" + u, value + u, null));
        }
        return rows;
    }

    private static Look look(RawLake lake, Look before) {
        try (DuckDb engine = lake.engine()) {
            return lake.measurement(engine)
                    .look(
                            PINNED,
                            LAST_LOOK,
                            before == null ? List.of() : before.cohorts(),
                            before == null ? FixedLevels.NONE : before.fixed());
        }
    }

    private static PowerSums control(Look look) {
        return look.measurement()
                .variants()
                .get("control")
                .metrics()
                .get("revenue")
                .sums();
    }

    /**
     * GrowthBook takes rows that are newer than the newest one it has seen, Eppo those of the last 48 hours: what belongs to
     * an earlier time and comes in later is missed until everything is measured again.
     */
    @Test
    void growthBook_rowThatComesDaysLate_isMissedByIncrementalMeasurementOursHasIt() {
        RawLake lake = new RawLake(folder.resolve("late"), 1);
        lake.put(KEY, exposures(), orders(10), FIRST_PUT);
        lake.land(lake.lake());
        Look first = look(lake, null);
        Activity late = new Activity("u0", "buy", EventTrial.hour(3), "late", 1_000.0, null);
        lake.put("raw/late.ndjson", List.of(), List.of(late), LAST_LOOK);
        lake.land(lake.lake());

        Look second = look(lake, first);

        assertThat(control(second).mean(0) - control(first).mean(0)).isCloseTo(100, within(1e-9));
        assertThat(second.measured()).hasSize(1);
        assertThat(second.measurement()).isEqualTo(look(lake, null).measurement());
    }

    /** The same tools: an object that is written anew, with other numbers under old times, is not looked at again. */
    @Test
    void growthBook_rowsThatAreRestated_keepTheirOldValuesOursDoNot() {
        RawLake lake = new RawLake(folder.resolve("restated"), 1);
        lake.put(KEY, exposures(), orders(10), FIRST_PUT);
        lake.land(lake.lake());
        Look first = look(lake, null);
        lake.put(KEY, exposures(), orders(17), LAST_LOOK);
        lake.land(lake.lake(), KEY);

        Look second = look(lake, first);

        assertThat(control(second).mean(0)).isCloseTo(control(first).mean(0) + 7, within(1e-9));
        assertThat(second.measurement()).isEqualTo(look(lake, null).measurement());
    }

    /** Eppo: metrics whose window is over for each unit (aged windows) are not adjusted, and nobody is told. */
    @Test
    void eppo_metricOfAMatureWindow_losesItsCovariatesOursKeepsThem() {
        PinnedExperiment pinned = new EventTrial()
                .metrics(EventTrial.sum("revenue", "buy", EventTrial.days(1)))
                .lookback(Duration.ofDays(2))
                .pinned();
        RowsLake lake = new RowsLake(folder.resolve("mature"));
        for (int u = 0; u < 40; u++) {
            lake.exposed(EventTrial.exposure("u" + u, u % 2 == 0 ? "control" : "treatment", EventTrial.hour(1)))
                    .did(
                            EventTrial.activity("u" + u, "buy", EventTrial.hour(-20), 5.0 + u),
                            EventTrial.activity("u" + u, "buy", EventTrial.hour(2), 7.0 + u + u % 3));
        }

        MetricMoments moments;
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            moments = new LakeMeasurement(engine, lake)
                    .look(pinned, LAST_LOOK, List.of(), FixedLevels.NONE)
                    .measurement()
                    .variants()
                    .get("control")
                    .metrics()
                    .get("revenue");
        }

        assertThat(moments.covariates()).isNotEmpty();
        assertThat(moments.sums().n()).isEqualTo(20);
        double explained = Math.pow(moments.sums().covariance(0, 1), 2)
                / (moments.sums().covariance(0, 0) * moments.sums().covariance(1, 1));
        assertThat(explained).isGreaterThan(0.9);
    }
}
