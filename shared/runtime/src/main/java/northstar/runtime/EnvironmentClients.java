package northstar.runtime;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;

/**
 * Clients of a deployed function, all on one HTTP client. Each service is touched only inside its own nested class,
 * so that loading this class asks for no service's module.
 */
final class EnvironmentClients implements Clients {
    private static final int ATTEMPTS = 5;

    private final Lazy<SdkHttpClient> http = new Http();
    private final Lazy<AwsCredentialsProviderChain> credentials = new Credentials();
    private final Lazy<DynamoDbClient> dynamoDb = new DynamoDb();
    private final Lazy<EventBridgeClient> eventBridge = new EventBridge();
    private final Lazy<SchedulerClient> scheduler = new Scheduler();
    private final Lazy<S3Client> s3 = new S3();

    @Override
    public DynamoDbClient dynamoDb() {
        return dynamoDb.value();
    }

    @Override
    public EventBridgeClient eventBridge() {
        return eventBridge.value();
    }

    @Override
    public SchedulerClient scheduler() {
        return scheduler.value();
    }

    @Override
    public S3Client s3() {
        return s3.value();
    }

    @Override
    public InstantSource clock() {
        return InstantSource.system();
    }

    @Override
    public Consumer<String> log() {
        return System.out::println;
    }

    @Override
    public void close() {
        List.of(dynamoDb, eventBridge, scheduler, s3, credentials, http).forEach(Lazy::close);
    }

    /**
     * Region and endpoint are left to the SDK, which reads AWS_REGION and AWS_ENDPOINT_URL first. Credentials are named
     * one by one, since the SDK's own chain looks into files and system properties that a function does not have.
     */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder) {
        return builder.httpClient(http.value())
                .credentialsProvider(credentials.value())
                .defaultsMode(DefaultsMode.IN_REGION)
                .build();
    }

    private static final class Http extends Lazy<SdkHttpClient> {
        @Override
        SdkHttpClient make() {
            return UrlConnectionHttpClient.create();
        }
    }

    /** Lambda hands keys over as variables, and through a local endpoint after a SnapStart restore. */
    private static final class Credentials extends Lazy<AwsCredentialsProviderChain> {
        @Override
        AwsCredentialsProviderChain make() {
            return AwsCredentialsProviderChain.of(
                    EnvironmentVariableCredentialsProvider.create(),
                    ContainerCredentialsProvider.builder().build());
        }
    }

    /**
     * The SDK would try nine times, for a minute and a half where a table is throttled: longer than functions have, which
     * would then time out without telling why. Five attempts take fifteen seconds at the most; Lambda calls again later.
     */
    private final class DynamoDb extends Lazy<DynamoDbClient> {
        @Override
        DynamoDbClient make() {
            return build(DynamoDbClient.builder()
                    .overrideConfiguration(
                            settings -> settings.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                    .maxAttempts(ATTEMPTS)
                                    .build())));
        }
    }

    private final class EventBridge extends Lazy<EventBridgeClient> {
        @Override
        EventBridgeClient make() {
            return build(EventBridgeClient.builder());
        }
    }

    private final class Scheduler extends Lazy<SchedulerClient> {
        @Override
        SchedulerClient make() {
            return build(SchedulerClient.builder());
        }
    }

    private final class S3 extends Lazy<S3Client> {
        @Override
        S3Client make() {
            return build(S3Client.builder());
        }
    }
}
