package northstar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.delivery.DeliveryMode;
import northstar.lake.engine.DuckDb;
import northstar.lake.engine.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exposures and activities on the bus, and exports in the bucket, are parts of the lake. */
class LakeDoorTest {
    private static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");

    @TempDir
    private Path folder;

    private Path lake;

    @BeforeEach
    void makeLake() throws IOException {
        lake = Files.createDirectory(folder.resolve("lake"));
    }

    private static TimedEvent event(String type, String detail) {
        return new TimedEvent(type, "com.example.shop", detail, NOW);
    }

    private static String exposure(String unit, String variant) {
        return """
                {"experiment": "search", "variant": "%s", "unit": "%s", "at": "2026-10-02T11:00:00Z"}""".formatted(variant, unit);
    }

    private static String booking(String unit, String at, String id) {
        return """
                {"unit": "%s", "event": "Booked", "at": "%s", "id": "%s", "value": 2,
                 "properties": {"nights": 3}}""".formatted(unit, at, id);
    }

    private EmbeddedOptions options() {
        return Programme.options(lake).withStart(NOW);
    }

    private static void sendBookings(EmbeddedAws aws) {
        aws.sendAll(List.of(
                event("Exposure", exposure("u1", "new")),
                event("Exposure", "{\"batch\": [%s, %s]}".formatted(exposure("u2", "new"), exposure("u3", "control"))),
                event("Activity", booking("u1", "2026-10-02T11:30:00Z", "b1")),
                event("Activity", booking("u2", "2026-10-01T23:59:59Z", "b2")),
                event("Activity", "{\"unit\": \"u3\", \"event\": \"Booked\", \"id\": \"b3\"}")));
        aws.settle();
    }

    private List<String> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> lake.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private List<String> rows(String columns, String prefix) throws SQLException {
        try (DuckDb engine = new DuckDb(new DuckDb.Limits(64, 1, folder))) {
            String parts = Sql.text(lake.resolve(prefix) + "/**/*.parquet");
            return engine.query("SELECT DISTINCT " + columns + " FROM read_parquet(" + parts + ") ORDER BY 1", rows -> {
                List<String> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(rows.getString(1));
                }
                return read;
            });
        }
    }

    @Test
    void eventsOnTheBus_areLandedByDay() throws Exception {
        try (EmbeddedAws aws = EmbeddedAws.start(options())) {
            sendBookings(aws);
            assertThat(aws.deadLetters()).isEmpty();
        }

        assertThat(files("raw/"))
                .singleElement()
                .asString()
                .startsWith("raw/events/2026/10/02/12/")
                .endsWith(".ndjson.gz");
        assertThat(files("landed/exposures/")).singleElement().asString().startsWith("landed/exposures/dt=2026-10-02/");
        assertThat(files("landed/activities/"))
                .hasSize(2)
                .anyMatch(key -> key.startsWith("landed/activities/dt=2026-10-01/"))
                .anyMatch(key -> key.startsWith("landed/activities/dt=2026-10-02/"));
        assertThat(rows("unit || ' ' || variant", "landed/exposures"))
                .containsExactly("u1 new", "u2 new", "u3 control");
        assertThat(rows("id || ' ' || \"at\"", "landed/activities"))
                .containsExactly("b1 2026-10-02 11:30:00", "b2 2026-10-01 23:59:59");
        assertThat(files("manifests/objects/")).hasSize(1);
        assertThat(Files.readString(lake.resolve(files("manifests/objects/").getFirst())))
                .contains("\"read\":6", "\"taken\":5", "\"refused\":1", "\"complete\":true");
        assertThat(Files.readString(lake.resolve(files("rejected/").getFirst())))
                .contains("$.detail.at");
    }

    /** EventBridge may hand an event to Firehose twice, and to the function too. */
    @Test
    void eventsTwiceAndShuffled_leaveTheSameRows() throws Exception {
        try (EmbeddedAws aws = EmbeddedAws.start(
                options().withMode(new DeliveryMode.TwiceShuffled(1, Duration.ofHours(1), Set.of())))) {
            sendBookings(aws);
            assertThat(aws.deadLetters()).isEmpty();
        }

        assertThat(files("raw/")).hasSizeGreaterThan(1);
        assertThat(rows("unit || ' ' || variant", "landed/exposures"))
                .containsExactly("u1 new", "u2 new", "u3 control");
        assertThat(rows("id || ' ' || \"at\"", "landed/activities"))
                .containsExactly("b1 2026-10-02 11:30:00", "b2 2026-10-01 23:59:59");
    }

    /** An object says all over again what it said before it was replaced. */
    @Test
    void replacedExport_leavesNothingOfTheFirst() throws Exception {
        Path export = folder.resolve("bookings.csv");
        try (EmbeddedAws aws = EmbeddedAws.start(options())) {
            Files.writeString(export, "unit,event,at,id\nu1,Booked,2026-10-01T08:00:00Z,b1\n");
            aws.putObject("imports/csv/bookings.csv", export);
            aws.settle();
            Files.writeString(export, "unit,event,at,id\nu1,Booked,2026-10-02T08:00:00Z,b1\n");
            aws.putObject("imports/csv/bookings.csv", export);
            aws.settle();
            assertThat(aws.deadLetters()).isEmpty();
        }

        assertThat(files("landed/")).singleElement().asString().startsWith("landed/activities/dt=2026-10-02/");
    }
}
