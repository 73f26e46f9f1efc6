package northstar.measurement.activity;

import static northstar.measurement.activity.EventTrial.activity;
import static northstar.measurement.activity.EventTrial.days;
import static northstar.measurement.activity.EventTrial.hour;
import static northstar.measurement.activity.EventTrial.sum;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import northstar.domain.definition.Metric;
import northstar.domain.definition.Window;
import northstar.domain.moments.MetricMoments;
import northstar.domain.moments.Moments;
import northstar.lake.engine.DuckDb;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was before an experiment. From day 0 to day 39 after the start of the lake, one new unit a day looks around at noon, buys
 * for 10 an hour later, and for 4 ten days after that; a unit that only looks comes every day.
 */
class HistoryTest {
    private static final int DAYS = 40;

    @TempDir
    private Path folder;

    private RowsLake lake;

    @BeforeEach
    void lake() {
        lake = new RowsLake(folder);
        for (int day = 0; day < DAYS; day++) {
            lake.did(
                    activity("new-" + day, "look", at(day, 12), null),
                    activity("new-" + day, "buy", at(day, 13), 10.0),
                    activity("regular", "look", at(day, 9), null));
            if (day + 10 < DAYS) {
                lake.did(activity("new-" + day, "buy", at(day + 10, 13), 4.0));
            }
        }
    }

    private static Instant at(int day, int hour) {
        return hour(24.0 * day + hour);
    }

    private Optional<History> history(EventTrial trial, int until, @Nullable String event) {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            return new LakeMeasurement(engine, lake).history(trial.pinned(), at(until, 0), event);
        }
    }

    private static EventTrial spending(Window window) {
        return trial(sum("spend", "buy", window));
    }

    private static EventTrial trial(Metric metric) {
        return new EventTrial().metrics(metric).window(at(60, 0), at(74, 0));
    }

    private static MetricMoments spend(History history) {
        Moments moments = history.measurement().variants().get("control");
        assertThat(moments).isNotNull();
        MetricMoments spend = moments.metrics().get("spend");
        assertThat(spend).isNotNull();
        return spend;
    }

    @Test
    void history_fourWeeks_endsWhereTheWindowsAreFull() {
        History history = history(spending(days(2)), DAYS, null).orElseThrow();

        assertThat(history.from()).isEqualTo(at(10, 0));
        assertThat(history.to()).isEqualTo(at(38, 0));
        // each day brings the new one and the one of ten days before, who is seen for the first time; the regular comes
        // once
        assertThat(history.units().getFirst()).isEqualTo(3);
        assertThat(history.units().get(9)).isEqualTo(21);
        assertThat(history.units().getLast()).isEqualTo(28 + 10 + 1);
    }

    @Test
    void history_entryByAnEvent_takesThoseInWhoDoIt() {
        History history = history(spending(days(2)), DAYS, "buy").orElseThrow();

        assertThat(history.units().getLast()).isEqualTo(38);
        MetricMoments spend = spend(history);
        assertThat(spend.sums().n()).isEqualTo(38);
        assertThat(spend.sums().values().getFirst()).isEqualByComparingTo("320"); // 28 of 10 and 10 of 4
    }

    @Test
    void history_eventThatNeverWas_hasNoUnits() {
        History history = history(spending(days(2)), DAYS, "sing").orElseThrow();

        assertThat(history.units()).containsOnly(0L);
        assertThat(history.measurement().units()).isZero();
    }

    @Test
    void history_covariates_areWhatWasBeforeTheEntry() {
        History history = history(spending(days(2)).lookback(Duration.ofDays(14)), DAYS, "buy")
                .orElseThrow();

        assertThat(history.from()).isEqualTo(at(14, 0));
        MetricMoments spend = spend(history);
        assertThat(spend.covariates()).isNotEmpty();
        // those who come back were there ten days before, for 10
        assertThat(spend.sums().values().get(1)).isEqualByComparingTo("100");
    }

    @Test
    void history_openWindow_isAsLongAsTheExperiment() {
        History history = history(spending(Window.OPEN), DAYS, "buy").orElseThrow();

        assertThat(history.from()).isEqualTo(at(DAYS - 14, 0));
        assertThat(history.units()).hasSize(14);
        assertThat(spend(history).sums().n()).isEqualTo(24);
    }

    @Test
    void history_lessThanAWeek_isNone() {
        assertThat(history(spending(days(2)), 9, null)).isPresent();
        assertThat(history(spending(days(2)), 8, null)).isEmpty();
        assertThat(history(spending(days(2)).lookback(Duration.ofDays(14)), 20, null))
                .isEmpty();
    }

    @Test
    void history_sameUnitsEveryDay_addNothing() {
        List<Long> units =
                history(spending(days(2)), DAYS, "look").orElseThrow().units();

        assertThat(units).isEqualTo(LongStream.rangeClosed(2, 29).boxed().toList());
    }
}
