package northstar.cli.remote;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import northstar.cli.remote.Deployment.Resource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead-letter queues of a deployment. */
public final class Queues {
    private static final int MOST_AT_A_TIME = 10;

    /** Long enough to hand ten letters over, short enough to wait for when this is interrupted. */
    private static final int SECONDS_IN_HAND = 120;

    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    private final SqsClient client;
    private final Deployment deployment;

    Queues(SqsClient client, Deployment deployment) {
        this.client = client;
        this.deployment = deployment;
    }

    /**
     * An event that could not be handled.
     *
     * @param queue the queue's id in the template
     * @param address the queue's address
     * @param receipt what names it when it is deleted
     * @param body what lies in the queue
     * @param attributes what EventBridge says about it
     */
    record Letter(String queue, String address, String receipt, String body, Map<String, String> attributes) {}

    /** Returns how many letters are in each queue, those in somebody's hands included. */
    public SortedMap<String, Long> waiting() {
        SortedMap<String, Long> waiting = new TreeMap<>();
        for (Resource queue : deployment.queues()) {
            Map<QueueAttributeName, String> counts = client.getQueueAttributes(
                            request -> request.queueUrl(queue.name()).attributeNames(COUNTS))
                    .attributes();
            long all = COUNTS.stream()
                    .mapToLong(count -> Long.parseLong(counts.getOrDefault(count, "0")))
                    .sum();
            waiting.put(queue.id(), all);
        }
        return waiting;
    }

    /** Takes some letters of a queue in hand; none if nobody else has left any. */
    List<Letter> receive(String queue) {
        Resource resource = deployment.queues().stream()
                .filter(one -> one.id().equals(queue))
                .findFirst()
                .orElseThrow();
        return client
                .receiveMessage(request -> request.queueUrl(resource.name())
                        .maxNumberOfMessages(MOST_AT_A_TIME)
                        .visibilityTimeout(SECONDS_IN_HAND)
                        .waitTimeSeconds(1)
                        .messageAttributeNames("All"))
                .messages()
                .stream()
                .map(message -> letter(resource, message))
                .toList();
    }

    private static Letter letter(Resource queue, Message message) {
        Map<String, String> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, String.valueOf(value.stringValue())));
        return new Letter(queue.id(), queue.name(), message.receiptHandle(), message.body(), attributes);
    }

    void delete(Letter letter) {
        client.deleteMessage(request -> request.queueUrl(letter.address()).receiptHandle(letter.receipt()));
    }

    /** Gives a letter back at once. */
    void release(Letter letter) {
        client.changeMessageVisibility(request -> request.queueUrl(letter.address())
                .receiptHandle(letter.receipt())
                .visibilityTimeout(0));
    }
}
