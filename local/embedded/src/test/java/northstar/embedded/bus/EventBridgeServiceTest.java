package northstar.embedded.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import northstar.embedded.account.Account;
import northstar.embedded.template.SamTemplate;
import northstar.embedded.wire.EmbeddedSdk;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

class EventBridgeServiceTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** @param bus where it was published */
    private record Published(String bus, TimedEvent event, List<String> resources) {}

    private final List<Published> published = new ArrayList<>();
    private final EventBuses buses = new EventBuses(SamTemplate.parse("""
            Resources:
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: sk, KeyType: RANGE}]
                  TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
            """, Map.of()));
    private final EventBridgeClient client = EmbeddedSdk.client(
            EventBridgeClient.builder(), new EventBridgeService(buses, this::publish, InstantSource.fixed(NOW)));

    private String publish(String bus, TimedEvent event, List<String> resources) {
        BusEvent made = BusEvent.of("id-" + published.size(), event, resources);
        published.add(new Published(bus, event, resources));
        return made.id();
    }

    private static PutEventsRequestEntry entry(String detail) {
        return PutEventsRequestEntry.builder()
                .source("bakery")
                .detailType("Bread Baked")
                .detail(detail)
                .build();
    }

    @Test
    void putEvents_entryWithoutTimeAndBus_goesToTheDefaultBusNow() {
        PutEventsResponse response = client.putEvents(put -> put.entries(entry("{\"loaves\": 1.50}")));

        assertThat(response.failedEntryCount()).isZero();
        assertThat(response.entries().getFirst().eventId()).isEqualTo("id-0");
        assertThat(published)
                .containsExactly(new Published(
                        "default", new TimedEvent("Bread Baked", "bakery", "{\"loaves\": 1.50}", NOW), List.of()));
    }

    @Test
    void putEvents_entryWithTimeAndResources_keepsBoth() {
        Instant time = Instant.parse("2020-01-01T00:00:00Z");

        client.putEvents(put -> put.entries(entry("{}").toBuilder()
                .time(time)
                .resources("arn:oven")
                .eventBusName(Account.arn("events", "event-bus/default"))
                .build()));

        assertThat(published.getFirst().bus()).isEqualTo("default");
        assertThat(published.getFirst().event().time()).isEqualTo(time);
        assertThat(published.getFirst().resources()).containsExactly("arn:oven");
    }

    @Test
    void putEvents_oneBadEntry_failsAlone() {
        PutEventsResponse response = client.putEvents(put -> put.entries(entry("{"), entry("{\"good\": true}")));

        assertThat(response.failedEntryCount()).isEqualTo(1);
        assertThat(response.entries().getFirst().errorCode()).isEqualTo("MalformedDetail");
        assertThat(response.entries().get(1).errorCode()).isNull();
        assertThat(published).hasSize(1);
    }

    @Test
    void putEvents_detailThatIsNoObject_isMalformed() {
        assertThat(errorOf(entry("[1]"))).isEqualTo("MalformedDetail");
        assertThat(errorOf(entry("{} {}"))).isEqualTo("MalformedDetail");
    }

    @Test
    void putEvents_withoutSource_isInvalid() {
        assertThat(errorOf(entry("{}").toBuilder().source(null).build())).isEqualTo("InvalidArgument");
    }

    @Test
    void putEvents_sourceOfAws_isRefused() {
        assertThat(errorOf(entry("{}").toBuilder().source("aws.s3").build())).isEqualTo("NotAuthorizedForSource");
    }

    @Test
    void putEvents_unknownBus_isRefused() {
        assertThat(errorOf(entry("{}").toBuilder().eventBusName("nowhere").build()))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void putEvents_elevenEntries_isRefusedAsAWhole() {
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> client.putEvents(put -> put.entries(Collections.nCopies(11, entry("{}")))))
                .withMessageContaining("length between 1 and 10, got 11")
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        assertThat(published).isEmpty();
    }

    @Test
    void putEvents_exactly256Kilobytes_areTaken() {
        int envelope = "bakery".length() + "Bread Baked".length() + "{\"s\":\"\"}".length();

        client.putEvents(put -> put.entries(entry("{\"s\":\"" + "x".repeat(256 * 1024 - envelope) + "\"}")));

        assertThat(published).hasSize(1);
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> client.putEvents(put ->
                        put.entries(entry("{\"s\":\"" + "x".repeat(256 * 1024 - envelope + 1) + "\"}"))))
                .withMessageContaining("Total size of the entries in the request is over the limit.");
    }

    @Test
    void listRules_notOffered_isSaid() {
        assertThatExceptionOfType(EventBridgeException.class)
                .isThrownBy(() -> client.listRules(list -> list.limit(1)))
                .withMessageContaining("must be AWSEvents.PutEvents in the embedded system");
    }

    private String errorOf(PutEventsRequestEntry entry) {
        return client.putEvents(put -> put.entries(entry)).entries().getFirst().errorCode();
    }
}
