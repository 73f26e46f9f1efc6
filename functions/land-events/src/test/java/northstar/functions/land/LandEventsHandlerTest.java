package northstar.functions.land;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.EventsLanded;
import northstar.lake.FolderLake;
import northstar.lake.Lake;
import northstar.lake.engine.DuckDb;
import northstar.runtime.Environment;
import northstar.surroundings.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandEventsHandlerTest {
    private static final Instant PUT = Instant.parse("2026-10-02T08:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2026-09-30");
    private static final String LINES = """
            {"experiment": "search", "variant": "new", "unit": "user-17", "at": "2026-09-30T10:00:00Z"}
            {"unit": "user-17", "event": "Booked", "at": "2026-09-30T11:00:00Z", "id": "b-1", "value": 2}
            {"unit": "user-18", "event": "Booked", "at": "2026-10-01T11:00:00Z", "id": "b-2"}
            {"unit": "user-18", "event": "Booked", "at": "2026-10-01T11:00:00Z", "id": "b-2"}
            {"unit": "user-19", "event": "Booked", "at": "yesterday", "id": "b-3"}
            """;

    @TempDir
    private Path folder;

    private final Surroundings surroundings = Surroundings.at(Instant.parse("2026-10-02T00:00:00Z"));
    private Lake lake;
    private LandEventsHandler handler;

    @BeforeEach
    void makeHandler() {
        lake = new FolderLake(folder.resolve("lake"));
        Environment environment = Environment.from(Map.of("NORTHSTAR_TABLE", "t", "NORTHSTAR_BUS", "b"));
        DuckDb.Limits limits = new DuckDb.Limits(64, 1, folder.resolve("spill"));
        handler = new LandEventsHandler(surroundings, Wiring.of(lake, limits, surroundings, environment));
    }

    private List<Message> created(String key) {
        String detail = "{\"bucket\": {\"name\": \"lake\"}, \"object\": {\"key\": \"" + key + "\"}}";
        return surroundings.deliver(handler, "1", "Object Created", PUT, detail);
    }

    private EventsLanded landed(String key) {
        List<Message> answers = created(key);
        assertThat(answers).singleElement().isInstanceOf(EventsLanded.class);
        return (EventsLanded) answers.getFirst();
    }

    @Test
    void rawObject_isInTheLakeByDays() {
        lake.put("raw/events/1.ndjson", LINES.getBytes(UTF_8));

        EventsLanded landed = landed("raw/events/1.ndjson");

        assertThat(landed)
                .isEqualTo(new EventsLanded(
                        "raw/events/1.ndjson",
                        landed.manifest(),
                        PUT,
                        5,
                        3,
                        1,
                        1,
                        List.of(FIRST),
                        List.of(FIRST, FIRST.plusDays(1))));
        assertThat(lake.find(landed.manifest())).isPresent();
        assertThat(lake.list("landed/exposures/dt=2026-09-30/")).hasSize(1);
        assertThat(lake.list("landed/activities/")).hasSize(2);
        assertThat(lake.list("rejected/")).hasSize(1);
    }

    /** The event that said so may be lost. */
    @Test
    void rawObject_deliveredAgain_isSaidAgain() {
        lake.put("raw/events/1.ndjson", LINES.getBytes(UTF_8));
        EventsLanded first = landed("raw/events/1.ndjson");
        List<Lake.StoredObject> before = lake.list("");

        assertThat(landed("raw/events/1.ndjson")).isEqualTo(first);
        assertThat(lake.list("")).isEqualTo(before);
    }

    /** Refused records stand in the lake, to be tried again; nowhere else is it said whose they are. */
    @Test
    void rawObject_whoeverItIsAbout_isInNoLogAndNoMessage() {
        String spoilt = LINES + """
                {"unit": "user-20", "event": "", "at": "2026-09-30T11:00:00Z", "id": "user-20-b"}
                {"unit": "user-21", "event": 7, "at": "2026-09-30T11:00:00Z"
                "user-22"
                """;
        lake.put("raw/events/1.ndjson", spoilt.getBytes(UTF_8));

        List<Message> said = created("raw/events/1.ndjson");

        assertThat(said).isNotEmpty();
        assertThat(surroundings.lines()).isNotEmpty();
        assertThat(said.toString() + surroundings.lines()).doesNotContain("user-");
    }

    @Test
    void objectThatIsGoneAgain_isNothing() {
        assertThat(created("raw/events/1.ndjson")).isEmpty();
    }

    @Test
    void keyThatIsToldEncoded_isFound() {
        lake.put("raw/dt=2026-10-01/a b.ndjson", LINES.getBytes(UTF_8));

        assertThat(landed("raw/dt%3D2026-10-01/a+b.ndjson").object()).isEqualTo("raw/dt=2026-10-01/a b.ndjson");
    }

    @Test
    void keyThatOnlyLooksEncoded_isTakenAsItIs() {
        lake.put("raw/a+b.ndjson", LINES.getBytes(UTF_8));

        assertThat(landed("raw/a+b.ndjson").object()).isEqualTo("raw/a+b.ndjson");
    }

    @Test
    void folderOfAConsole_isNothing() {
        assertThat(created("raw/events/")).isEmpty();
        assertThat(created("imports/amplitude/")).isEmpty();
    }

    @Test
    void rawObjectOfAnotherKind_isSaidNotToBeTaken() {
        lake.put("raw/events.parquet", new byte[] {1});

        assertThat(created("raw/events.parquet"))
                .singleElement()
                .isInstanceOfSatisfying(AttentionNeeded.class, attention -> {
                    assertThat(attention.kind()).isEqualTo(AttentionNeeded.Kind.REJECTED);
                    assertThat(attention.text()).contains("raw/events.parquet", ".ndjson.gz");
                });
    }

    @Test
    void exportOfAVendor_isReadByItsReader() {
        lake.put(
                "imports/csv/bookings.csv",
                "unit,event,at,id,value\nuser-17,Booked,2026-10-01T11:00:00Z,b-1,2\n".getBytes(UTF_8));

        EventsLanded landed = landed("imports/csv/bookings.csv");

        assertThat(landed.taken()).isEqualTo(1);
        assertThat(landed.activities()).containsExactly(FIRST.plusDays(1));
    }

    @Test
    void exportOfAnUnknownVendor_isRefusedAndKept() {
        lake.put("imports/acme/export.json", "{}".getBytes(UTF_8));

        EventsLanded landed = landed("imports/acme/export.json");

        assertThat(landed.refused()).isEqualTo(1);
        assertThat(landed.read()).isEqualTo(1);
        assertThat(lake.list("rejected/")).hasSize(1);
    }

    @Test
    void log_ofAnObject_hasCountsAndNoUnits() {
        lake.put("raw/events/1.ndjson", LINES.getBytes(UTF_8));

        created("raw/events/1.ndjson");

        assertThat(surroundings.lines())
                .anySatisfy(line -> assertThat(line).contains("\"message\":\"landed\"", "\"taken\":3"))
                .noneMatch(line -> line.contains("user-1"));
    }

    @Test
    void otherEvent_isRefused() {
        assertThatThrownBy(
                        () -> surroundings.deliver(handler, "1", "Evaluation Due", PUT, "{\"experiment\": \"search\"}"))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$.detail-type == Evaluation Due, must be Object Created");
    }
}
