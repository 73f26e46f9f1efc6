package northstar.embedded.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import northstar.embedded.wire.EmbeddedHttpClient;
import northstar.embedded.wire.Response;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

class RecordedActionsTest {

    private static final Map<String, AttributeValue> KEY = Map.of("pk", AttributeValue.fromS("rye"));

    private final RecordedActions actions = new RecordedActions();

    /** A client whose every call fails: what is asked for counts, not what comes of it. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(
                        new EmbeddedHttpClient(request -> new Response(400, Map.of(), SdkBytes.fromUtf8String("{}"))))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(actions))
                .build();
    }

    private Set<String> recorded(Runnable... calls) {
        for (Runnable call : calls) {
            ScopedValue.where(RecordedActions.CALLER, "Bake").run(() -> {
                try {
                    call.run();
                } catch (SdkException refused) {
                    assertThat(refused).hasMessageContaining("400");
                }
            });
        }
        return actions.of("Bake");
    }

    @Test
    void of_itemCalls_areTheirActions() {
        DynamoDbClient client = client(DynamoDbClient.builder());

        assertThat(recorded(
                        () -> client.putItem(put -> put.tableName("t").item(KEY)),
                        () -> client.getItem(get -> get.tableName("t").key(KEY)),
                        () -> client.query(query -> query.tableName("t"))))
                .containsExactlyInAnyOrder("dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query");
    }

    @Test
    void of_transaction_areTheActionsOfItsParts() {
        DynamoDbClient client = client(DynamoDbClient.builder());
        List<TransactWriteItem> parts = List.of(
                TransactWriteItem.builder()
                        .put(put -> put.tableName("t").item(KEY))
                        .build(),
                TransactWriteItem.builder()
                        .update(update -> update.tableName("t").key(KEY))
                        .build(),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName("t").key(KEY))
                        .build(),
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName("t").key(KEY))
                        .build());

        assertThat(recorded(() -> client.transactWriteItems(write -> write.transactItems(parts))))
                .containsExactlyInAnyOrder(
                        "dynamodb:PutItem",
                        "dynamodb:UpdateItem",
                        "dynamodb:DeleteItem",
                        "dynamodb:ConditionCheckItem");
    }

    @Test
    void of_transactionThatReads_isGetItem() {
        DynamoDbClient client = client(DynamoDbClient.builder());

        assertThat(recorded(() -> client.transactGetItems(read -> read.transactItems(TransactGetItem.builder()
                        .get(get -> get.tableName("t").key(KEY))
                        .build()))))
                .containsExactly("dynamodb:GetItem");
    }

    @Test
    void of_events_isPutEvents() {
        EventBridgeClient client = client(EventBridgeClient.builder());

        assertThat(recorded(() -> client.putEvents(put ->
                        put.entries(PutEventsRequestEntry.builder().source("s").build()))))
                .containsExactly("events:PutEvents");
    }

    @Test
    void of_scheduleWithARole_passesTheRole() {
        SchedulerClient client = client(SchedulerClient.builder());

        assertThat(recorded(
                        () -> client.createSchedule(create -> create.name("s")),
                        () -> client.getSchedule(get -> get.name("s"))))
                .containsExactlyInAnyOrder("scheduler:CreateSchedule", "iam:PassRole", "scheduler:GetSchedule");
    }

    @Test
    void of_objects_areTheActionsThatIamKnows() {
        S3Client client = client(S3Client.builder());

        assertThat(recorded(
                        () -> client.headObject(head -> head.bucket("lake").key("k")),
                        () -> client.listObjectsV2(list -> list.bucket("lake"))))
                .containsExactlyInAnyOrder("s3:GetObject", "s3:ListBucket");
    }

    @Test
    void byFunction_callOutsideOfAFunction_isNotCounted() {
        EventBridgeClient client = client(EventBridgeClient.builder());

        try {
            client.putEvents(put ->
                    put.entries(PutEventsRequestEntry.builder().source("s").build()));
        } catch (SdkException refused) {
            assertThat(refused).hasMessageContaining("400");
        }

        assertThat(actions.byFunction()).isEmpty();
    }
}
