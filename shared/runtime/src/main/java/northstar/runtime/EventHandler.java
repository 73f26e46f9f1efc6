package northstar.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import northstar.events.Codec;
import northstar.events.Envelope;
import northstar.events.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * What every function does around its work: reads the event strictly, logs and counts the outcome, and lets a failure
 * out, so that Lambda runs the function again and finally keeps the event in the function's queue with the reason.
 */
public abstract class EventHandler implements RequestStreamHandler {
    /** The largest event in bytes: EventBridge carries 256 KB of entry, its envelope adds little. */
    private static final int MAX_BYTES = 512 * 1024;

    private final String function;
    private final Clients clients;

    /**
     * Creates a handler.
     *
     * @param function name of the function, as it stands in logs and metrics
     * @param clients where log lines go and what time it is
     */
    protected EventHandler(String function, Clients clients) {
        this.function = function;
        this.clients = clients;
    }

    /**
     * Does the function's work on one event.
     *
     * @throws MalformedInputException if the event is not as the contract says
     */
    protected abstract void handle(Envelope envelope, Log log);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
            throws IOException {
        String requestId = context == null ? "" : context.getAwsRequestId();
        Log log = new Log(clients.log(), clients.clock(), function, requestId);
        String event = "";
        try {
            Envelope envelope = Codec.envelope().read(text(input));
            event = envelope.id();
            handle(envelope, log);
            log.count("Handled", 1);
        } catch (RuntimeException | Error e) {
            log.error(
                    "event failed",
                    Map.of(
                            "event",
                            event,
                            "reason",
                            String.valueOf(e.getMessage()),
                            "type",
                            e.getClass().getSimpleName()));
            log.count(e instanceof MalformedInputException ? "Malformed" : "Failed", 1);
            throw e;
        }
    }

    private static String text(InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new MalformedInputException(
                    "event.length", "over " + MAX_BYTES, "must be at most " + MAX_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
