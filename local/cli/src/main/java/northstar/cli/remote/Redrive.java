package northstar.cli.remote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import northstar.cli.input.Outgoing;
import northstar.cli.remote.Queues.Letter;
import northstar.events.DetailType;
import northstar.events.Envelope;
import northstar.events.ForeignJson;
import northstar.events.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * Takes letters out of the queues and hands them to whoever missed them: an event that a function did not get or not handle
 * to that function, every other one to the bus. A letter is deleted once its event is handed over.
 */
public final class Redrive {
    private static final List<String> ENDINGS = List.of("Failed", "Undelivered");

    private final Queues queues;
    private final Functions functions;
    private final Sender sender;
    private final Deployment deployment;
    private final Consumer<String> progress;

    /**
     * Prepares it.
     *
     * @param progress hears what is being done
     */
    public Redrive(Account account, Sender sender, Consumer<String> progress) {
        this.queues = account.queues();
        this.functions = account.functions();
        this.sender = sender;
        this.deployment = account.deployment();
        this.progress = progress;
    }

    /**
     * What became of a queue.
     *
     * @param queue its id in the template
     * @param handed letters that were handed over, or would be
     * @param to whom
     * @param stays why letters stay, one line each
     * @param reasons why letters were there, one line each, where that is known
     */
    public record Drained(String queue, long handed, String to, List<String> stays, List<String> reasons) {
        public Drained {
            stays = List.copyOf(stays);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Drains all queues of what is in them now: what comes back meanwhile stays for the next time.
     *
     * @param isDry whether to say only what there is
     */
    public List<Drained> run(boolean isDry) {
        List<Drained> drained = new ArrayList<>();
        queues.waiting().forEach((queue, count) -> {
            if (count > 0) {
                progress.accept("Draining " + queue + "…");
                drained.add(isDry ? looked(queue, count) : drained(queue, count));
            }
        });
        return drained;
    }

    private Drained drained(String queue, long count) {
        long handed = 0;
        List<String> stays = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        List<Letter> kept = new ArrayList<>();
        while (handed + kept.size() < count) {
            List<Letter> letters = queues.receive(queue);
            if (letters.isEmpty()) {
                break;
            }
            for (Letter letter : letters) {
                String refusal = handOver(letter);
                if (refusal == null) {
                    queues.delete(letter);
                    handed++;
                    reasons.add(reason(letter));
                } else {
                    stays.add(refusal);
                    kept.add(letter);
                }
            }
        }
        kept.forEach(queues::release);
        return new Drained(queue, handed, target(queue), stays, reasons);
    }

    private Drained looked(String queue, long count) {
        long readable = 0;
        List<String> stays = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        List<Letter> kept = new ArrayList<>();
        while (kept.size() < count && kept.addAll(queues.receive(queue))) {
            progress.accept("Reading " + queue + "…");
        }
        for (Letter letter : kept) {
            queues.release(letter);
            reasons.add(reason(letter));
            try {
                event(letter);
                readable++;
            } catch (MalformedInputException e) {
                stays.add(String.valueOf(e.getMessage()));
            }
        }
        return new Drained(queue, readable, target(queue), stays, reasons);
    }

    /** Returns the function whose queue this is. */
    private Optional<String> function(String queue) {
        return ENDINGS.stream()
                .filter(queue::endsWith)
                .map(ending -> queue.substring(0, queue.length() - ending.length()))
                .filter(deployment::hasFunction)
                .findFirst();
    }

    private String target(String queue) {
        return function(queue).orElse("the bus");
    }

    /** Returns why a letter cannot be handed over, or null if it is. */
    private @Nullable String handOver(Letter letter) {
        try {
            Map<String, @Nullable Object> event = event(letter);
            Optional<String> function = function(letter.queue());
            if (function.isPresent()) {
                functions.handOver(function.get(), ForeignJson.write(event));
                return null;
            }
            List<Sender.Refused> refused = sender.put(List.of(outgoing(letter.queue(), event)));
            return refused.isEmpty() ? null : refused.getFirst().reason();
        } catch (MalformedInputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Returns the event of a letter: what a function was called with, or what a rule or a schedule was to deliver. */
    private static Map<String, @Nullable Object> event(Letter letter) {
        Map<String, @Nullable Object> body = ForeignJson.object(letter.body());
        return body.get("requestPayload") instanceof Map<?, ?> payload ? members(payload) : body;
    }

    private static Map<String, @Nullable Object> members(Map<?, ?> payload) {
        return ForeignJson.object(ForeignJson.write(payload));
    }

    private static Outgoing outgoing(String queue, Map<String, @Nullable Object> event) {
        if (event.get("detail-type") instanceof String type
                && event.get("source") instanceof String source
                && event.get("detail") instanceof Map<?, ?> detail) {
            Instant time = event.get("time") instanceof String text ? Instant.parse(text) : null;
            return new Outgoing(queue, source, type, ForeignJson.write(detail), time);
        }
        if (event.get("experiment") instanceof String && event.get("at") instanceof String) {
            String due = DetailType.EVALUATION_DUE.title();
            return new Outgoing(queue, Envelope.NORTHSTAR, due, ForeignJson.write(event), null);
        }
        throw new MalformedInputException("$", "neither event nor input of a schedule", "must be one of them");
    }

    private static String reason(Letter letter) {
        String told = letter.attributes().get("ERROR_MESSAGE");
        if (told != null) {
            return told;
        }
        try {
            Object response = ForeignJson.object(letter.body()).get("responsePayload");
            return response instanceof Map<?, ?> members && members.get("errorMessage") instanceof String message
                    ? message
                    : "no reason is given";
        } catch (MalformedInputException e) {
            return "no reason is given";
        }
    }
}
