package northstar.benchmarks.coldstart;

import java.net.URI;
import java.time.InstantSource;
import java.util.function.Consumer;
import northstar.embedded.account.Account;
import northstar.runtime.Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/** The clients with which this process prepares the table. Reported aggregates need neither bucket nor schedules. */
final class LocalClients implements Clients {
    private final SdkHttpClient http = UrlConnectionHttpClient.create();
    private final DynamoDbClient dynamoDb;
    private final EventBridgeClient eventBridge;
    private final SchedulerClient scheduler;
    private final S3Client s3;

    LocalClients(URI dynamoDbEndpoint, URI eventBridgeEndpoint) {
        dynamoDb = build(DynamoDbClient.builder(), dynamoDbEndpoint);
        eventBridge = build(EventBridgeClient.builder(), eventBridgeEndpoint);
        scheduler = build(SchedulerClient.builder(), eventBridgeEndpoint);
        s3 = build(S3Client.builder(), eventBridgeEndpoint);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder, URI endpoint) {
        return builder.httpClient(http)
                .endpointOverride(endpoint)
                .region(Region.of(Account.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("benchmark", "benchmark")))
                .build();
    }

    @Override
    public DynamoDbClient dynamoDb() {
        return dynamoDb;
    }

    @Override
    public EventBridgeClient eventBridge() {
        return eventBridge;
    }

    @Override
    public SchedulerClient scheduler() {
        return scheduler;
    }

    @Override
    public S3Client s3() {
        return s3;
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Consumer<String> log() {
        return line -> {};
    }

    @Override
    public void close() {
        dynamoDb.close();
        eventBridge.close();
        scheduler.close();
        s3.close();
        http.close();
    }
}
