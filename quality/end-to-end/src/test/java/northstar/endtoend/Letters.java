package northstar.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Reads the dead-letter queues and leaves them as they are. */
final class Letters {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS_IN_HAND = 30;

    private Letters() {}

    /**
     * What a function could not do.
     *
     * @param event what it was called with, JSON
     * @param reason what it failed with
     */
    record Letter(String event, String reason) {}

    /** The letters of each queue that is not empty, by the queue's name in the template. */
    static SortedMap<String, List<Letter>> of(Deployment deployment) {
        SortedMap<String, List<Letter>> letters = new TreeMap<>();
        deployment.stack().queues().forEach((id, address) -> {
            List<Letter> inQueue = in(deployment.sqs(), address);
            if (!inQueue.isEmpty()) {
                letters.put(id, inQueue);
            }
        });
        return letters;
    }

    private static List<Letter> in(SqsClient client, String address) {
        List<Message> all = new ArrayList<>();
        List<Message> some;
        do {
            some = client.receiveMessage(request -> request.queueUrl(address)
                            .maxNumberOfMessages(10)
                            .visibilityTimeout(SECONDS_IN_HAND)
                            .messageAttributeNames("All"))
                    .messages();
            all.addAll(some);
        } while (!some.isEmpty());
        all.forEach(message -> client.changeMessageVisibility(request ->
                request.queueUrl(address).receiptHandle(message.receiptHandle()).visibilityTimeout(0)));
        return all.stream().map(Letters::letter).toList();
    }

    private static Letter letter(Message message) {
        try {
            JsonNode body = JSON.readTree(message.body());
            JsonNode event = body.path("requestPayload");
            return new Letter(
                    event.isMissingNode() ? message.body() : event.toString(),
                    body.path("responsePayload").path("errorMessage").asText("no reason is given"));
        } catch (JsonProcessingException e) {
            return new Letter(message.body(), "no JSON");
        }
    }
}
