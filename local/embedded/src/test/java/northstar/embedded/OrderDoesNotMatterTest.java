package northstar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import northstar.domain.ranking.Ranking;
import northstar.embedded.account.Account;
import northstar.embedded.bus.TimedEvent;
import northstar.embedded.delivery.DeliveryMode;
import northstar.events.Codec;
import northstar.storage.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Events that come twice, late and out of order leave the same items as a quiet run. */
class OrderDoesNotMatterTest {
    /** Revisions count writes, and expiry and idempotency go by the clock: they may differ. */
    private static final Set<String> MAY_DIFFER = Set.of("revision", "expiresAt", "dataRevision");

    private static final Set<String> DEFINITIONS = Set.of(
            "North Star Defined",
            "Metrics Defined",
            "Experiment Launched",
            "Experiment Changed",
            "Experiment Stopped",
            "Feature Shipped");

    private record Outcome(Map<String, Map<String, AttributeValue>> items, String ranking) {}

    private static Outcome run(List<TimedEvent> stream, Path lake, DeliveryMode mode) throws IOException {
        try (EmbeddedAws aws = EmbeddedAws.start(Programme.options(lake).withMode(mode))) {
            aws.sendAll(stream);
            aws.settle();
            assertThat(aws.deadLetters()).isEmpty();
            return new Outcome(items(aws), ranking(aws.stores()));
        }
    }

    private static Map<String, Map<String, AttributeValue>> items(EmbeddedAws aws) {
        Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
        aws.clients()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(Account.TABLE).consistentRead(true))
                .items()
                .forEach(item -> {
                    String key = item.get("pk").s() + " " + item.get("sk").s();
                    if (!item.containsKey("expiresAt") && !key.endsWith(" RANKING")) {
                        Map<String, AttributeValue> kept = new TreeMap<>(item);
                        kept.keySet().removeAll(MAY_DIFFER);
                        items.put(key, kept);
                    }
                });
        return items;
    }

    private static String ranking(Stores stores) {
        Ranking ranking = stores.rankings().current("metric-4").orElseThrow();
        return Codec.ranking()
                .write(new Ranking(
                        ranking.asOf(),
                        ranking.northStar(),
                        0,
                        ranking.prior(),
                        ranking.features(),
                        ranking.notRanked(),
                        ranking.programme()));
    }

    @Test
    void everythingTwiceAndShuffled_leavesTheSameItems(@TempDir Path lake) throws IOException {
        List<TimedEvent> stream = Programme.stream(10);
        Outcome quiet = run(stream, lake, new DeliveryMode.Once());

        Outcome shuffled = run(stream, lake, new DeliveryMode.TwiceShuffled(20260101, Duration.ofDays(3), DEFINITIONS));

        assertThat(shuffled.ranking()).isEqualTo(quiet.ranking());
        assertThat(shuffled.items().keySet()).isEqualTo(quiet.items().keySet());
        assertThat(shuffled.items()).isEqualTo(quiet.items());
    }
}
