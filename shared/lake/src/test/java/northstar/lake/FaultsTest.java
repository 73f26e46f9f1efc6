package northstar.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {
    private static final String LINE = TestLake.activity("i", "2026-10-01T00:00:00Z", "u", 1);

    @TempDir
    private Path folder;

    private static List<SealedDay> seal(TestLake lake, Lake other) {
        return lake.seals(other).seal(Kind.ACTIVITIES, LocalDate.MIN, LocalDate.MAX);
    }

    @Test
    void seal_partThatVanishesOnce_isTriedAgain() {
        TestLake lake = new TestLake(folder);
        lake.land("raw/a.ndjson", LINE);
        List<String> asked = new ArrayList<>();
        Lake other = new OtherwiseFetched(lake.lake, key -> {
            asked.add(key);
            return asked.size() == 1 ? Optional.empty() : lake.lake.fetch(key);
        });
        assertThat(seal(lake, other)).extracting(SealedDay::rows).containsExactly(1L);
    }

    @Test
    void seal_partsThatNeverRest_areGivenUp() {
        TestLake lake = new TestLake(folder);
        lake.land("raw/a.ndjson", LINE);
        assertThatThrownBy(() -> seal(lake, new OtherwiseFetched(lake.lake, key -> Optional.empty())))
                .hasMessage("parts are replaced faster than they are sealed");
    }

    @Test
    void seal_partThatCannotBeFetched_throws() {
        TestLake lake = new TestLake(folder);
        lake.land("raw/a.ndjson", LINE);
        Lake other = new OtherwiseFetched(lake.lake, key -> {
            throw new IllegalStateException("no network");
        });
        assertThatThrownBy(() -> seal(lake, other))
                .hasMessage("parts cannot be fetched")
                .hasRootCauseMessage("no network");
    }

    @Test
    void seal_interrupted_throwsAndStaysInterrupted() {
        TestLake lake = new TestLake(folder);
        lake.land("raw/a.ndjson", LINE);
        CountDownLatch never = new CountDownLatch(1);
        Lake slow = new OtherwiseFetched(lake.lake, key -> {
            try {
                assertThat(never.await(1, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Copies(slow, List.of("raw/a.ndjson"))).hasMessage("parts cannot be fetched");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void files_notFetched_throws() {
        TestLake lake = new TestLake(folder);
        try (Copies copies = new Copies(lake.lake, List.of("none"))) {
            assertThat(copies.isWhole()).isFalse();
            assertThatThrownBy(() -> copies.files(List.of("none"))).hasMessage("a part was not fetched");
        }
    }

    @Test
    void land_objectThatVanishesAtOnce_isNothing() {
        TestLake lake = new TestLake(folder);
        lake.put("raw/a.ndjson", LINE);
        Lake other = new OtherwiseFetched(lake.lake, key -> {
            lake.lake.delete(key);
            return Optional.empty();
        });
        assertThat(lake.landing(other).land("raw/a.ndjson")).isEmpty();
    }

    @Test
    void land_objectThatVanishesWhileItIsRead_staysLanded() {
        TestLake lake = new TestLake(folder);
        lake.put("raw/a.ndjson", LINE);
        Landing landing = new Landing(lake.limits, lake.lake, key -> (file, name, intake) -> {
            new RawReader().read(file, name, intake);
            lake.lake.delete(name);
        });
        assertThat(landing.land("raw/a.ndjson")).map(Landed::taken).contains(1L);
    }

    @Test
    void engine_anyFailure_saysOfWhichKindAlone() {
        TestLake lake = new TestLake(folder);
        try (Engine engine = new Engine(lake.limits)) {
            assertThatThrownBy(() -> engine.count("SELECT CAST('unit-7' AS INTEGER)"))
                    .hasMessage("the SQL engine fails: Conversion Error")
                    .hasNoCause();
            assertThatThrownBy(() -> engine.execute("SELECT error('unit-7')")).hasMessageNotContaining("unit-7");
            assertThatThrownBy(() -> engine.appender("none")).hasMessageStartingWith("the SQL engine fails: ");
        }
        assertThat(Engine.failure(new SQLException("unit-7"))).hasMessage("the SQL engine fails: for no known reason");
        assertThat(Engine.failure(new SQLException("unit-7: x")))
                .hasMessage("the SQL engine fails: for no known reason");
    }

    @Test
    void manifest_thatIsNone_isNotTaken() {
        assertThatThrownBy(() -> ManifestJson.landed("nonsense")).hasMessage("a manifest is no JSON");
        assertThatThrownBy(() -> ManifestJson.landed("{}")).hasMessage("manifest.object == nothing, must be given");
    }

    @Test
    void manifest_vanishesBehindTheListing_isPassedOver() {
        TestLake lake = new TestLake(folder);
        lake.land("raw/a.ndjson", LINE);
        assertThat(new Manifests(new OtherwiseFetched(lake.lake, key -> Optional.empty())).landed())
                .isEmpty();
    }

    @Test
    void scratch_folderThatIsNone_throws() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new Scratch(file)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Names.hash(folder.resolve("none"))).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> new RejectedRecords("a", folder.resolve("none/file")))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void bounds_ofEachPart_areChecked() {
        Instant at = Instant.parse("2026-10-01T00:00:00Z");
        String longText = "x".repeat(201);
        assertThat(Bounds.problem("", new Exposure("e", "v", longText, at, null)))
                .isEqualTo("unit.length == 201, must be in [1, 200]");
        assertThat(Bounds.problem("", new Exposure("e", "v", "u", Instant.MAX, null)))
                .startsWith("at == ");
        assertThat(Bounds.problem("", new Exposure("e", "v", "u", at, "x".repeat(20_001))))
                .isEqualTo("attributes.length == 20001, must be at most 20000");
        assertThat(Bounds.problem("", new Exposure("e".repeat(49), "v", "u", at, null)))
                .startsWith("experiment == ");
        assertThat(Bounds.problem("", new Activity("u", longText, at, "i", null, null)))
                .isEqualTo("event.length == 201, must be in [1, 200]");
        assertThat(Bounds.problem("", new Activity("u", "e", at, "i", Double.NaN, null)))
                .isEqualTo("value == NaN, must be a number with an absolute value below 1e15");
        assertThat(Bounds.problem("", new Activity("u😀", "e", at, "i", -1e14, "{}")))
                .isNull();
    }
}
