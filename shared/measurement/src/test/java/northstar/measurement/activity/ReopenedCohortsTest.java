package northstar.measurement.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.definition.Source.Activities;
import northstar.domain.definition.Source.Aggregate;
import northstar.domain.definition.Source.Occurrence;
import northstar.domain.definition.Window;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Measurement;
import northstar.domain.moments.PowerSums;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReopenedCohortsTest {
    @TempDir
    Path folder;

    private static final PinnedExperiment PINNED = new EventTrial()
            .metrics(EventTrial.sum("revenue", "buy", EventTrial.days(1)))
            .pinned();

    private Look look(RowsLake lake, PinnedExperiment pinned, Instant at, Look before) {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            return new LakeMeasurement(engine, lake)
                    .look(
                            pinned,
                            at,
                            before == null ? List.of() : before.cohorts(),
                            before == null ? FixedLevels.NONE : before.fixed());
        }
    }

    private RowsLake sixtyUnits(String name) {
        RowsLake lake = new RowsLake(folder.resolve(name));
        for (int u = 0; u < 60; u++) {
            lake.exposed(EventTrial.exposure("u" + u, u % 2 == 0 ? "control" : "treatment", EventTrial.hour(1)))
                    .did(EventTrial.activity("u" + u, "buy", EventTrial.hour(2), Math.exp(Math.sin(u))));
        }
        return lake.did(EventTrial.activity("late", "buy", EventTrial.hour(5), 123456.789));
    }

    /** A unit that is left out still tells how many places the sums of its cohort have. */
    @Test
    void look_unitArrivesThatMetTwoVariants_opensItsCohort() {
        RowsLake lake = sixtyUnits("crossed");
        Look first = look(lake, PINNED, EventTrial.hour(72), null);
        lake.exposed(
                EventTrial.exposure("late", "control", EventTrial.hour(2)),
                EventTrial.exposure("late", "treatment", EventTrial.hour(3)));

        Look second = look(lake, PINNED, EventTrial.hour(72), first);

        assertThat(second.measurement().multiplyExposedUnits()).isEqualTo(1);
        assertThat(second.measurement())
                .isEqualTo(look(lake, PINNED, EventTrial.hour(72), null).measurement());
    }

    @Test
    void look_nothingNew_measuresNothingAgain() {
        RowsLake lake = sixtyUnits("same");
        Look first = look(lake, PINNED, EventTrial.hour(72), null);

        Look second = look(lake, PINNED, EventTrial.hour(72), first);

        assertThat(first.measured()).hasSize(1);
        assertThat(second.measured()).isEmpty();
        assertThat(second.measurement()).isEqualTo(first.measurement());
    }

    @Test
    void look_covariatesAreStatedAnew_measuresItsCohortsAgain() {
        RowsLake lake = sixtyUnits("covariates");
        Look first = look(lake, PINNED, EventTrial.hour(72), null);
        PinnedExperiment adjusted = new EventTrial()
                .metrics(EventTrial.sum("revenue", "buy", EventTrial.days(1)))
                .lookback(Duration.ofDays(2))
                .pinned();

        Look second = look(lake, adjusted, EventTrial.hour(72), first);

        assertThat(second.measured()).hasSize(1);
        assertThat(second.measurement())
                .isEqualTo(look(lake, adjusted, EventTrial.hour(72), null).measurement());
    }

    @Test
    void look_startIsStatedAnew_measuresItsCohortsAgain() {
        RowsLake lake = sixtyUnits("start");
        Look first = look(lake, PINNED, EventTrial.hour(72), null);
        PinnedExperiment later = new EventTrial()
                .metrics(EventTrial.sum("revenue", "buy", EventTrial.days(1)))
                .window(EventTrial.hour(0.5), EventTrial.hour(96))
                .pinned();

        assertThat(look(lake, later, EventTrial.hour(72), first).measured()).hasSize(1);
    }

    @Test
    void look_folderWhoseNameIsAPattern_readsThatFolderAlone() {
        Measurement plain =
                look(sixtyUnits("star"), PINNED, EventTrial.hour(72), null).measurement();

        for (String name : List.of("st*r", "st?r", "[s]tar", "cu{0}rl", "a'b")) {
            assertThat(look(sixtyUnits(name), PINNED, EventTrial.hour(72), null).measurement())
                    .isEqualTo(plain);
        }
    }

    @Test
    void look_valueBeyondAllAmounts_leavesTheSkewnessUnknownAndMeasuresTheRest() {
        RowsLake lake = sixtyUnits("huge").did(EventTrial.activity("u0", "buy", EventTrial.hour(3), 9e14));

        PowerSums sums = look(lake, PINNED, EventTrial.hour(72), null)
                .measurement()
                .variants()
                .get("control")
                .metrics()
                .get("revenue")
                .sums();

        assertThat(sums.cubes()).isNull();
        assertThat(sums.mean(0)).isGreaterThan(2e13);
    }

    @Test
    void look_propertyBeyondAllAmounts_hasNoValue() {
        Activities amount = new Activities("buy", "amt", Aggregate.SUM, Map.of(), Occurrence.EVERY);
        PinnedExperiment pinned = new EventTrial()
                .metrics(EventTrial.counted("amount", amount, Window.OPEN))
                .pinned();
        RowsLake lake = new RowsLake(folder.resolve("property"))
                .exposed(EventTrial.exposure("a", "control", EventTrial.hour(1)))
                .did(
                        EventTrial.activity("a", "buy", EventTrial.hour(2), null, "{\"amt\":\"1e30\"}"),
                        EventTrial.activity("a", "buy", EventTrial.hour(3), null, "{\"amt\":\"NaN\"}"),
                        EventTrial.activity("a", "buy", EventTrial.hour(4), null, "{\"amt\":\"3.5\"}"));

        assertThat(look(lake, pinned, pinned.finalLook(), null)
                        .measurement()
                        .variants()
                        .get("control")
                        .metrics()
                        .get("amount")
                        .sums()
                        .mean(0))
                .isCloseTo(3.5, within(1e-15));
    }
}
