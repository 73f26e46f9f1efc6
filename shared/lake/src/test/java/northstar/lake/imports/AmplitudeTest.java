package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.junit.jupiter.api.Test;

class AmplitudeTest {
    private static Gathered read(String... lines) {
        return Gathered.of(Vendor.AMPLITUDE, "x.json", String.join("\n", lines));
    }

    private static String event(String type, String rest) {
        return "{\"event_type\":\"" + type + "\",\"event_time\":\"2026-10-01 09:59:55.977000\"" + rest + "}";
    }

    private static final String EXPOSURE =
            ",\"user_id\":\"u1\",\"device_id\":\"d1\",\"platform\":\"iOS\",\"event_properties\":"
                    + "{\"[Experiment] Flag Key\":\"new_search\",\"[Experiment] Variant\":\"Ranked\",\"source\":\"remote\"";

    @Test
    void read_exposure_isOneWithItsExperimentKey() {
        Gathered gathered = read(
                event("[Experiment] Exposure", EXPOSURE + ",\"[Experiment] Experiment Key\":\"Search Ranking v2\"}"));

        assertThat(gathered.exposures)
                .containsExactly(new Exposure(
                        "search-ranking-v2",
                        "ranked",
                        "u1",
                        Instant.parse("2026-10-01T09:59:55.977Z"),
                        "{\"source\":\"remote\",\"platform\":\"iOS\"}"));
        assertThat(gathered.activities).isEmpty();
    }

    @Test
    void read_exposureWithoutExperimentKey_takesTheFlag() {
        assertThat(read(event("[Experiment] Exposure", EXPOSURE + "}")).exposures)
                .extracting(Exposure::experiment)
                .containsExactly("new-search");
    }

    @Test
    void read_exposureAsSent_isOneToo() {
        assertThat(read(event(
                                "$exposure",
                                ",\"device_id\":\"d1\",\"event_properties\":"
                                        + "{\"flag_key\":\"a\",\"variant\":\"on\",\"experiment_key\":\"exp-1\"}"))
                        .exposures)
                .containsExactly(new Exposure("exp-1", "on", "d1", Instant.parse("2026-10-01T09:59:55.977Z"), null));
    }

    @Test
    void read_exposureWithoutVariant_isRefused() {
        assertThat(read(event(
                                "[Experiment] Exposure",
                                ",\"user_id\":\"u1\",\"event_properties\":{\"[Experiment] Flag Key\":\"a\","
                                        + "\"[Experiment] Variant\":null}"))
                        .refusals)
                .containsExactly(
                        "line 1: variant == absent, must be given: without one the unit leaves the experiment");
    }

    @Test
    void read_assignment_isAnActivity() {
        Gathered gathered = read(event(
                "[Experiment] Assignment",
                ",\"user_id\":\"u1\",\"event_properties\":{\"[Experiment] a.variant\":\"on\"}"));

        assertThat(gathered.exposures).isEmpty();
        assertThat(gathered.activities).extracting(Activity::event).containsExactly("[Experiment] Assignment");
    }

    @Test
    void read_sameInsertIdAndDevice_countsOnce() {
        String again = ",\"user_id\":\"u1\",\"device_id\":\"d1\",\"$insert_id\":\"i1\",\"uuid\":\"%s\"";

        Gathered gathered = read(
                event("order", again.formatted("a")),
                event("order", again.formatted("b")),
                event("order", again.formatted("c").replace("d1", "d2")));

        assertThat(gathered.taken).isEqualTo(2);
        assertThat(gathered.duplicates).isEqualTo(1);
    }

    @Test
    void read_withoutInsertIdAndUuid_tellsApartByTheEventsNumber() {
        Gathered gathered = read(
                event("order", ",\"user_id\":\"u1\",\"event_id\":7"),
                event("order", ",\"user_id\":\"u1\",\"event_id\":8"),
                event("order", ",\"user_id\":\"u1\",\"event_id\":7"));

        assertThat(gathered.taken).isEqualTo(2);
    }

    @Test
    void read_nestedProperties_areFlat() {
        assertThat(read(event(
                                "order",
                                ",\"user_id\":\"u1\",\"event_properties\":{\"price\":{\"amount\":12.50,\"currency\":\"EUR\"},"
                                        + "\"tags\":[\"a\",1],\"paid\":true,\"note\":null}"))
                        .activities)
                .extracting(Activity::properties)
                .containsExactly(
                        "{\"price.amount\":12.50,\"price.currency\":\"EUR\",\"tags\":\"[\\\"a\\\",1]\",\"paid\":true}");
    }

    @Test
    void read_numberAsUser_isItsText() {
        assertThat(read(event("order", ",\"user_id\":12345678901234567890")).activities)
                .extracting(Activity::unit)
                .containsExactly("12345678901234567890");
    }

    @Test
    void read_whatCannotBeTaken_isRefusedWithItsReason() {
        assertThat(read(
                                event("order", ""),
                                "{\"event_type\":\"order\",\"user_id\":\"u1\"}",
                                event("order", ",\"user_id\":{\"a\":1}"),
                                event("order", ",\"user_id\":\"u1\",\"event_properties\":[1]"),
                                event(
                                        "order",
                                        ",\"user_id\":\"u1\",\"event_properties\":{\"a\":\"" + "x".repeat(20_000)
                                                + "\"}"),
                                event("order", ",\"user_id\":\"" + "x".repeat(201) + "\""),
                                event("order", ",\"user_id\":\"u\\u00001\""),
                                "{\"event_type\":\"order\",\"user_id\":\"u1\",\"event_time\":\"2026-13-01 00:00:00\"}",
                                "{\"event_type\":\"order\",\"user_id\":\"u1\",\"event_time\":\"yesterday\"}",
                                "{\"event_type\":\"order\"",
                                "[]",
                                "7",
                                "\"text\"",
                                "nul")
                        .refusals)
                .containsExactly(
                        "line 1: user_id or device_id or amplitude_id == absent, must be given: without it nobody did this",
                        "line 2: event_time == absent, must be given",
                        "line 3: user_id == an object, must be a text or a number",
                        "line 4: event_properties == a list of 1, must be an object",
                        "line 5: properties.length == 20008, must be at most 20000 characters of JSON",
                        "line 6: unit.length == 201, must be 1 to 200",
                        "line 7: unit == text with a control character, must be free of them",
                        "line 8: event_time == \"2026-13-01 00:00:00\", must be a time, for instance 2026-10-01T09:30:00Z",
                        "line 9: event_time == \"yesterday\", must be a time, for instance 2026-10-01T09:30:00Z",
                        "line 10: $ == the end at line 1, column 22, must be a comma or the end of what is open",
                        "line 11: $ == a list of 0, must be an object",
                        "line 12: $ == neither object nor list, must be an object",
                        "line 13: $ == neither object nor list, must be an object",
                        "line 14: $ == neither object nor list, must be an object");
    }
}
