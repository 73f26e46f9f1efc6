package northstar.embedded;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import northstar.runtime.Clients;
import northstar.runtime.Environment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.scheduler.model.ActionAfterCompletion;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;

/**
 * Stands in for all four functions. Each writes down its call (partition {@code call <function>}, sorted by virtual time and
 * detail type) and sends the event that the next one hears; an experiment named {@code poison} makes it fail.
 */
public final class StandInHandler implements RequestStreamHandler {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Clients clients;
    private final Environment environment;

    public StandInHandler(Clients clients, Environment environment) {
        this.clients = clients;
        this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = JSON.readTree(input);
        String experiment = event.path("detail").path("experiment").asText("");
        if (experiment.startsWith("poison")) {
            throw new IllegalStateException("experiment == \"" + experiment + "\", must not be poison");
        }
        context.getLogger().log(context.getFunctionName() + " " + experiment);
        write(context.getFunctionName(), event);
        switch (context.getFunctionName()) {
            case "RegisterDefinition" -> {
                plan(experiment, event.path("detail").path("end").asText());
                send("Definition Registered", experiment);
            }
            case "MeasureExperiment" -> send("Experiment Measured", experimentOf(event, experiment));
            case "EvaluateExperiment" -> send("Experiment Evaluated", experiment);
            default -> {}
        }
    }

    /** A file's experiment is its content. */
    private String experimentOf(JsonNode event, String experiment) {
        String key = event.path("detail").path("object").path("key").asText();
        return key.isEmpty()
                ? experiment
                : clients.s3()
                        .getObjectAsBytes(
                                get -> get.bucket(environment.bucket()).key(key))
                        .asUtf8String();
    }

    private void write(String function, JsonNode event) {
        clients.dynamoDb()
                .putItem(put -> put.tableName(environment.table())
                        .item(Map.of(
                                "pk", AttributeValue.fromS("call " + function),
                                "sk",
                                        AttributeValue.fromS(clients.clock().instant() + " "
                                                + event.path("detail-type").asText()),
                                "detail",
                                        AttributeValue.fromS(
                                                event.path("detail").toString()))));
    }

    private void plan(String experiment, String end) {
        clients.scheduler()
                .createSchedule(create -> create.name(experiment + "-final")
                        .groupName(environment.scheduleGroup())
                        .scheduleExpression("at(" + end + ")")
                        .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                        .actionAfterCompletion(ActionAfterCompletion.DELETE)
                        .target(target -> target.arn(environment.busArn())
                                .roleArn(environment.scheduleRole())
                                .input("{\"experiment\": \"" + experiment
                                        + "\", \"at\": \"<aws.scheduler.scheduled-time>\"}")
                                .deadLetterConfig(queue -> queue.arn(environment.scheduleDeadLetters()))
                                .eventBridgeParameters(
                                        event -> event.source("northstar").detailType("Evaluation Due"))));
    }

    private void send(String detailType, String experiment) {
        PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
                .eventBusName(environment.bus())
                .source("northstar")
                .detailType(detailType)
                .detail("{\"experiment\": \"" + experiment + "\"}")
                .build();
        clients.eventBridge().putEvents(put -> put.entries(entry));
    }
}
