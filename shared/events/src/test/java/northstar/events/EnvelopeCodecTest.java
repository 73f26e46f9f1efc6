package northstar.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EnvelopeCodecTest {
    private static final String EVENT = """
            {"version": "0", "id": "1", "detail-type": "Evaluation Due", "source": "northstar", "account": "111122223333",
             "time": "2026-10-01T08:00:00Z", "region": "eu-west-1", "resources": [],
             "detail": {"experiment": "x", "n": [1.50, null, "é"]}}""";

    @Test
    void read_detail_isGivenAsCompactJson() {
        assertThat(Codec.envelope().read(EVENT).detail()).isEqualTo("{\"experiment\":\"x\",\"n\":[1.50,null,\"é\"]}");
    }

    @Test
    void read_keysThatAwsAdds_arePassedOver() {
        String replayed = EVENT.replace("\"version\"", "\"replay-name\": \"r\", \"version\"");

        assertThat(Codec.envelope().read(replayed)).isEqualTo(Codec.envelope().read(EVENT));
    }

    @Test
    void read_bytes_areTakenAsUtf8() {
        assertThat(Codec.envelope().read(EVENT.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Codec.envelope().read(EVENT));
        assertThatThrownBy(() -> Codec.envelope().read(EVENT.getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(MalformedInputException.class)
                .hasMessage("text == 239 bytes, must be UTF-8");
    }

    @Test
    void read_detailThatIsNoObject_isRefused() {
        String event = EVENT.substring(0, EVENT.indexOf("{\"experiment\"")) + "\"x\"}";

        assertThatThrownBy(() -> Codec.envelope().read(event)).hasMessage("$.detail == \"x\", must be an object");
    }

    @Test
    void read_eventWithoutTime_isRefused() {
        assertThatThrownBy(() -> Codec.envelope().read(EVENT.replace("\"time\"", "\"when\"")))
                .hasMessage("$.time == absent, must be given");
    }

    @Test
    void read_eventOver256KB_isRefused() {
        assertThatThrownBy(() -> Codec.envelope().read(EVENT.replace("é", "x".repeat(270_336))))
                .isInstanceOf(MalformedInputException.class)
                .hasMessageStartingWith("event == ")
                .hasMessageContaining(" bytes, must be at most 270336 bytes");
    }

    @Test
    void write_detailThatIsNotJson_isRefused() {
        Envelope envelope = Codec.envelope().read(EVENT);
        Envelope broken = new Envelope(
                envelope.id(),
                envelope.detailType(),
                envelope.source(),
                envelope.account(),
                envelope.time(),
                envelope.region(),
                envelope.resources(),
                "{\"a\": }");

        assertThatThrownBy(() -> Codec.envelope().write(broken)).isInstanceOf(MalformedInputException.class);
    }
}
