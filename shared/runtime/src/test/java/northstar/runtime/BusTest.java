package northstar.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.FeaturesRanked;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class BusTest {
    private static final Instant AT = Instant.parse("2026-10-01T00:00:00Z");

    /** A bus that refuses entries by the number of the call and remembers the others. */
    private static final class RefusingBus implements EventBridgeClient {
        private final List<List<PutEventsRequestEntry>> calls = new ArrayList<>();
        private final List<PutEventsRequestEntry> accepted = new ArrayList<>();
        private final IntPredicate refusesFirstEntryOfCall;

        RefusingBus(IntPredicate refusesFirstEntryOfCall) {
            this.refusesFirstEntryOfCall = refusesFirstEntryOfCall;
        }

        @Override
        public PutEventsResponse putEvents(PutEventsRequest request) {
            boolean refuses = refusesFirstEntryOfCall.test(calls.size());
            calls.add(request.entries());
            List<PutEventsResultEntry> results = new ArrayList<>();
            for (int i = 0; i < request.entries().size(); i++) {
                boolean isRefused = refuses && i == 0;
                if (!isRefused) {
                    accepted.add(request.entries().get(i));
                }
                results.add(
                        isRefused
                                ? PutEventsResultEntry.builder()
                                        .errorCode("ThrottlingException")
                                        .errorMessage("slow down")
                                        .build()
                                : PutEventsResultEntry.builder()
                                        .eventId("e" + i)
                                        .build());
            }
            return PutEventsResponse.builder()
                    .failedEntryCount(refuses ? 1 : 0)
                    .entries(results)
                    .build();
        }

        @Override
        public String serviceName() {
            return "events";
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private static List<Message> ranked(int count) {
        return IntStream.range(0, count)
                .<Message>mapToObj(i -> new FeaturesRanked("nights", i, AT))
                .toList();
    }

    @Test
    void publish_manyMessages_sendsTenAtATime() {
        RefusingBus client = new RefusingBus(call -> false);

        new Bus(client, "bus").publish(ranked(23));

        assertThat(client.calls).extracting(List::size).containsExactly(10, 10, 3);
        assertThat(client.accepted.getFirst().source()).isEqualTo("northstar");
        assertThat(client.accepted.getFirst().detailType()).isEqualTo("Features Ranked");
        assertThat(client.accepted.getFirst().eventBusName()).isEqualTo("bus");
    }

    @Test
    void publish_largeMessages_staysBelowTheSizeOfACall() {
        RefusingBus client = new RefusingBus(call -> false);
        String text = "x".repeat(2_000);
        List<Message> large = Collections.nCopies(
                10,
                new AttentionNeeded(
                        null, AT, AttentionNeeded.Kind.HARM, text, "https://example.com/" + "y".repeat(1_900)));

        new Bus(client, "bus").publish(large);

        assertThat(client.accepted).hasSize(10);
    }

    @Test
    void publish_nothing_makesNoCall() {
        RefusingBus client = new RefusingBus(call -> false);

        new Bus(client, "bus").publish(List.of());

        assertThat(client.calls).isEmpty();
    }

    @Test
    void publish_entryRefusedOnce_sendsThatEntryAgain() {
        RefusingBus client = new RefusingBus(call -> call == 0);

        new Bus(client, "bus").publish(ranked(3));

        assertThat(client.calls).extracting(List::size).containsExactly(3, 1);
        assertThat(client.accepted).hasSize(3);
    }

    @Test
    void publish_entryRefusedAgainAndAgain_failsWithTheReason() {
        RefusingBus client = new RefusingBus(call -> true);

        assertThatThrownBy(() -> new Bus(client, "bus").publish(ranked(1)))
                .isInstanceOf(Bus.EventsRefusedException.class)
                .hasMessage("events refused by the bus == 1, must be 0 (ThrottlingException: slow down)");
        assertThat(client.calls).hasSize(4);
    }
}
