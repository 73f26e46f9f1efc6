package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.junit.jupiter.api.Test;

class MixpanelTest {
    private static Gathered read(String... properties) {
        return events("order", properties);
    }

    private static Gathered events(String event, String... properties) {
        StringBuilder lines = new StringBuilder();
        for (String each : properties) {
            lines.append("{\"event\":\"" + event + "\",\"properties\":{" + each + "}}\n");
        }
        return Gathered.of(Vendor.MIXPANEL, "x.jsonl", lines.toString());
    }

    @Test
    void read_exposureInTwoProperties_isOne() {
        assertThat(Gathered.of(
                                Vendor.MIXPANEL,
                                "x",
                                "{\"event\":\"$experiment_started\",\"properties\":{\"time\":1602611311,\"distinct_id\":\"u1\","
                                        + "\"Experiment name\":\"Free Trial!\",\"Variant name\":\"7 days\",\"$os\":\"iOS\"}}")
                        .exposures)
                .containsExactly(new Exposure(
                        "free-trial", "7-days", "u1", Instant.parse("2020-10-13T17:48:31Z"), "{\"$os\":\"iOS\"}"));
    }

    @Test
    void read_exposureAsObject_isOneForEach() {
        assertThat(events(
                                "$experiment_started",
                                "\"time\":1602611311,\"distinct_id\":\"u1\",\"Experiments\":{\"a\":\"on\",\"b\":\"off\"}")
                        .exposures)
                .extracting(Exposure::experiment, Exposure::variant)
                .containsExactly(tuple("a", "on"), tuple("b", "off"));
    }

    @Test
    void read_exposureAsList_isOneForEach() {
        assertThat(events(
                                "$experiment_started",
                                "\"time\":1602611311,\"distinct_id\":\"u1\",\"Experiments\":[\"a:on\",\"x: y:off\"]")
                        .exposures)
                .extracting(Exposure::experiment, Exposure::variant)
                .containsExactly(tuple("a", "on"), tuple("x-y", "off"));
    }

    @Test
    void read_exposureWithOtherShapes_isRefused() {
        String start = "\"time\":1602611311,\"distinct_id\":\"u1\",";

        assertThat(events(
                                "$experiment_started",
                                start + "\"Experiments\":[]",
                                start + "\"Experiments\":[\"a\"]",
                                start + "\"Experiments\":{\"a\":{}}",
                                start + "\"Experiments\":{\"a\":null}",
                                start + "\"Variant name\":\"a\"")
                        .refusals)
                .containsExactly(
                        "line 1: Experiments == empty, must be at least one experiment and its variant",
                        "line 2: Experiments == other, must be a list of \"experiment:variant\"",
                        "line 3: Experiments == other, must be an object of experiments with their variants",
                        "line 4: variant == absent, must be given: without one the unit leaves the experiment",
                        "line 5: experiment == absent, must be given");
    }

    @Test
    void read_time_isTakenForSecondsOrMillisecondsByItsSize() {
        assertThat(read(
                                "\"time\":1602611311,\"distinct_id\":\"u1\"",
                                "\"time\":1602611311123,\"distinct_id\":\"u1\"",
                                "\"time\":\"1602611311\",\"distinct_id\":\"u1\"")
                        .activities)
                .extracting(Activity::at)
                .containsExactly(
                        Instant.parse("2020-10-13T17:48:31Z"),
                        Instant.parse("2020-10-13T17:48:31.123Z"),
                        Instant.parse("2020-10-13T17:48:31Z"));
    }

    @Test
    void read_oldProjectWithZone_countsAsItsClockShows() {
        ImportOptions losAngeles = new ImportOptions(ZoneId.of("America/Los_Angeles"));
        byte[] line = ("{\"event\":\"order\",\"properties\":{\"time\":1602611311,\"distinct_id\":\"u1\","
                        + "\"mp_processing_time_ms\":1602625711874}}")
                .getBytes(StandardCharsets.UTF_8);

        Gathered gathered = Gathered.of(Readers.of(Vendor.MIXPANEL, losAngeles), "x.jsonl", line);

        assertThat(gathered.activities).extracting(Activity::at).containsExactly(Instant.parse("2020-10-14T00:48:31Z"));
        assertThat(gathered.lines.getFirst()).endsWith("received 2020-10-13T21:48:31.874Z");
    }

    @Test
    void read_userId_goesBeforeDistinctId() {
        assertThat(read(
                                "\"time\":1602611311,\"distinct_id\":\"d1\",\"$user_id\":\"u1\"",
                                "\"time\":1602611311,\"$device_id\":\"v1\"")
                        .activities)
                .extracting(Activity::unit)
                .containsExactly("u1", "v1");
    }

    @Test
    void read_sameEventUserTimeAndInsertId_countsOnce() {
        String event = "\"time\":1602611311,\"distinct_id\":\"u1\",\"$insert_id\":\"i1\"";

        Gathered gathered = read(event, event + ",\"more\":1", event.replace("i1", "i2"));

        assertThat(gathered.taken).isEqualTo(2);
        assertThat(gathered.duplicates).isEqualTo(1);
    }

    @Test
    void read_table_takesItsOtherColumnsToo() {
        assertThat(Gathered.of(Vendor.MIXPANEL, "x.csv", """
                                name,time,distinct_id,properties,os,screen_width
                                order,2026-10-01 10:00:00,u1,{},iOS,1170
                                """).activities)
                .extracting(Activity::properties)
                .containsExactly("{\"os\":\"iOS\",\"screen_width\":1170}");
    }
}
