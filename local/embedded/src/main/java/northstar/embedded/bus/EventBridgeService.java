package northstar.embedded.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import northstar.embedded.account.Account;
import northstar.embedded.template.EventRule;
import northstar.embedded.wire.JsonService;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.ServiceException;

/**
 * EventBridge on the wire: PutEvents with the limits that it has. An entry that breaks a rule fails by itself, as it does
 * there, and the others are published.
 */
public final class EventBridgeService extends JsonService {

    private static final String PUT_EVENTS = "AWSEvents.PutEvents";
    private static final int MAXIMUM_ENTRIES = 10;
    private static final int MAXIMUM_BYTES = 256 * 1024;
    private static final int BYTES_OF_A_TIME = 14;

    private final EventBuses buses;
    private final Publisher publisher;
    private final InstantSource clock;

    /** @param clock gives the time of entries that have none */
    public EventBridgeService(EventBuses buses, Publisher publisher, InstantSource clock) {
        this.buses = buses;
        this.publisher = publisher;
        this.clock = clock;
    }

    @Override
    protected JsonNode answer(Request request, JsonNode body) {
        String target = request.header("x-amz-target").orElse("");
        if (!target.equals(PUT_EVENTS)) {
            throw new ServiceException(
                    400,
                    "UnknownOperationException",
                    "operation == \"" + target + "\", must be " + PUT_EVENTS + " in the embedded system");
        }
        JsonNode entries = body.path("Entries");
        check(entries);
        ArrayNode results = JSON.createArrayNode();
        int failed = 0;
        for (JsonNode entry : entries) {
            ObjectNode result = results.addObject();
            try {
                result.put("EventId", publish(entry));
            } catch (ServiceException e) {
                failed++;
                result.put("ErrorCode", e.code()).put("ErrorMessage", e.getMessage());
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", failed);
        answer.set("Entries", results);
        return answer;
    }

    private static void check(JsonNode entries) {
        if (entries.isEmpty() || entries.size() > MAXIMUM_ENTRIES) {
            throw ServiceException.validation("1 validation error detected: Value at 'entries' failed to satisfy"
                    + " constraint: Member must have length between 1 and " + MAXIMUM_ENTRIES + ", got "
                    + entries.size());
        }
        long bytes = 0;
        for (JsonNode entry : entries) {
            bytes += size(entry);
        }
        if (bytes > MAXIMUM_BYTES) {
            throw ServiceException.validation("Total size of the entries in the request is over the limit.");
        }
    }

    /** As AWS counts it: 14 for a time, and the UTF-8 bytes of source, detail type, detail and resources. */
    private static long size(JsonNode entry) {
        long bytes = entry.hasNonNull("Time") ? BYTES_OF_A_TIME : 0;
        for (String member : List.of("Source", "DetailType", "Detail")) {
            bytes += utf8Length(entry.path(member));
        }
        for (JsonNode resource : entry.path("Resources")) {
            bytes += utf8Length(resource);
        }
        return bytes;
    }

    private static int utf8Length(JsonNode text) {
        return text.asText("").getBytes(StandardCharsets.UTF_8).length;
    }

    private String publish(JsonNode entry) {
        String source = required(entry, "Source");
        if (source.startsWith("aws.")) {
            throw new ServiceException(
                    400, "NotAuthorizedForSource", "Source == \"" + source + "\", must not start with \"aws.\"");
        }
        String bus = Account.nameOf(entry.path("EventBusName").asText(EventRule.DEFAULT_BUS));
        if (!buses.exists(bus)) {
            throw new ServiceException(400, "ResourceNotFoundException", "Event bus " + bus + " does not exist.");
        }
        Instant time = entry.hasNonNull("Time")
                ? Instant.ofEpochSecond(entry.path("Time").asLong())
                : clock.instant();
        List<String> resources = new ArrayList<>();
        entry.path("Resources").forEach(resource -> resources.add(resource.asText()));
        TimedEvent event = new TimedEvent(required(entry, "DetailType"), source, required(entry, "Detail"), time);
        try {
            return publisher.publish(bus, event, resources);
        } catch (IllegalArgumentException e) {
            throw new ServiceException(400, "MalformedDetail", "Detail is malformed.");
        }
    }

    private static String required(JsonNode entry, String member) {
        String value = entry.path(member).asText("");
        if (value.isEmpty()) {
            throw new ServiceException(
                    400,
                    "InvalidArgument",
                    "Parameter " + member + " is not valid. Reason: " + member + " is a required argument.");
        }
        return value;
    }
}
