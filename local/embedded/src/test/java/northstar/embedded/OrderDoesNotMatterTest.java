package northstar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** A table is looked at once, at its end: a look at an end that a stop has moved is none. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stopOfATable_knownAfterItsEnd_leavesTheSameItems(boolean isShuffled, @TempDir Path folder) throws IOException {
        Map<String, Map<String, AttributeValue>> inTime = table(folder, Duration.ZERO, new DeliveryMode.Once());

        DeliveryMode mode = isShuffled
                ? new DeliveryMode.TwiceShuffled(20260102, Duration.ofDays(1), Set.of())
                : new DeliveryMode.Once();
        Map<String, Map<String, AttributeValue>> late = table(folder, Duration.ofDays(5), mode);

        assertThat(inTime.keySet()).contains("EXPERIMENT#flip LOOK#2020-01-03T00:00:00.000000000Z");
        assertThat(late).isEqualTo(inTime);
    }

    /** Plays an experiment of four days that is stopped after two, and returns its items without the old end's moments. */
    private static Map<String, Map<String, AttributeValue>> table(Path folder, Duration late, DeliveryMode mode)
            throws IOException {
        Instant start = Programme.START;
        Instant end = start.plus(Duration.ofDays(4));
        Instant stop = start.plus(Duration.ofDays(2));
        Path file = Files.writeString(folder.resolve("u.csv"), "group,n\ncontrol,1\ncontrol,2\nb,2\nb,4\n");
        Path lake = Files.createTempDirectory(folder, "lake");
        try (EmbeddedAws aws = EmbeddedAws.start(Programme.options(lake).withMode(mode))) {
            aws.putObject("units/flip/u.csv", file);
            aws.sendAll(List.of(
                    event("North Star Defined", start, "{\"northStar\": {\"key\": \"metric-4\", \"metric\": \"n\"}}"),
                    event("Metrics Defined", start, "{\"metrics\": {\"n\": {\"type\": \"mean\", \"column\": \"n\"}}}"),
                    event("Experiment Launched", start, """
                            {"experiment": {"key": "flip", "feature": "f", "start": "%s", "end": "%s",
                             "variants": [{"key": "control", "control": true}, {"key": "b"}],
                             "data": {"units": {"file": "u.csv", "variant": "group"}}}}""".formatted(start, end))));
            aws.advanceTo(stop.plus(late));
            aws.send(event(
                    "Experiment Stopped",
                    stop.plus(late),
                    "{\"experiment\": \"flip\", \"at\": \"%s\", \"reason\": \"over\"}".formatted(stop)));
            aws.advanceTo(end.plus(Duration.ofDays(9)));
            aws.settle();
            assertThat(aws.deadLetters()).isEmpty();
            Map<String, Map<String, AttributeValue>> items = items(aws);
            items.keySet().removeIf(key -> key.contains(" MOMENTS#") && key.contains("2020-01-05T"));
            return items;
        }
    }

    private static TimedEvent event(String type, Instant at, String detail) {
        return new TimedEvent(type, "growth", detail, at);
    }
}
