package northstar.lake.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import northstar.lake.Activity;
import northstar.lake.Exposure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ga4Test {
    private static final String START = "{\"event_timestamp\":\"1617691790431476\",\"user_pseudo_id\":\"p1\",";

    private static Gathered read(String... lines) {
        return Gathered.of(Vendor.GA4, "x.json", String.join("\n", lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"experiment_viewed", "experiment_impression"})
    void read_exposure_isOne(String event) {
        assertThat(read(START
                                + "\"event_name\":\"" + event + "\",\"event_params\":["
                                + "{\"key\":\"experiment_id\",\"value\":{\"string_value\":\"Big Button\"}},"
                                + "{\"key\":\"variation_id\",\"value\":{\"string_value\":null,\"int_value\":\"1\"}},"
                                + "{\"key\":\"source\",\"value\":{\"string_value\":\"web\"}}]}")
                        .exposures)
                .containsExactly(new Exposure(
                        "big-button", "1", "p1", Instant.parse("2021-04-06T06:49:50.431476Z"), "{\"source\":\"web\"}"));
    }

    @Test
    void read_userId_goesBeforePseudoId() {
        assertThat(read(START + "\"event_name\":\"a\",\"user_id\":\"u1\"}").activities)
                .extracting(Activity::unit)
                .containsExactly("u1");
    }

    @Test
    void read_offset_saysWhenItWasReceived() {
        assertThat(read(START + "\"event_name\":\"a\",\"event_server_timestamp_offset\":\"1500000\"}")
                        .lines
                        .getFirst())
                .endsWith("received 2021-04-06T06:49:51.931476Z");
    }

    @Test
    void read_sameBatchPlace_countsOnce() {
        String event = START + "\"event_name\":\"a\",\"event_bundle_sequence_id\":%s,\"batch_event_index\":%s}";

        Gathered gathered = read(
                event.formatted("\"9\"", "1"),
                event.formatted("9", "\"1\""),
                event.formatted("9", "2"),
                event.formatted("8", "1"));

        assertThat(gathered.taken).isEqualTo(3);
        assertThat(gathered.duplicates).isEqualTo(1);
    }

    @Test
    void read_parameters_keepTheirTypes() {
        assertThat(read(START
                                + "\"event_name\":\"purchase\",\"event_params\":["
                                + "{\"key\":\"value\",\"value\":{\"double_value\":\"19.99\"}},"
                                + "{\"key\":\"coupon\",\"value\":{\"string_value\":\"007\"}},"
                                + "{\"key\":\"n\",\"value\":{\"int_value\":3}},"
                                + "{\"key\":\"odd\",\"value\":{\"float_value\":\"NaN\"}},"
                                + "{\"key\":\"none\",\"value\":{}}],"
                                + "\"ecommerce\":{\"purchase_revenue\":19.99,\"transaction_id\":null}}")
                        .activities)
                .extracting(Activity::properties)
                .containsExactly("{\"value\":19.99,\"coupon\":\"007\",\"n\":3,\"odd\":\"NaN\","
                        + "\"ecommerce.purchase_revenue\":19.99}");
    }

    @Test
    void read_whatIsNoExport_isRefused() {
        assertThat(read(
                                START + "\"event_name\":\"a\",\"event_params\":{}}",
                                START + "\"event_name\":\"a\",\"event_params\":[{\"key\":1}]}",
                                START
                                        + "\"event_name\":\"a\",\"event_params\":[{\"key\":\"k\",\"value\":{\"int_value\":[]}}]}",
                                START + "\"event_name\":\"a\",\"event_server_timestamp_offset\":\"soon\"}",
                                START + "\"event_name\":\"experiment_viewed\"}")
                        .refusals)
                .containsExactly(
                        "line 1: event_params == other, must be a list of {key, value}",
                        "line 2: event_params == other, must be a list of {key, value}",
                        "line 3: event_params: int_value == other, must be a text or a number",
                        "line 4: event_server_timestamp_offset == \"soon\", must be a number of microseconds below 1e16",
                        "line 5: experiment == absent, must be given");
    }
}
