package northstar.runtime;

import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
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

    private final Lazy<SdkHttpClient> http = new Lazy<>(UrlConnectionHttpClient::create);
    private final Lazy<AwsCredentialsProviderChain> credentials = new Lazy<>(EnvironmentClients::chain);
    private final Lazy<DynamoDbClient> dynamoDb = new Lazy<>(() -> DynamoDb.client(this));
    private final Lazy<EventBridgeClient> eventBridge = new Lazy<>(() -> EventBridge.client(this));
    private final Lazy<SchedulerClient> scheduler = new Lazy<>(() -> Scheduler.client(this));
    private final Lazy<S3Client> s3 = new Lazy<>(() -> S3.client(this));

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

    /** Lambda hands keys over as variables, and through a local endpoint after a SnapStart restore. */
    private static AwsCredentialsProviderChain chain() {
        AwsCredentialsProvider variables = EnvironmentVariableCredentialsProvider.create();
        return AwsCredentialsProviderChain.of(
                variables, ContainerCredentialsProvider.builder().build());
    }

    private static final class DynamoDb {
        static DynamoDbClient client(EnvironmentClients clients) {
            return clients.build(DynamoDbClient.builder());
        }
    }

    private static final class EventBridge {
        static EventBridgeClient client(EnvironmentClients clients) {
            return clients.build(EventBridgeClient.builder());
        }
    }

    private static final class Scheduler {
        static SchedulerClient client(EnvironmentClients clients) {
            return clients.build(SchedulerClient.builder());
        }
    }

    private static final class S3 {
        static S3Client client(EnvironmentClients clients) {
            return clients.build(S3Client.builder());
        }
    }
}
