package northstar.endtoend;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A stack at an endpoint, and the clients that reach it. */
final class Deployment implements AutoCloseable {
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final List<SdkAutoCloseable> open = new ArrayList<>();
    private final URI endpoint;
    private final Stack stack;
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient eventBridge;
    private final LambdaClient lambda;
    private final S3Client s3;
    private final SchedulerClient scheduler;
    private final SqsClient sqs;

    private Deployment(URI endpoint, String stackName) {
        this.endpoint = endpoint;
        stack = Stack.of(client(CloudFormationClient.builder()), stackName);
        dynamoDb = client(DynamoDbClient.builder());
        eventBridge = client(EventBridgeClient.builder());
        lambda = client(LambdaClient.builder());
        s3 = client(S3Client.builder().forcePathStyle(true));
        scheduler = client(SchedulerClient.builder());
        sqs = client(SqsClient.builder());
    }

    /** Looks a stack up at the endpoint that make e2e names (AWS_ENDPOINT_URL would divert the embedded system too). */
    static Deployment named(String stack) {
        return new Deployment(URI.create(System.getProperty("northstar.endpoint", "http://127.0.0.1:4566")), stack);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
            B builder) {
        C client = builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        open.add(client);
        return client;
    }

    URI endpoint() {
        return endpoint;
    }

    Stack stack() {
        return stack;
    }

    TestClock clock() {
        return new HttpTestClock(endpoint);
    }

    DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    EventBridgeClient eventBridge() {
        return eventBridge;
    }

    LambdaClient lambda() {
        return lambda;
    }

    S3Client s3() {
        return s3;
    }

    SchedulerClient scheduler() {
        return scheduler;
    }

    SqsClient sqs() {
        return sqs;
    }

    /** What lies in the table. */
    TableContents table() {
        return TableContents.of(dynamoDb, stack.table());
    }

    /** Empties the table. */
    void clearTable() {
        dynamoDb.scanPaginator(request -> request.tableName(stack.table()))
                .items()
                .forEach(item -> dynamoDb.deleteItem(request ->
                        request.tableName(stack.table()).key(Map.of("pk", item.get("pk"), "sk", item.get("sk")))));
    }

    /** Names of the schedules that there are. */
    Set<String> schedules() {
        Set<String> names = new TreeSet<>();
        scheduler
                .listSchedulesPaginator(request -> request.groupName(stack.scheduleGroup()))
                .schedules()
                .forEach(schedule -> names.add(schedule.name()));
        return names;
    }

    @Override
    public void close() {
        open.forEach(SdkAutoCloseable::close);
        http.close();
    }
}
