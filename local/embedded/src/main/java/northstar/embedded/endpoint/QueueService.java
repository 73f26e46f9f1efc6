package northstar.embedded.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import northstar.embedded.account.Account;
import northstar.embedded.delivery.DeadLetter;
import northstar.embedded.delivery.DeadLetters;
import northstar.embedded.template.SamTemplate;
import northstar.embedded.wire.JsonService;
import northstar.embedded.wire.Request;
import northstar.embedded.wire.ServiceException;

/**
 * SQS on the wire, as far as dead letters are counted, read and deleted. A letter has the form in which Lambda, EventBridge
 * or its Scheduler leaves it there. Who has received one hides it until it is deleted or given back; no time ends that.
 */
public final class QueueService extends JsonService {

    private static final String PREFIX = "AmazonSQS.";
    private static final String TEXT = "String";

    private final DeadLetters letters;
    private final Set<String> queues;
    private final Set<String> ofFunctions;

    public QueueService(SamTemplate template, DeadLetters letters) {
        this.letters = letters;
        queues = template.resources().entrySet().stream()
                .filter(resource -> resource.getValue().equals("AWS::SQS::Queue"))
                .map(resource -> resource.getKey())
                .collect(Collectors.toUnmodifiableSet());
        ofFunctions = template.functions().stream()
                .map(function -> Account.nameOf(function.onFailure()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected JsonNode answer(Request request, JsonNode body) {
        String action = request.header("x-amz-target").orElse("").replace(PREFIX, "");
        String queue = Account.nameOf(body.path("QueueUrl").asText(""));
        if (!queues.contains(queue)) {
            throw new ServiceException(400, "QueueDoesNotExist", "The specified queue does not exist.");
        }
        String receipt = body.path("ReceiptHandle").asText("");
        return switch (action) {
            case "GetQueueAttributes" -> attributes(queue);
            case "ReceiveMessage" ->
                receive(queue, body.path("MaxNumberOfMessages").asInt(1));
            case "DeleteMessage" -> {
                letters.delete(receipt);
                yield JSON.createObjectNode();
            }
            case "ChangeMessageVisibility" -> {
                letters.release(receipt);
                yield JSON.createObjectNode();
            }
            default ->
                throw new ServiceException(
                        400, "InvalidAction", action + ", must be an action that the embedded system knows");
        };
    }

    private JsonNode attributes(String queue) {
        long all = letters.in(queue).size();
        long visible = letters.visible(queue);
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("Attributes")
                .put("ApproximateNumberOfMessages", String.valueOf(visible))
                .put("ApproximateNumberOfMessagesNotVisible", String.valueOf(all - visible));
        return answer;
    }

    private JsonNode receive(String queue, int most) {
        ObjectNode answer = JSON.createObjectNode();
        List<DeadLetters.Received> received = letters.receive(queue, most);
        if (!received.isEmpty()) {
            ArrayNode messages = answer.putArray("Messages");
            received.forEach(one -> messages.add(message(one)));
        }
        return answer;
    }

    private ObjectNode message(DeadLetters.Received received) {
        DeadLetter letter = received.letter();
        boolean isOfFunction = ofFunctions.contains(letter.queue());
        String body = isOfFunction ? failure(letter) : letter.event();
        ObjectNode message = JSON.createObjectNode()
                .put("MessageId", received.receipt())
                .put("ReceiptHandle", received.receipt())
                .put("MD5OfBody", md5(body.getBytes(StandardCharsets.UTF_8)))
                .put("Body", body);
        message.putObject("Attributes")
                .put("SentTimestamp", String.valueOf(letter.time().toEpochMilli()));
        if (!isOfFunction) {
            SortedMap<String, String> attributes = new TreeMap<>(Map.of(
                    "ERROR_CODE", "SDK_CLIENT_ERROR",
                    "ERROR_MESSAGE", letter.reason(),
                    "RETRY_ATTEMPTS", String.valueOf(letter.attempts())));
            ObjectNode told = message.putObject("MessageAttributes");
            attributes.forEach(
                    (name, value) -> told.putObject(name).put("DataType", TEXT).put("StringValue", value));
            message.put("MD5OfMessageAttributes", md5(wire(attributes)));
        }
        return message;
    }

    /** The attributes as SQS lays them out for their digest: length and bytes of name, kind and value. */
    private static byte[] wire(SortedMap<String, String> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        attributes.forEach((name, value) -> {
            part(bytes, name);
            part(bytes, TEXT);
            bytes.write(1);
            part(bytes, value);
        });
        return bytes.toByteArray();
    }

    private static void part(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
    }

    /** What Lambda sends to the destination of a call that failed. */
    private static String failure(DeadLetter letter) {
        ObjectNode failure = JSON.createObjectNode().put("version", "1.0");
        failure.put("timestamp", letter.time().toString());
        failure.putObject("requestContext")
                .put("functionArn", Account.arn("lambda", "function:" + letter.target()))
                .put("condition", "RetriesExhausted")
                .put("approximateInvokeCount", letter.attempts());
        failure.putRawValue("requestPayload", new RawValue(letter.event()));
        failure.putObject("responsePayload").put("errorMessage", letter.reason());
        return failure.toString();
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
