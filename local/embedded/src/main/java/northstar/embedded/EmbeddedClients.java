package northstar.embedded;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import northstar.embedded.account.Account;
import northstar.embedded.wire.EmbeddedHttpClient;
import northstar.embedded.wire.Service;
import northstar.runtime.Clients;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * The clients that functions are given here: DynamoDB's talks to DynamoDB Local, the others to services in this process.
 */
final class EmbeddedClients implements Clients {

    private static final AtomicInteger KEYS = new AtomicInteger();

    private final CompletableFuture<DynamoDbClient> dynamoDb;
    private final EventBridgeClient eventBridge;
    private final SchedulerClient scheduler;
    private final S3Client s3;
    private final InstantSource clock;
    private final Consumer<String> log;

    /**
     * @param dynamoDb done once DynamoDB Local takes requests and the table is there
     * @param services by the name under which requests to them are signed
     */
    EmbeddedClients(
            CompletableFuture<DynamoDbClient> dynamoDb,
            Map<String, Service> services,
            InstantSource clock,
            Consumer<String> log,
            ExecutionInterceptor interceptor) {
        this.dynamoDb = dynamoDb;
        this.eventBridge = at("events", EventBridgeClient.builder().httpClient(http(services, "events")), interceptor);
        this.scheduler =
                at("scheduler", SchedulerClient.builder().httpClient(http(services, "scheduler")), interceptor);
        this.s3 = at("s3", S3Client.builder().httpClient(http(services, "s3")), interceptor);
        this.clock = clock;
        this.log = log;
    }

    /** An access key that nobody has yet: DynamoDB Local keeps the tables of different keys apart. */
    static String newAccessKey() {
        return "embedded" + KEYS.incrementAndGet();
    }

    static DynamoDbClient dynamoDb(URI endpoint, String accessKey, ExecutionInterceptor interceptor) {
        DynamoDbClientBuilder builder =
                DynamoDbClient.builder().endpointOverride(endpoint).httpClientBuilder(ApacheHttpClient.builder());
        return build(builder, accessKey, interceptor);
    }

    private static EmbeddedHttpClient http(Map<String, Service> services, String name) {
        return new EmbeddedHttpClient(Objects.requireNonNull(services.get(name)));
    }

    /** The endpoint is named, since the one that AWS_ENDPOINT_URL may name is not this system. */
    private static <B extends AwsClientBuilder<B, C>, C> C at(
            String service, B builder, ExecutionInterceptor interceptor) {
        URI endpoint = URI.create("https://" + service + "." + Account.REGION + ".amazonaws.com");
        return build(builder.endpointOverride(endpoint), "embedded", interceptor);
    }

    private static <B extends AwsClientBuilder<B, C>, C> C build(
            B builder, String accessKey, ExecutionInterceptor interceptor) {
        return builder.region(Region.of(Account.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
                .defaultsMode(DefaultsMode.IN_REGION)
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(interceptor))
                .build();
    }

    @Override
    public DynamoDbClient dynamoDb() {
        try {
            return dynamoDb.join();
        } catch (CompletionException e) {
            throw new IllegalStateException("DynamoDB is not there: " + e.getCause(), e);
        }
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
    public Consumer<String> log() {
        return log;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    /** Does nothing: functions share these clients, and {@link EmbeddedAws} closes what has to be closed. */
    @Override
    public void close() {}
}
