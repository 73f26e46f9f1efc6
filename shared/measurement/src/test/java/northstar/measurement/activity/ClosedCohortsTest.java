package northstar.measurement.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;
import northstar.domain.definition.PinnedExperiment;
import northstar.domain.moments.FixedLevels;
import northstar.domain.moments.Measurement;
import northstar.lake.Kind;
import northstar.lake.Lake;
import northstar.lake.SealedDay;
import northstar.lake.SealedDays;
import northstar.lake.engine.DuckDb;
import northstar.measurement.activity.LakeMeasurement.Look;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units exposed on two days whose windows are over at the second look, and on a third one. */
class ClosedCohortsTest {
    private static final PinnedExperiment PINNED = new EventTrial()
            .metrics(EventTrial.sum("revenue", "buy", EventTrial.days(1)))
            .pinned();
    private static final Instant FIRST = EventTrial.hour(48);
    private static final Instant SECOND = EventTrial.hour(72);

    @TempDir
    Path folder;

    private RowsLake lake;

    @BeforeEach
    void exposeThirtyUnits() {
        lake = new RowsLake(folder.resolve("lake"));
        for (int u = 0; u < 30; u++) {
            double day = 24 * (u / 10);
            lake.exposed(EventTrial.exposure("u" + u, u % 2 == 0 ? "control" : "treatment", EventTrial.hour(day + 1)))
                    .did(EventTrial.activity("u" + u, "buy", EventTrial.hour(day + 2), 1.5 + u));
        }
    }

    private Look look(SealedDays days, Instant at, @Nullable Look before) {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(256, 1, folder))) {
            return new LakeMeasurement(engine, days)
                    .look(PINNED, at, before == null ? List.of() : before.cohorts(), FixedLevels.NONE);
        }
    }

    private Measurement anew(Instant at) {
        return look(lake, at, null).measurement();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("lake/events/exposed"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void loseExposures(LocalDate day) throws IOException {
        try (Stream<Path> tables = Files.list(folder.resolve("lake").resolve(Kind.EXPOSURES.table(day)))) {
            for (Path table : tables.toList()) {
                Files.delete(table);
            }
        }
    }

    @Test
    void look_afterADayIsClosed_readsNoExposuresOfItAgain() throws IOException {
        Look first = look(lake, FIRST, null);
        Measurement whole = anew(SECOND);
        loseExposures(LocalDate.of(2026, 3, 6));

        assertThat(look(lake, SECOND, first).measurement()).isEqualTo(whole);
    }

    @Test
    void look_unitOfAClosedDayIsExposedAgain_staysWhatItWas() {
        Look first = look(lake, FIRST, null);
        lake.exposed(
                EventTrial.exposure("u0", "control", EventTrial.hour(50)),
                EventTrial.exposure("u1", "control", EventTrial.hour(51)),
                EventTrial.exposure("u25", "control", EventTrial.hour(52)));

        Measurement second = look(lake, SECOND, first).measurement();

        assertThat(second).isEqualTo(anew(SECOND));
        assertThat(second.multiplyExposedUnits()).isEqualTo(1);
        assertThat(second.variants().get("control").units()).isEqualTo(15);
        assertThat(second.variants().get("treatment").units()).isEqualTo(14);
    }

    @Test
    void look_unitOfAClosedDayWasExposedEarlier_isStillCounted() {
        lake.exposed(
                EventTrial.exposure("u3", "treatment", EventTrial.hour(-30)),
                EventTrial.exposure("u23", "treatment", EventTrial.hour(-3)));
        Look first = look(lake, FIRST, null);

        Measurement second = look(lake, SECOND, first).measurement();

        assertThat(second).isEqualTo(anew(SECOND));
        assertThat(second.earlyExposedUnits()).isEqualTo(2);
    }

    @Test
    void look_exposureComesLate_opensItsDayAndAllAfter() throws IOException {
        look(lake, SECOND, look(lake, FIRST, null));
        List<Path> before = kept();
        Look first = look(lake, FIRST, null);
        lake.exposed(EventTrial.exposure("u15", "control", EventTrial.hour(3)));

        Look second = look(lake, SECOND, first);

        assertThat(second.measurement()).isEqualTo(anew(SECOND));
        assertThat(kept()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    @Test
    void look_activityOfAClosedDayComesLate_readsItsExposures() {
        Look first = look(lake, FIRST, null);
        lake.did(EventTrial.activity("u4", "buy", EventTrial.hour(5), 1000.0));

        Look second = look(lake, SECOND, first);

        assertThat(second.measured()).contains(LocalDate.of(2026, 3, 6));
        assertThat(second.measurement()).isEqualTo(anew(SECOND));
    }

    @Test
    void look_unitSharesTheFirstBitsWithOneOfAClosedDay_isNew() {
        List<String> alike = alike();
        lake.exposed(EventTrial.exposure(alike.getFirst(), "control", EventTrial.hour(1)));
        Look first = look(lake, FIRST, null);
        lake.exposed(EventTrial.exposure(alike.getLast(), "control", EventTrial.hour(50)));

        Measurement second = look(lake, SECOND, first).measurement();

        assertThat(second).isEqualTo(anew(SECOND));
        assertThat(second.variants().get("control").units()).isEqualTo(17);
    }

    /** Two names whose MD5s begin with the same 26 bits. */
    private static List<String> alike() {
        Map<Integer, String> met = new HashMap<>();
        for (int n = 0; ; n++) {
            String other = met.putIfAbsent(firstBits("n" + n), "n" + n);
            if (other != null) {
                return List.of(other, "n" + n);
            }
        }
    }

    private static int firstBits(String name) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
            return java.nio.ByteBuffer.wrap(md5).getInt() >>> 6;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void look_crashBetweenWrites_isMadeGoodByTheNextOne(int writes) {
        Look first = look(lake, FIRST, null);
        lake.exposed(EventTrial.exposure("u5", "control", EventTrial.hour(4)));
        assertThatThrownBy(() -> look(failing(writes), SECOND, first)).isInstanceOf(FailingLake.Crash.class);

        Look second = look(lake, SECOND, first);

        assertThat(second.measurement()).isEqualTo(anew(SECOND));
        assertThat(look(lake, EventTrial.hour(96), second).measurement()).isEqualTo(anew(EventTrial.hour(96)));
    }

    @Test
    void look_halfOfWhatWasKeptIsGone_readsTheExposures() throws IOException {
        Look first = look(lake, FIRST, null);
        Files.delete(kept().getLast());

        assertThat(look(lake, SECOND, first).measurement()).isEqualTo(anew(SECOND));
        assertThat(kept()).hasSize(4);
    }

    private SealedDays failing(int writes) {
        Lake failing = new FailingLake(lake.lake(), writes);
        return new SealedDays() {
            @Override
            public SortedSet<LocalDate> days(Kind kind) {
                return lake.days(kind);
            }

            @Override
            public List<SealedDay> seal(Kind kind, LocalDate from, LocalDate to) {
                return lake.seal(kind, from, to);
            }

            @Override
            public Lake lake() {
                return failing;
            }
        };
    }
}
