package northstar.embedded;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import northstar.embedded.bus.BusEvent;
import northstar.embedded.delivery.Call;
import northstar.embedded.delivery.DeliveryMode;
import northstar.embedded.delivery.DeliverySettings;

/**
 * How an embedded AWS is set up. Immutable.
 *
 * @param template the template.yaml to run
 * @param lake the folder that is the bucket
 * @param dynamoDbLibraries the folder with DynamoDB Local, made by the module {@code local/dynamodb-local}
 * @param start where the virtual clock begins
 * @param log hears what functions write to the logger of their context
 * @param deliveries order, workers, what stands for one another, who watches
 */
public record EmbeddedOptions(
        Path template,
        Path lake,
        Path dynamoDbLibraries,
        Instant start,
        Consumer<String> log,
        DeliverySettings deliveries) {

    /** Each event once, in order, one at a time, on a clock that begins in 1970; logs go nowhere. */
    public static EmbeddedOptions of(Path template, Path lake, Path dynamoDbLibraries) {
        DeliverySettings once = new DeliverySettings(new DeliveryMode.Once(), 1, Map.of(), call -> {});
        return new EmbeddedOptions(template, lake, dynamoDbLibraries, Instant.EPOCH, line -> {}, once);
    }

    public EmbeddedOptions withStart(Instant time) {
        return new EmbeddedOptions(template, lake, dynamoDbLibraries, time, log, deliveries);
    }

    public EmbeddedOptions withLog(Consumer<String> listener) {
        return new EmbeddedOptions(template, lake, dynamoDbLibraries, start, listener, deliveries);
    }

    public EmbeddedOptions withMode(DeliveryMode mode) {
        return with(new DeliverySettings(mode, deliveries.workers(), deliveries.coalesced(), deliveries.observer()));
    }

    /** With more than one, events of the same instant may be handled in any order. */
    public EmbeddedOptions withWorkers(int workers) {
        return with(new DeliverySettings(deliveries.mode(), workers, deliveries.coalesced(), deliveries.observer()));
    }

    /** Hears of each call of a function, in the thread that made it. */
    public EmbeddedOptions withObserver(Consumer<Call> observer) {
        return with(new DeliverySettings(deliveries.mode(), deliveries.workers(), deliveries.coalesced(), observer));
    }

    /** Lets a function see only the last of its events, once nothing else is left to deliver. */
    public EmbeddedOptions coalesce(String function) {
        return coalesce(function, event -> "");
    }

    /**
     * Lets a function see only the last of its events that have the same key, once nothing else is left to deliver.
     *
     * @param key what the events that stand for one another have in common
     */
    public EmbeddedOptions coalesce(String function, Function<BusEvent, String> key) {
        Map<String, Function<BusEvent, String>> coalesced = new HashMap<>(deliveries.coalesced());
        coalesced.put(function, key);
        return with(new DeliverySettings(deliveries.mode(), deliveries.workers(), coalesced, deliveries.observer()));
    }

    private EmbeddedOptions with(DeliverySettings settings) {
        return new EmbeddedOptions(template, lake, dynamoDbLibraries, start, log, settings);
    }
}
