package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import northstar.lake.Exposure;
import org.junit.jupiter.api.Test;

class AppConfigTest {
    private static final Instant AT = Instant.parse("2026-10-01T10:00:00Z");

    private static Gathered read(String... lines) {
        return Gathered.of(Vendor.APPCONFIG, "x.json", String.join("\n", lines));
    }

    @Test
    void read_flatLine_isAnExposure() {
        assertThat(
                        read("{\"Entity-Id\":\"u1\",\"flag\":\"inference-settings\",\"_variant\":\"__t1__\",\"enabled\":true,"
                                        + "\"at\":\"2026-10-01T10:00:00Z\",\"country\":\"DE\"}")
                                .exposures)
                .containsExactly(new Exposure("inference-settings", "t1", "u1", AT, "{\"country\":\"DE\"}"));
    }

    @Test
    void read_answerOfOneFlag_isAnExposure() {
        assertThat(
                        read("{\"Entity-Id\":\"u1\",\"experiment\":\"exp\",\"response\":{\"_variant\":\"__c__\",\"enabled\":true},"
                                        + "\"timestamp\":1790848800}")
                                .exposures)
                .containsExactly(new Exposure("exp", "c", "u1", AT, null));
    }

    @Test
    void read_answersByFlag_areExposuresOfThoseInAnExperiment() {
        assertThat(read("{\"entityId\":\"u1\",\"time\":1790848800000,\"flags\":{\"a\":{\"_variant\":\"__t2__\"},"
                                + "\"b\":{\"enabled\":false}}}")
                        .exposures)
                .containsExactly(new Exposure("a", "t2", "u1", AT, null));
    }

    @Test
    void read_withoutVariant_isRefused() {
        assertThat(read(
                                "{\"Entity-Id\":\"u1\",\"at\":1790848800,\"flag\":\"a\"}",
                                "{\"Entity-Id\":\"u1\",\"at\":1790848800,\"flags\":{\"b\":{\"enabled\":false}}}",
                                "{\"Entity-Id\":\"u1\",\"at\":1790848800,\"_variant\":\"__c__\"}",
                                "{\"at\":1790848800,\"flag\":\"a\",\"_variant\":\"__c__\"}")
                        .refusals)
                .containsExactly(
                        "line 1: variant == absent, must be given: without one the unit leaves the experiment",
                        "line 2: _variant == absent, must be given: without one the unit is in no experiment",
                        "line 3: experiment == absent, must be given",
                        "line 4: Entity-Id or entity-id or entityId or entity_id == absent, must be given: without it"
                                + " nobody did this");
    }
}
