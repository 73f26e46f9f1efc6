package northstar.functions.register;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import northstar.events.Envelope;
import northstar.events.MalformedInputException;
import northstar.events.Message;
import northstar.events.Message.AttentionNeeded;
import northstar.events.Message.DefinitionRejected;
import northstar.storage.IdempotencyStore;

/**
 * Announces refused definitions, each once: Lambda runs a failed function again, and the event itself is kept in the
 * function's queue.
 */
final class Rejections {
    private static final Duration MEMORY = Duration.ofDays(7);
    private static final int LONGEST_REASON = 1_000;

    private final IdempotencyStore announced;
    private final InstantSource clock;

    Rejections(IdempotencyStore announced, InstantSource clock) {
        this.announced = announced;
        this.clock = clock;
    }

    /** Returns what is to be put on the bus about a refused event: nothing if it was announced before. */
    List<Message> of(Envelope envelope, MalformedInputException e) {
        Instant now = clock.instant();
        if (!announced.claim("rejected/" + envelope.id(), now, now.plus(MEMORY))) {
            return List.of();
        }
        String reason = cut(String.valueOf(e.getMessage()));
        return List.of(
                new DefinitionRejected(envelope.detailType(), envelope.id(), envelope.time(), reason),
                new AttentionNeeded(
                        null,
                        envelope.time(),
                        AttentionNeeded.Kind.REJECTED,
                        cut(envelope.detailType() + " was refused: " + reason),
                        null));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }
}
