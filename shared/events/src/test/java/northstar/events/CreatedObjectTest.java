package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreatedObjectTest {
    private static Envelope event(String detail) {
        return new Envelope(
                "1",
                CreatedObject.DETAIL_TYPE,
                "aws.s3",
                "111122223333",
                Instant.parse("2026-10-01T08:00:00Z"),
                "eu-west-1",
                List.of("arn:aws:s3:::lake"),
                detail);
    }

    @Test
    void read_eventOfS3_namesBucketAndKey() {
        String detail = """
                {"version": "0", "bucket": {"name": "lake"}, "object": {"key": "units/charity-match/letters.csv.gz", "size": 5},
                 "request-id": "N4N7GDK58NMKJ12R", "requester": "123456789012", "reason": "PutObject"}""";

        assertThat(CreatedObject.read(event(detail)))
                .isEqualTo(new CreatedObject("lake", "units/charity-match/letters.csv.gz"));
    }

    @Test
    void read_eventWithoutKey_isRefused() {
        assertThatThrownBy(() -> CreatedObject.read(event("{\"bucket\": {\"name\": \"lake\"}, \"object\": {}}")))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("$.object.key == absent, must be given");
    }

    @Test
    void keys_plainKey_isTheKeyAlone() {
        assertThat(new CreatedObject("lake", "raw/2026/10/a b.ndjson").keys())
                .containsExactly("raw/2026/10/a b.ndjson");
    }

    /** On AWS a plus and a percent sign are just that, so the key as it is told comes first. */
    @Test
    void keys_keyThatMayBeEncoded_areBothOfThem() {
        assertThat(new CreatedObject("lake", "imports/ga4/dt%3D2026-10-01/a+b.json").keys())
                .containsExactly("imports/ga4/dt%3D2026-10-01/a+b.json", "imports/ga4/dt=2026-10-01/a b.json");
    }

    @Test
    void keys_percentSignThatEncodesNothing_isTheKeyAlone() {
        assertThat(new CreatedObject("lake", "raw/100%.ndjson").keys()).containsExactly("raw/100%.ndjson");
    }
}
