package northstar.functions.measure;

import static northstar.functions.measure.Laboratory.DAY_3;
import static northstar.functions.measure.Laboratory.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.Measurement;
import northstar.events.ContentHash;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.ExperimentMeasured;
import northstar.lake.DaySeals;
import northstar.lake.SealLease;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeLooksTest {
    private static final String METRICS = """
            {"booked": {"type": "mean", "event": "booked", "value": "value", "window": "P2D"},
             "saved": {"type": "proportion", "event": "saved", "window": "P1D"}}""";

    /** The end, the longest window, and a day of lateness. */
    private static final Instant FINAL = Instant.parse("2026-10-18T00:00:00Z");

    @TempDir
    private Path folder;

    private Laboratory laboratory;
    private PinnedExperiment pinned;

    @BeforeEach
    void define() {
        laboratory = new Laboratory(folder.resolve("lake"));
        pinned = laboratory.define(Laboratory.EVENTS, METRICS);
    }

    private static String exposure(int unit, String variant, String at) {
        return "{\"experiment\": \"search\", \"variant\": \"%s\", \"unit\": \"u-%d\", \"at\": \"%s\"}\n"
                .formatted(variant, unit, at);
    }

    private static String booking(int unit, String at, double value) {
        return "{\"unit\": \"u-%d\", \"event\": \"booked\", \"at\": \"%s\", \"id\": \"b-%d-%s\", \"value\": %s}\n"
                .formatted(unit, at, unit, at, value);
    }

    /** Four units on the first day, two more on the fifth. */
    private static String lines() {
        StringBuilder lines = new StringBuilder();
        for (int unit = 0; unit < 6; unit++) {
            String day = unit < 4 ? "2026-10-01" : "2026-10-05";
            lines.append(exposure(unit, unit % 2 == 0 ? "control" : "ranked", day + "T08:00:00Z"));
            lines.append(booking(unit, day + "T09:00:00Z", unit + 1));
        }
        return lines.toString();
    }

    private void landAll() {
        assertThat(laboratory.land(START, "raw/1.ndjson", lines())).isEmpty();
    }

    private List<Measurement> replay(Instant asOf) {
        DuckDb.Limits limits = new DuckDb.Limits(128, 1, folder.resolve("spill"));
        try (DuckDb engine = new DuckDb(limits)) {
            return new LakeMeasurement(engine, new DaySeals(limits, laboratory.lake, SealLease.NONE))
                    .replay(pinned, asOf);
        }
    }

    private ExperimentMeasured measured(Instant at, boolean isFinal) {
        return new ExperimentMeasured(
                "search",
                at,
                isFinal,
                ContentHash.of(laboratory.measurement(pinned, at).orElseThrow()));
    }

    @Test
    void due_measuresWhatWasThereAtItsTime() {
        landAll();

        List<Message> answers = laboratory.due(DAY_3);

        assertThat(answers).containsExactly(measured(DAY_3, false));
        assertThat(laboratory.mean(pinned, DAY_3, "control", "booked")).isEqualTo(2);
        assertThat(laboratory.mean(pinned, DAY_3, "ranked", "booked")).isEqualTo(3);
        assertThat(laboratory.stores.cohorts().all("search", pinned.hash())).hasSize(1);
    }

    @Test
    void dueWithoutAnyExposure_isSaidToBeStale() {
        assertThat(laboratory.due(DAY_3)).singleElement().isInstanceOfSatisfying(AttentionNeeded.class, attention -> {
            assertThat(attention.kind()).isEqualTo(AttentionNeeded.Kind.DATA_STALE);
            assertThat(attention.at()).isEqualTo(DAY_3);
        });
        assertThat(laboratory.measurement(pinned, DAY_3)).isEmpty();
    }

    @Test
    void dueBeforeTheStart_isNothing() {
        assertThat(laboratory.due(START)).isEmpty();
    }

    @Test
    void looksInTurn_endAsOnePassOverTheLake() {
        landAll();

        for (Instant at = START.plus(Duration.ofDays(1)); at.isBefore(FINAL); at = at.plus(Duration.ofDays(1))) {
            laboratory.due(at);
        }

        assertThat(laboratory.due(FINAL)).containsExactly(measured(FINAL, true));
        assertThat(laboratory.measurement(pinned, FINAL)).contains(replay(FINAL).getLast());
        assertThat(laboratory.stores.measurements().times("search", pinned.hash()))
                .containsExactlyElementsOf(
                        replay(FINAL).stream().map(Measurement::at).toList());
    }

    @Test
    void lookThatComesAfterALaterOne_measuresItsOwnTime() {
        landAll();
        laboratory.due(FINAL);
        Measurement last = laboratory.measurement(pinned, FINAL).orElseThrow();

        assertThat(laboratory.due(DAY_3)).containsExactly(measured(DAY_3, false));
        assertThat(laboratory.measurement(pinned, DAY_3).orElseThrow().variants())
                .isEqualTo(replay(DAY_3).getLast().variants());
        laboratory.due(FINAL);
        assertThat(laboratory.measurement(pinned, FINAL)).contains(last);
    }

    /** A regular look that was due after a stop, or a schedule that rounds up. */
    @Test
    void dueAfterTheFinalLook_isTheFinalLook() {
        landAll();

        assertThat(laboratory.due(FINAL.plusSeconds(1))).containsExactly(measured(FINAL, true));
    }

    @Test
    void lateData_beforeTheFinalLook_isLeftToTheNextLook() {
        landAll();
        laboratory.due(DAY_3);

        assertThat(laboratory.land(DAY_3, "raw/2.ndjson", booking(0, "2026-10-02T07:59:59Z", 10)))
                .isEmpty();
        laboratory.due(DAY_3.plus(Duration.ofDays(1)));
        assertThat(laboratory.mean(pinned, DAY_3, "control", "booked")).isEqualTo(2);
        assertThat(laboratory.mean(pinned, DAY_3.plus(Duration.ofDays(1)), "control", "booked"))
                .isEqualTo(7);
    }

    @Test
    void lateData_afterTheFinalLook_makesItAgain() {
        landAll();
        laboratory.due(FINAL);

        assertThat(laboratory.land(FINAL, "raw/2.ndjson", booking(0, "2026-10-02T07:59:59Z", 10)))
                .containsExactly(measured(FINAL, true));
        assertThat(laboratory.measurement(pinned, FINAL)).contains(replay(FINAL).getLast());
    }

    @Test
    void restatedObject_afterTheFinalLook_makesItAgain() {
        landAll();
        laboratory.due(FINAL);

        laboratory.land(FINAL, "raw/1.ndjson", lines().replace("\"value\": 1.0", "\"value\": 101.0"));

        assertThat(laboratory.mean(pinned, FINAL, "control", "booked")).isEqualTo((101 + 3 + 5) / 3.0);
    }

    @Test
    void dataOfOtherDays_makeNoLookAgain() {
        landAll();
        laboratory.due(FINAL);

        assertThat(laboratory.land(FINAL, "raw/2.ndjson", booking(0, "2026-10-20T00:00:00Z", 10)))
                .isEmpty();
        assertThat(laboratory.land(FINAL, "raw/3.ndjson", booking(0, "2026-09-20T00:00:00Z", 10)))
                .isEmpty();
    }

    @Test
    void crashBetweenAnyTwoWrites_isHealedByTheSameEvent(@TempDir Path other) {
        landAll();
        laboratory.due(FINAL);
        Measurement expected = laboratory.measurement(pinned, FINAL).orElseThrow();
        int crashes = 0;
        for (boolean isDone = false; !isDone; crashes++) {
            Laboratory crashing = new Laboratory(other.resolve("lake-" + crashes));
            crashing.define(Laboratory.EVENTS, METRICS);
            crashing.land(START, "raw/1.ndjson", lines());
            CrashingStores stores = new CrashingStores(crashing.stores, crashes);
            crashing.restart(stores);
            try {
                crashing.due(FINAL);
                isDone = true;
            } catch (CrashingStores.CrashException crash) {
                crashing.surroundings.moveTo(crashing.surroundings.now().plus(Duration.ofMinutes(10)));
                assertThat(crashing.due(FINAL)).hasSize(1);
            }
            assertThat(crashing.measurement(pinned, FINAL)).contains(expected);
        }
        // two kinds are sealed, levels fixed, two cohorts and a measurement stored
        assertThat(crashes).isGreaterThan(6);
    }
}
