package northstar.embedded.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import northstar.embedded.account.Account;

/**
 * An event on a bus: what EventBridge makes of an entry and what functions receive. Immutable.
 */
public final class BusEvent {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String id;
    private final String detailType;
    private final Instant time;
    private final String json;
    private final JsonNode tree;

    private BusEvent(String id, String detailType, Instant time, String json, JsonNode tree) {
        this.id = id;
        this.detailType = detailType;
        this.time = time;
        this.json = json;
        this.tree = tree;
    }

    /**
     * Puts an event into the envelope of EventBridge. The detail keeps its text, so that numbers arrive as they were
     * written; the time loses what is below a second, as it does there.
     *
     * @param id the event's id, the same whenever it is delivered
     * @param resources ARNs of what the event is about
     * @throws IllegalArgumentException if the detail is not a JSON object
     */
    public static BusEvent of(String id, TimedEvent event, List<String> resources) {
        Instant time = event.time().truncatedTo(ChronoUnit.SECONDS);
        ObjectNode envelope = JSON.createObjectNode()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", event.detailType())
                .put("source", event.source())
                .put("account", Account.ID)
                .put("time", time.toString())
                .put("region", Account.REGION);
        envelope.set("resources", JSON.valueToTree(resources));
        String head = envelope.toString();
        String json = head.substring(0, head.length() - 1) + ",\"detail\":" + event.detail() + "}";
        envelope.set("detail", detail(event.detail()));
        return new BusEvent(id, event.detailType(), time, json, envelope);
    }

    /**
     * Reads an envelope as it was delivered before.
     *
     * @throws IllegalArgumentException if the text is no such envelope
     */
    public static BusEvent parse(String json) {
        try {
            JsonNode tree = JSON.readTree(json);
            return new BusEvent(
                    tree.path("id").asText(),
                    tree.path("detail-type").asText(),
                    Instant.parse(tree.path("time").asText()),
                    json,
                    tree);
        } catch (JsonProcessingException | DateTimeParseException malformed) {
            throw new IllegalArgumentException("event, must be the envelope of an event", malformed);
        }
    }

    private static JsonNode detail(String text) {
        try {
            JsonNode detail = JSON.readTree(text);
            if (detail.isObject()) {
                return detail;
            }
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("detail, must be a JSON object", malformed);
        }
        throw new IllegalArgumentException("detail, must be a JSON object");
    }

    public String id() {
        return id;
    }

    public String detailType() {
        return detailType;
    }

    public Instant time() {
        return time;
    }

    /** The envelope as text. */
    public String json() {
        return json;
    }

    /** The envelope as a function receives it. */
    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** The text at a path of the envelope, such as {@code "detail", "experiment"}; empty if there is none. */
    public String text(String... path) {
        JsonNode node = tree;
        for (String name : path) {
            node = node.path(name);
        }
        return node.asText("");
    }

    JsonNode tree() {
        return tree;
    }

    @Override
    public String toString() {
        return json;
    }
}
