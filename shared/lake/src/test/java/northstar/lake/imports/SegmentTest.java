package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.junit.jupiter.api.Test;

class SegmentTest {
    private static Gathered read(String... lines) {
        return Gathered.of(Vendor.SEGMENT, "x.json", String.join("\n", lines));
    }

    private static String call(String rest) {
        return "{\"userId\":\"u1\",\"timestamp\":\"2026-10-01T10:00:00.000Z\"," + rest + "}";
    }

    @Test
    void read_exposure_takesIdsBeforeNames() {
        assertThat(read(
                                call(
                                        "\"type\":\"track\",\"event\":\"Experiment Viewed\",\"properties\":{\"experiment_id\":\"E1\","
                                                + "\"experiment_name\":\"Big\",\"variation_id\":2,\"variation_name\":\"Blue\",\"page\":\"/\"}"),
                                call("\"type\":\"track\",\"event\":\"Experiment Viewed\",\"properties\":"
                                        + "{\"experiment_name\":\"Big\",\"variation_name\":\"Blue\"}"))
                        .exposures)
                .containsExactly(
                        new Exposure("e1", "2", "u1", Instant.parse("2026-10-01T10:00:00Z"), "{\"page\":\"/\"}"),
                        new Exposure("big", "blue", "u1", Instant.parse("2026-10-01T10:00:00Z"), null));
    }

    @Test
    void read_withoutTimestamp_takesWhenItWasReceived() {
        assertThat(
                        read("{\"type\":\"track\",\"event\":\"a\",\"anonymousId\":\"d1\",\"receivedAt\":\"2026-10-01T10:00:00Z\"}")
                                .activities)
                .extracting(Activity::unit, Activity::at)
                .containsExactly(tuple("d1", Instant.parse("2026-10-01T10:00:00Z")));
    }

    @Test
    void read_withoutMessageId_tellsApartByWhatItSays() {
        Gathered gathered = read(
                call("\"type\":\"track\",\"event\":\"a\""),
                call("\"type\":\"track\",\"event\":\"a\""),
                call("\"type\":\"track\",\"event\":\"a\",\"properties\":{\"x\":1}"));

        assertThat(gathered.taken).isEqualTo(2);
    }

    @Test
    void read_traits_areNotKept() {
        assertThat(read(
                                call("\"type\":\"identify\",\"traits\":{\"email\":\"a@example.com\"}"),
                                call("\"type\":\"group\",\"groupId\":\"g1\",\"traits\":{\"name\":\"Initech\"}"))
                        .activities)
                .extracting(Activity::event, Activity::properties)
                .containsExactly(tuple("Identify", null), tuple("Group", null));
    }

    @Test
    void read_tracksOfAWarehouse_takeTheEventsText() {
        assertThat(Gathered.of(
                                Vendor.SEGMENT,
                                "tracks.csv",
                                "id,user_id,timestamp,event,event_text,total\nm1,u1,2026-10-01 10:00:00 UTC,order_completed,"
                                        + "Order Completed,12.5\n")
                        .activities)
                .containsExactly(new Activity(
                        "u1",
                        "Order Completed",
                        Instant.parse("2026-10-01T10:00:00Z"),
                        "m1",
                        null,
                        "{\"total\":12.5}"));
    }

    @Test
    void read_exposureOfAWarehouse_isOne() {
        assertThat(Gathered.of(
                                Vendor.SEGMENT,
                                "experiment_viewed.csv",
                                "id,user_id,timestamp,event,experiment_id,variation_id\nm1,u1,2026-10-01 10:00:00,"
                                        + "experiment_viewed,e1,blue\n")
                        .exposures)
                .containsExactly(new Exposure("e1", "blue", "u1", Instant.parse("2026-10-01T10:00:00Z"), null));
    }

    @Test
    void read_whatIsNoCall_isRefused() {
        assertThat(read(
                                call("\"type\":\"alias\",\"previousId\":\"x\""),
                                call("\"event\":7,\"type\":null"),
                                call("\"x\":1"),
                                "{\"userId\":\"u1\",\"type\":\"track\",\"event\":\"a\"}",
                                "{\"timestamp\":\"2026-10-01T10:00:00Z\",\"type\":\"track\",\"event\":\"a\"}")
                        .refusals)
                .containsExactly(
                        "line 1: type == \"alias\", must be track, page, screen, identify or group",
                        "line 3: type == absent, must be given: track, page, screen, identify or group",
                        "line 4: timestamp or receivedAt == absent, must be given",
                        "line 5: userId or user_id or anonymousId or anonymous_id == absent, must be given: without it"
                                + " nobody did this");
    }
}
